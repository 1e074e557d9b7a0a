"""Find words in one text without minding marks or capitals, and say in which provision each stands. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thongsuot.corpus.setting.formal import place_of
from thongsuot.corpus.setting.pieces import Row
from vanban.text import unaccented

MOST = 200
AROUND = 90
WORDS_MAX = 120
_GAP = r"[\s*|]+"


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand: in which provision, and the line around them in three stretches."""

    eid: str
    place: str
    before: str
    words: str
    after: str


class _Folding(dict[int, str]):
    """Fold sign by sign, so that a folded text is as long as the text."""

    def __missing__(self, sign: int) -> str:
        plain = unaccented(chr(sign))
        self[sign] = plain if len(plain) == 1 else chr(sign)
        return self[sign]


_FOLDING = _Folding()


def find(text: str, rows: Sequence[Row], titles: Sequence[str | None], words: str) -> Iterator[Hit]:
    """Yield the places where `words` follow each other; typed with marks they are found with the same marks only."""
    typed = words.lower().split()
    if not typed:
        return
    is_marked = any(unaccented(word) != word for word in typed)
    shown = text.lower() if is_marked else text.translate(_FOLDING)
    if len(shown) != len(text):
        shown = text
    pattern = re.compile(rf"(?<!\w){_GAP.join(map(re.escape, typed))}")
    starts = [row.start for row in rows]
    for match in pattern.finditer(shown):
        at = _innermost(rows, starts, match.start())
        if at is not None:
            before = _end(text[max(0, match.start() - AROUND) : match.start()])
            after = _begin(text[match.end() : match.end() + AROUND])
            yield Hit(rows[at].eid, place_of(rows, at, titles), before, _line(text[match.start() : match.end()]), after)


def _innermost(rows: Sequence[Row], starts: Sequence[int], offset: int) -> int | None:
    for at in range(bisect_right(starts, offset) - 1, -1, -1):
        if offset < rows[at].end:
            return at
    return None


def _line(words: str) -> str:
    return " ".join(words.replace("*", "").replace("|", " ").split())


def _end(words: str) -> str:
    line = _line(words)
    return f"…{line.split(' ', 1)[-1]} " if line else ""


def _begin(words: str) -> str:
    line = _line(words)
    joint = "" if words[:1] and not words[:1].isspace() else " "
    return f"{joint}{line.rsplit(' ', 1)[0]}…" if line else ""
