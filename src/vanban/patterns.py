"""Compile a pattern when it is first used: one reading needs half of them, and the engine takes its time over each."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_ASKED = ("match", "search", "fullmatch", "finditer", "findall", "split", "sub")


class _Late:
    """Stand for a pattern; at the first question it is compiled, and answers by itself from then on."""

    def __init__(self, source: Any, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for asked in _ASKED:
            setattr(self, asked, getattr(compiled, asked))
        return getattr(compiled, name)


def late(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` would, without compiling it yet; a fault in `source` shows at its first use."""
    return cast("re.Pattern[AnyStr]", _Late(source, flags))
