"""Read what a jurist's own folder adds to the vocabularies, and name by file and line what is wrong in it.

The shipped file is the shape: an added key must be one it knows, unless the table maps free keys to words (types,
suffixes).
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vanban.model import WrongWords
from vanban.patterns import late
from vanban.words import SETTING, VOCABULARIES, table_of

SHIPPED = Path(VOCABULARIES)
# Tables whose keys are free: a type's key stands in addresses, a suffix is what a number ends in.
_KEY, _LETTERS = late(r"[a-z0-9]+(?:-[a-z0-9]+)*"), late(r"[^\W\d_]+")
_FREE_KEYS = {"names": _KEY, "papers": _KEY, "suffixes": _LETTERS, "short": _LETTERS}


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
