"""Find where a person's name stands in a run of capitalised syllables such as "Quảng Mơ Nguyễn Thử"."""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.lexicon import alternation, vocabulary
from vanban.model import Span
from vanban.patterns import late
from vanban.text import UPPER

_SYLLABLE = rf"[{UPPER}][^\W\d_{UPPER}]*(?:'[{UPPER}]?\w+)?"
RUN = late(rf"(?<![\w.]){_SYLLABLE}(?:[ ]+{_SYLLABLE}){{1,7}}(?!\w)")
_TOKEN = late(r"\S+")
_SHORTEST, _LONGEST, _LONGEST_POLITE = 2, 4, 5
# Right behind these stands a place, unless the run has the shape of a full name.
_PLACE_BEFORE = late(
    r"(?:ủy|tỉnh|thành\s+phố|huyện|quận|xã|phường|thị\s+trấn|đặc\s+khu|TP\.?|UBND|HĐND|MTTQ|nhân\s+dân|bộ|an|sự)\s+\Z",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset([*vocabulary("people")["common_surnames"], *vocabulary("people")["surnames"]])


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(vocabulary("people")["common_surnames"])


@lru_cache(maxsize=1)
def _commonest() -> frozenset[str]:
    """Give the family names so common that few places begin with them; those few are listed."""
    return frozenset(vocabulary("people")["common_surnames"][:12])


@lru_cache(maxsize=1)
def _middles() -> frozenset[str]:
    return frozenset(vocabulary("people")["middles"])


@lru_cache(maxsize=1)
def _namesake() -> re.Pattern[str]:
    return re.compile(alternation(vocabulary("people")["namesakes"]) + r"\.?\s+\Z")


@lru_cache(maxsize=1)
def _not_names() -> re.Pattern[str]:
    table = vocabulary("people")
    return re.compile(alternation([*table["not_name_starts"], *table["institutions"]]) + r"(?!\w)")


def polite_name(view: str, start: int, end: int) -> Span | None:
    """Return the name right at `start`, where a form of address went before; any family name will do."""
    run = RUN.match(view, start, end)
    if run is None or _not_names().match(view, start):
        return None
    tokens = [match.span() for match in _TOKEN.finditer(view, start, run.end())][:_LONGEST_POLITE]
    return (start, tokens[-1][1]) if len(tokens) >= _SHORTEST else None


def bare_name(view: str, start: int, end: int) -> Span | None:
    """Return the name that fills a stretch: two to four syllables, the first a listed family name or before "Văn"."""
    run = RUN.match(view, start, end)
    words = run[0].split() if run else []
    if run is None or not _SHORTEST <= len(words) <= _LONGEST:
        return None
    if words[0] not in _surnames() and not (words[1] in _middles() and len(words) > _SHORTEST):
        return None
    return None if _not_names().match(view, start) else run.span()


def name_after_post(view: str, start: int, end: int) -> Span | None:
    """Return the last name between two offsets of a stretch that begins with a post, None when no run ends in one."""
    found = None
    for run in RUN.finditer(view, start, end):
        found = _name_in(view, run) or found
    return found


def _name_in(view: str, run: re.Match[str]) -> Span | None:
    """Return the likeliest end of a run that is a name: what stands before it may be the name of a place."""
    if _namesake().search(view, max(0, run.start() - 24), run.start()):
        return None
    tokens = [(match[0], match.start()) for match in _TOKEN.finditer(view, run.start(), run.end())]
    fits = []
    for index in range(len(tokens) - _SHORTEST + 1):
        size = len(tokens) - index
        words, at = tokens[index]
        if size <= _LONGEST and words in _surnames() and not _not_names().match(view, at):
            fits.append((_doubt(view, tokens, index), index))
    if fits:
        doubt, index = min(fits)
        return (tokens[index][1], run.end()) if doubt < _TOO_MUCH else None
    return _unlisted(view, run, len(tokens))


_TOO_MUCH = 9


def _doubt(view: str, tokens: list[tuple[str, int]], index: int) -> int:
    """Rate how little a run's end looks like a name; 0 is certain."""
    size = len(tokens) - index
    if tokens[index + 1][0] in _middles() and size > _SHORTEST:
        return 0
    place = bool(_PLACE_BEFORE.search(view, max(0, tokens[0][1] - 14), tokens[0][1]))
    if place and index == 0 and size == _SHORTEST and tokens[0][0] not in _commonest():
        return _TOO_MUCH
    common = tokens[index][0] in _common()
    lone = index == 1
    return 1 + (0 if common else 2) + (2 if lone else 0) + (1 if size == _SHORTEST else 0)


def _unlisted(view: str, run: re.Match[str], size: int) -> Span | None:
    """Return a run with a family name nobody listed, right behind the last word of a body's name ("Huyện ủy")."""
    table = vocabulary("people")
    previous = re.search(r"(\w+)\s+\Z", view[max(0, run.start() - 12) : run.start()])
    fits = bool(previous and previous[1] in table["body_ends"]) and _SHORTEST < size <= _LONGEST
    return run.span() if fits and run[0].split()[0] not in table["not_names"] else None
