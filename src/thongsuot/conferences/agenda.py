"""The lines of an agenda: read from what was typed or pasted, and laid on the days of a conference. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import zip_longest

from django.utils.translation import gettext as _

from thongsuot.kernel.clock import HO_CHI_MINH, end_of, hour_of
from thongsuot.orgs.cells import tidy
from vanban.text import unaccented

HOUR, TOPIC, PRESENTER, PLACE, MINUTES = "hour", "topic", "presenter", "place", "minutes"
COLUMNS = (HOUR, TOPIC, PRESENTER, PLACE, MINUTES)
HEADINGS = {
    "gio": HOUR,
    "thoi gian": HOUR,
    "noi dung": TOPIC,
    "nguoi trinh bay": PRESENTER,
    "trinh bay": PRESENTER,
    "dieu khoan": PLACE,
    "so phut": MINUTES,
    "phut": MINUTES,
}
LONGEST = {TOPIC: 500, PRESENTER: 200}
MOST_LINES = 100  # as rules.MOST_AGENDA
MOST_MINUTES = 600
_HOUR = re.compile(r"(\d{1,2})\s?(?:[:hg.]\s?(\d{0,2})|giờ(?:\s?(\d{1,2}))?)", re.IGNORECASE)
_SEAT = re.compile(r"(.*?)\s*@([\w.-]{1,60})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A provision of a text that the drive asks to study: the wording's id, the address in it, and its name."""

    expression: int
    eid: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an agenda: `seat` is the presenter's where they hold one here, `href` leads to the provision."""

    title: str
    presenter: str = ""
    hour: time | None = None
    minutes: int | None = None
    place: Place | None = None
    seat: int | None = None
    href: str = ""

    @property
    def clock(self) -> str:
        """Write the hour as people do: "8:30"."""
        return f"{self.hour.hour}:{self.hour:%M}" if self.hour else ""

    @property
    def where(self) -> str:
        """Name the provision."""
        return self.place.words if self.place else ""


@dataclass(frozen=True, slots=True)
class Misread:
    """One cell that could not be understood, by its address: line and column."""

    line: int
    column: str
    message: str

    @property
    def cell(self) -> str:
        """Name the cell: "Dòng 3, ô Giờ"."""
        return _("Dòng %(line)s, ô “%(column)s”") % {"line": self.line, "column": column_names()[self.column]}


@dataclass(frozen=True, slots=True)
class Read:
    """What an agenda says, or what is wrong with it; nothing is kept while anything is wrong."""

    lines: tuple[Line, ...]
    errors: tuple[Misread, ...]


@dataclass(frozen=True, slots=True)
class Finder:
    """Where a reader looks names up: a provision by its words (or what is wrong with them), a seat by a user name."""

    place: Callable[[str], Place | str]
    person: Callable[[str], tuple[int, str] | None]


def column_names() -> dict[str, str]:
    """Name the columns as a list heads them."""
    return {
        HOUR: _("Giờ"),
        TOPIC: _("Nội dung"),
        PRESENTER: _("Người trình bày"),
        PLACE: _("Điều khoản"),
        MINUTES: _("Số phút"),
    }


def cells_of(text: str) -> list[list[str]]:
    """Split typed or pasted text into lines of cells: by tabs where there is one, else by upright bars."""
    sign = "\t" if "\t" in text else "|"
    return [[tidy(cell) for cell in line.split(sign)] for line in text.splitlines()]


def text_of(lines: Iterable[Line], names: Mapping[int, str]) -> str:
    """Write lines the way they are typed; `names` gives the user name of each seat."""
    return "\n".join(_typed(line, names) for line in lines)


def _typed(line: Line, names: Mapping[int, str]) -> str:
    words = " | ".join(_cells(line, names)).rstrip(" |")
    return words if line.hour or _HOUR.match(line.title) else words.removeprefix(" | ")


def _cells(line: Line, names: Mapping[int, str]) -> Iterator[str]:
    yield line.clock
    yield line.title
    username = names.get(line.seat, "") if line.seat else ""
    yield f"{line.presenter} @{username}".strip() if username else line.presenter
    yield line.where
    yield str(line.minutes or "")


def read(text: str, finder: Finder) -> Read:
    """Read an agenda line by line; the first line may name the columns."""
    rows = cells_of(text)
    columns = _columns(rows[0] if rows else [])
    begun = 1 if columns else 0
    lines: list[Line] = []
    errors: list[Misread] = []
    for number, cells in enumerate(rows[begun:], start=begun + 1):
        if any(cells):
            line, wrong = _line(_named(cells, columns), finder)
            errors += [Misread(number, column, message) for column, message in wrong]
            lines.append(line)
    if len(lines) > MOST_LINES:
        message = _("Chương trình dài quá %(most)s dòng. Gộp bớt các mục nhỏ rồi ghi lại.") % {"most": MOST_LINES}
        errors.append(Misread(MOST_LINES + 1, TOPIC, message))
    return Read(tuple(lines), tuple(errors))


def _columns(first: Sequence[str]) -> dict[int, str]:
    """Tell columns by their headings; empty unless one names the topic."""
    told = {at: HEADINGS.get(unaccented(cell).casefold(), "") for at, cell in enumerate(first)}
    return {at: name for at, name in told.items() if name} if TOPIC in told.values() else {}


def _named(cells: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    """Give each cell its column; a line that begins with no hour and no blank has none."""
    if not columns:
        has_hour = not cells[0] or bool(_HOUR.fullmatch(cells[0]))
        columns = dict(enumerate(COLUMNS if has_hour and len(cells) > 1 else COLUMNS[1:]))
    return {name: cells[at] for at, name in columns.items() if at < len(cells)}


def _line(cells: Mapping[str, str], finder: Finder) -> tuple[Line, list[tuple[str, str]]]:
    wrong = list(_faults(cells))
    presenter, seat = cells.get(PRESENTER, ""), None
    if named := _SEAT.fullmatch(presenter):
        found = finder.person(named[2])
        seat, presenter = (found[0], named[1] or found[1]) if found else (None, presenter)
        if not found:
            wrong.append((PRESENTER, _("Không ai trong đơn vị có tên đăng nhập này. Bỏ phần sau dấu @, hoặc sửa lại.")))
    place = finder.place(cells[PLACE]) if cells.get(PLACE) else None
    if isinstance(place, str):
        wrong.append((PLACE, place))
    line = Line(
        title=cells.get(TOPIC, ""),
        presenter=presenter,
        hour=_hour(cells.get(HOUR, "")),
        minutes=_minutes(cells.get(MINUTES, "")),
        place=place if isinstance(place, Place) else None,
        seat=seat,
    )
    return line, wrong


def _faults(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if cells.get(HOUR) and _hour(cells[HOUR]) is None:
        yield HOUR, _("Ghi giờ như 8:00 hoặc 13h30, hoặc để trống.")
    if not cells.get(TOPIC):
        yield TOPIC, _("Ghi nội dung của mục này.")
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            yield name, _("Ô này dài quá %(most)s chữ. Viết ngắn lại.") % {"most": most}
    if cells.get(MINUTES) and _minutes(cells[MINUTES]) is None:
        yield MINUTES, _("Ghi số phút từ 1 đến %(most)s, hoặc để trống.") % {"most": MOST_MINUTES}


def _minutes(words: str) -> int | None:
    number = words.casefold().removesuffix("phút").strip()
    minutes = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
    return minutes if 1 <= minutes <= MOST_MINUTES else None


def _hour(words: str) -> time | None:
    found = _HOUR.fullmatch(words.removesuffix(":00") if words.count(":") > 1 else words)  # Excel writes 8:00:00
    hour, minute = (int(found[1]), int(found[2] or found[3] or 0)) if found else (24, 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


@dataclass(frozen=True, slots=True)
class Slot:
    """One line on its day: from when to when it is on."""

    line: Line
    begins: datetime
    ends: datetime

    @property
    def clock(self) -> str:
        """Write when it begins: "8:30"."""
        return hour_of(self.begins)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a page says of one line, that it is on or that it follows, and while which milliseconds of 1970."""

    slot: Slot
    follows: bool
    since: int
    until: int
    is_shown: bool


@dataclass(frozen=True, slots=True)
class OnNow:
    """What is on at a moment, and what follows; either may be missing. `turns` are what the whole day will say."""

    now: Slot | None = None
    then: Slot | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def shown(self) -> tuple[Turn, ...]:
        """Give what is said at this moment."""
        return tuple(turn for turn in self.turns if turn.is_shown)


def laid(lines: Sequence[Line], days: Sequence[date]) -> tuple[Slot, ...]:
    """Lay lines on the days of a conference: an hour before the last one begins the next day.

    A line without an hour begins where the one before it ends; one that nobody can tell the hour of is left out.
    """
    found: list[Slot] = []
    days, at = sorted(set(days)), 0
    for line in lines if days else ():
        begins = found[-1].ends if found and line.hour is None and found[-1].line.minutes else None
        if line.hour is not None:
            begins = datetime.combine(days[at], line.hour, tzinfo=HO_CHI_MINH)
            if found and begins < found[-1].begins and at + 1 < len(days):
                at += 1
                begins = datetime.combine(days[at], line.hour, tzinfo=HO_CHI_MINH)
        if begins is not None:
            length = timedelta(minutes=line.minutes) if line.minutes else None
            found.append(Slot(line, begins, begins + length if length else end_of(days[at])))
    return tuple(_until_next(found))


def _until_next(found: Sequence[Slot]) -> Iterator[Slot]:
    """Let a line last until the next one begins: who presents longer is on longer."""
    for slot, following in zip_longest(found, found[1:]):
        if following is not None and following.begins.date() == slot.begins.date():
            yield replace(slot, ends=following.begins)
        else:
            yield slot


def on_now(slots: Sequence[Slot], now: datetime) -> OnNow:
    """Say what is on at a moment, and what follows on the same day."""
    today = [slot for slot in slots if slot.begins.date() == now.astimezone(HO_CHI_MINH).date()]
    current = next((slot for slot in reversed(today) if slot.begins <= now < slot.ends), None)
    then = next((slot for slot in today if slot.begins > now), None)
    return OnNow(current, then, tuple(_turns(today, int(now.timestamp() * 1000))))


def _turns(today: Sequence[Slot], now: int) -> Iterator[Turn]:
    before = 0
    for slot in today:
        begins, ends = (int(moment.timestamp() * 1000) for moment in (slot.begins, slot.ends))
        yield Turn(slot, True, before, begins, before <= now < begins)
        yield Turn(slot, False, begins, ends, begins <= now < ends)
        before = begins
