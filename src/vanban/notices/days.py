"""Find on which day an event was held: the date of its sentence, the year lent by the line of posting."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import lru_cache

from vanban import dates
from vanban.lexicon import alternation, vocabulary
from vanban.model import Span
from vanban.notices.sentences import Stretch
from vanban.patterns import late

_DAYS_AHEAD = 60
_FIRST_OF = late(
    r"(?<![\d/-])(?P<first>\d{1,2})(?:\s*,\s*\d{1,2}){0,4}\s*(?:,|và|đến|-)\s*"
    r"(?:(?:sáng|chiều|tối|hết)\s+)?(?:ngày\s+)?\Z",
    re.IGNORECASE,
)
_TIMELY = late(r"(?:sáng|chiều|tối|ngày|trưa|nay)\s*(?:ngày\s*)?\(?\Z|(?:\d|ngày)\s*(?:và|đến|,)\s*\Z", re.IGNORECASE)
_SIGHT = 40


class Cited:
    """The citations of a report; a date inside one is the document's."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def hold(self, offset: int) -> bool:
        """Say whether an offset lies inside a citation."""
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._ends[place]


def day_in(view: str, sentence: Stretch, cited: Cited) -> dates.FoundDate | None:
    """Return the first date of the sentence that belongs to no citation; of several days in a row the first."""
    for match in dates.PATTERN.finditer(view, sentence.start, sentence.end):
        if not cited.hold(match.start()) and not _is_part(view, match):
            found = dates.found(match)
            if dates.calendar_day(found.day, found.month, found.year or 2000):
                return _first_day(view, sentence.start, found)
    return None


def _first_day(view: str, start: int, found: dates.FoundDate) -> dates.FoundDate:
    row = _FIRST_OF.search(view, max(start, found.start - _SIGHT), found.start)
    if row is None or not 0 < int(row["first"]) < found.day:
        return found
    return dates.FoundDate(int(row["first"]), found.month, found.year, row.start("first"), found.end)


def _is_part(view: str, match: re.Match[str]) -> bool:
    before, after = view[match.start() - 1 : match.start()], view[match.end() : match.end() + 2]
    bare = not match[0].lower().startswith("ngày") and match["d2"] is not None
    timely = _TIMELY.search(view, max(0, match.start() - 16), match.start())
    return before.isalnum() or before in ("/", "-") or after[:1].isalnum() or (bare and not match["y2"] and not timely)


def settled(day: dates.FoundDate, known: date | None) -> date | None:
    """Return the day; without a year it is the last such day before publication, or one announced a little ahead."""
    if day.year or known is None:
        return day.on
    years = (known.year - 1, known.year, known.year + 1)
    told = [one for year in years if (one := day.in_year(year)) and (one - known).days <= _DAYS_AHEAD]
    return max(told, default=None)


@lru_cache(maxsize=1)
def _posting() -> re.Pattern[str]:
    table = vocabulary("notices")["posting"]
    words, days = alternation(table["words"]), alternation(table["days"])
    day = r"(?P<day>\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}|ngày[ ]+\d{1,2}[ ]+tháng[ ]+\d{1,2}[ ]+năm[ ]+\d{4})"
    named, placed = day.replace("P<day>", "P<named>"), day.replace("P<day>", "P<placed>")
    clock = r"\d{1,2}[:hg]\d{2}(?::\d{2})?"
    zone = r"[ ]*(?:[\[(]?GMT[ ]?\+?7[\])]?)?"
    return re.compile(
        rf"^[ ]*(?:[•*+-][ ]*)?(?:{words}[ ]*:?[ ]*(?:{clock}[ ]*[-,|]?[ ]*)?(?:{days}[ ]*,[ ]*)?(?:ngày[ ]+)?{named}"
        rf"|(?:{days}[ ]*,[ ]*)?(?:{clock}[ ]*[-,|]?[ ]*)?(?:ngày[ ]+)?{day}[ ]*(?:[-,|]?[ ]*{clock})?{zone}[ ]*$"
        rf"|[^\W\d_][^,\n]{{1,40}},[ ]+{placed}[ ]*$)",
        re.IGNORECASE | re.MULTILINE,
    )


def posted_on(view: str) -> date | None:
    """Return the day in the line of posting, or in a dateline on a line of its own."""
    match = _posting().search(view)
    if match is None or match.lastgroup is None:
        return None
    found = dates.date_at(view, match.start(match.lastgroup))
    return found.on if found else None
