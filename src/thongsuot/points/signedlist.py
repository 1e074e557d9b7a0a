"""A signed list typed into a table: who stands on each line, and every cell that cannot be understood. Pure.

A list is kept whole or not at all, so the first thing to know of it is what is wrong where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from thongsuot.conferences.folds import ABSENT, EXCUSED, PRESENT
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs import delimited
from thongsuot.orgs.cells import tidy
from thongsuot.orgs.lists import check_unclassified
from thongsuot.orgs.tabletext import MOST_LINES
from vanban.text import unaccented

NAME, USERNAME, STATUS = "họ và tên", "tên đăng nhập", "có mặt"
WORDS = {
    "": PRESENT,
    "x": PRESENT,
    "co": PRESENT,
    "co mat": PRESENT,
    "vang co ly do": EXCUSED,
    "co ly do": EXCUSED,
    "cp": EXCUSED,
    "vang": ABSENT,
    "khong": ABSENT,
    "v": ABSENT,
}


@dataclass(frozen=True, slots=True)
class Called:
    """One delegate as a list may name them."""

    seat: int
    name: str
    username: str


@dataclass(frozen=True, slots=True)
class Misread:
    """One cell that could not be understood, by its address in the list."""

    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class SignedList:
    """What a list says: seat → status, or what is wrong with it; nothing is kept while anything is wrong."""

    marks: Mapping[int, str]
    errors: tuple[Misread, ...]


def read(text: str, called: Iterable[Called]) -> SignedList:
    """Read a list against who is called. The first line names the columns."""
    lines = delimited.lines_of(text)
    check_unclassified(lines[:5])
    headings = [tidy(cell).casefold() for cell in (lines[0] if lines else ())]
    places = {name: headings.index(name) for name in (NAME, USERNAME, STATUS) if name in headings}
    if not {NAME, USERNAME} & set(places) or len(lines) > MOST_LINES:
        message = _("Dòng đầu phải có ô “Họ và tên” hoặc “Tên đăng nhập”, mỗi dòng sau là một người đã ký.")
        raise Refusal("list_unknown", message)
    by_word = _by_word(called)
    marks: dict[int, str] = {}
    errors: list[Misread] = []
    for number, line in enumerate(lines[1:], start=2):
        cells = {name: tidy(line[at]) if at < len(line) else "" for name, at in places.items()}
        if any(cells.get(name) for name in (NAME, USERNAME)):
            _take(cells, number, places, by_word, (marks, errors))
    return SignedList(marks, tuple(errors))


def folded(name: str) -> str:
    """Give a name as it is compared: without marks, capitals and extra blanks."""
    return " ".join(unaccented(name).casefold().split())


def _by_word(called: Iterable[Called]) -> dict[tuple[str, str], set[int]]:
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one in called:
        found[NAME, folded(one.name)].add(one.seat)
        found[USERNAME, one.username.casefold()].add(one.seat)
    return found


def _take(
    cells: Mapping[str, str],
    number: int,
    places: Mapping[str, int],
    by_word: Mapping[tuple[str, str], set[int]],
    found: tuple[dict[int, str], list[Misread]],
) -> None:
    marks, errors = found
    by = USERNAME if cells.get(USERNAME) else NAME
    word = cells[by].casefold() if by == USERNAME else folded(cells[by])
    seats = by_word.get((by, word), set())
    status = WORDS.get(folded(cells.get(STATUS, "")))
    faults = {
        by: _fault(seats, set(marks)),
        STATUS: "" if status else _("Ghi “Có mặt”, “Vắng có lý do” hoặc “Vắng”; để trống là có mặt."),
    }
    wrong = [Misread(f"{get_column_letter(places[name] + 1)}{number}", why) for name, why in faults.items() if why]
    errors += wrong
    if not wrong and status:
        marks[next(iter(seats))] = status


def _fault(seats: set[int], taken: set[int]) -> str:
    """Say what is wrong with whom a line names; empty for exactly one delegate who has no line yet."""
    if not seats:
        return _("Không có ai tên này trong danh sách triệu tập. Xem lại chữ, hoặc bỏ dòng này.")
    if len(seats) > 1:
        return _("Có nhiều người cùng tên. Ghi thêm cột “Tên đăng nhập” cho dòng này.")
    return _("Người này đã có ở dòng trên. Bỏ một dòng.") if seats <= taken else ""
