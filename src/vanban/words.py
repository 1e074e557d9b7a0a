"""Read the vocabularies: the tables of `vocab/*.toml`, and what a jurist's own folder adds to them.

VANBAN_VOCAB names a folder with files of the same names. What stands there is added: lists grow, tables take new keys;
the shipped words stay, so that a newer version of the reader brings its own along. Only where it is set is the module
that reads the folder needed.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from vanban.model import WrongWords
from vanban.patterns import late

if TYPE_CHECKING:
    from pathlib import Path

SETTING = "VANBAN_VOCAB"
VOCABULARIES = os.path.join(os.path.dirname(__file__), "vocab")
_SYNTAX_LINE = late(r"at line (\d+)")


@lru_cache(maxsize=16)
def vocabulary(name: str) -> dict[str, Any]:
    """Return the table of `vocab/<name>.toml` with what VANBAN_VOCAB adds to it; raises WrongWords."""
    shipped = table_of(os.path.join(VOCABULARIES, f"{name}.toml"))
    if not os.environ.get(SETTING):
        return shipped
    from vanban.own_words import checked, own_files

    added = own_files().get(name)
    return shipped if added is None else _together(shipped, checked(added, shipped))


def table_of(file: Path | str) -> dict[str, Any]:
    """Return the table of a file; raises WrongWords with the line where it is no TOML or no UTF-8."""
    with open(file, "rb") as opened:
        data = opened.read()
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WrongWords(str(file), line, "Tệp phải lưu bằng mã UTF-8. Hãy lưu lại tệp.") from error
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        message = "Dòng này chưa đúng cách viết TOML: hãy xem lại ngoặc, phẩy, nháy; khóa có chữ Đ đặt trong nháy kép."
        raise WrongWords(str(file), int(found[1]) if found else None, message) from error


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
