"""Read the vocabularies: the tables of `vocab/*.toml`, and what a jurist's own folder adds to them.

VANBAN_VOCAB names a folder with files of the same names. What stands there is added: lists grow, tables take new keys;
the shipped words stay, so that a newer version of the reader brings its own along. The shipped file is the shape: an
added key must be one it knows, unless the table maps free keys to words (types, suffixes). What is wrong is named by
file and line.
"""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from vanban.model import WrongWords
from vanban.patterns import late

SETTING = "VANBAN_VOCAB"
SHIPPED = Path(__file__).parent / "vocab"
# Tables whose keys are free: a type's key stands in addresses, a suffix is what a number ends in.
_KEY, _LETTERS = late(r"[a-z0-9]+(?:-[a-z0-9]+)*"), late(r"[^\W\d_]+")
_FREE_KEYS = {"names": _KEY, "papers": _KEY, "suffixes": _LETTERS, "short": _LETTERS}
_SYNTAX_LINE = late(r"at line (\d+)")


@lru_cache(maxsize=16)
def vocabulary(name: str) -> dict[str, Any]:
    """Return the table of `vocab/<name>.toml` with what VANBAN_VOCAB adds to it; raises WrongWords."""
    shipped = table_of(SHIPPED / f"{name}.toml")
    added = own_files().get(name)
    if added is None:
        return shipped
    return _together(shipped, checked(added, shipped))


def own_files() -> dict[str, Path]:
    """Return the files of the folder that VANBAN_VOCAB names; raises WrongWords for a folder or name that is none."""
    named = os.environ.get(SETTING)
    if not named:
        return {}
    folder = Path(named)
    if not folder.is_dir():
        raise WrongWords(str(folder), None, f"{SETTING} phải là tên một thư mục có sẵn. Hãy sửa lại đường dẫn.")
    known = sorted(path.name for path in SHIPPED.glob("*.toml"))
    files = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    for path in files.values():
        if path.name not in known:
            raise WrongWords(
                str(path), None, f"Không có bảng từ tên này. Hãy đặt tên tệp là một trong: {', '.join(known)}."
            )
    return files


def table_of(file: Path) -> dict[str, Any]:
    """Return the table of a file; raises WrongWords with the line where it is no TOML or no UTF-8."""
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        raise WrongWords(str(file), line, "Tệp phải lưu bằng mã UTF-8. Hãy lưu lại tệp.") from error
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        message = "Dòng này chưa đúng cách viết TOML: hãy xem lại ngoặc, phẩy, nháy; khóa có chữ Đ đặt trong nháy kép."
        raise WrongWords(str(file), int(found[1]) if found else None, message) from error


def checked(file: Path, shipped: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file adds to a shipped table; raises WrongWords at the first entry of another shape."""
    added = table_of(file)
    for wrong, message in _faults(added, shipped, ""):
        raise WrongWords(str(file), _line_of(file, wrong), message)
    return added


def _faults(added: Mapping[str, Any], shipped: Mapping[str, Any], table: str) -> Iterator[tuple[str, str]]:
    """Yield the key or word at fault and what is to be done, in the order of the file."""
    for key, value in added.items():
        if table in _FREE_KEYS:
            yield from _faults_of_pair(key, value, _FREE_KEYS[table])
        elif key not in shipped:
            known = ", ".join(shipped)
            yield key, f"Không có mục “{key}” trong bảng từ này. Hãy dùng một trong các mục: {known}."
        elif isinstance(shipped[key], dict) and isinstance(value, dict):
            yield from _faults(value, shipped[key], key)
        elif type(value) is not type(shipped[key]):
            yield key, f"Mục “{key}” phải viết cùng kiểu như trong bảng có sẵn: {_kind(shipped[key])}."
        else:
            yield from _faults_of_words(value if isinstance(value, list) else [value])


def _faults_of_pair(key: str, word: Any, form: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    if not form.fullmatch(key):
        yield key, f"Khóa “{key}” chưa đúng dạng. Hãy viết như thong-tri (loại văn bản) hoặc BGDĐT (đuôi của số)."
    yield from _faults_of_words([word])


def _faults_of_words(words: list[Any]) -> Iterator[tuple[str, str]]:
    for word in words:
        if not isinstance(word, str):
            yield str(word), f"“{word}” phải là chữ đặt trong dấu nháy kép."
        elif not word or word != " ".join(word.split()):
            yield word, f"“{word}” còn trống hoặc thừa dấu cách. Hãy viết các chữ cách nhau đúng một dấu cách."
        elif not unicodedata.is_normalized("NFC", word):
            yield word, f"“{word}” viết bằng chữ tổ hợp rời. Hãy gõ lại bằng bảng mã Unicode dựng sẵn."


def _kind(value: Any) -> str:
    if isinstance(value, list):
        return 'một danh sách ["…", "…"]'
    return "một bảng con" if isinstance(value, dict) else "một chữ đặt trong dấu nháy kép"


def _line_of(file: Path, wrong: str) -> int | None:
    """Return the first line that holds the words at fault, outside comments."""
    lines = file.read_text("utf-8").split("\n")
    return next((at for at, line in enumerate(lines, 1) if wrong in line and not line.lstrip().startswith("#")), None)


def _together(shipped: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(shipped)
    for key, value in added.items():
        known = merged.get(key)
        if isinstance(known, dict):
            merged[key] = _together(known, value)
        elif isinstance(known, list):
            merged[key] = [*known, *(word for word in value if word not in known)]
        else:
            merged[key] = value
    return merged
