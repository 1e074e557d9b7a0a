"""A fictional city for the demo: the same every time, written as the workbook that a real office would fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Level, Organisation, Post, Seat
from thongsuot.orgs.rows import OrganisationRows, PersonRow, UnitRow
from thongsuot.orgs.template import write_rows
from thongsuot.site.demo import names

CITY_CODE, CITY_NAME = "AH", "Thành phố An Hải (hư cấu)"
OFFICE, HEAD, CLERK, MEMBER = "van-phong", "bi-thu", "van-thu", "dang-vien"
TWO_SEATS = "hai-vi-tri"
LEADERS = 60
FOUNDED, ELECTED = date(2025, 7, 1), date(2025, 8, 15)
LEFT = date(2026, 10, 31)
SEED = 20261123

CITY_POSTS = (
    ("Bí thư Thành ủy", Post.Kind.LEADER),
    ("Phó Bí thư Thường trực Thành ủy", Post.Kind.DEPUTY),
    ("Phó Bí thư Thành ủy", Post.Kind.DEPUTY),
    ("Trưởng Ban Tuyên giáo và Dân vận Thành ủy", Post.Kind.LEADER),
    ("Chủ nhiệm Ủy ban Kiểm tra Thành ủy", Post.Kind.LEADER),
    ("Trưởng Ban Tổ chức Thành ủy", Post.Kind.LEADER),
)
WARD_POSTS = (
    ("Bí thư Đảng ủy", Post.Kind.LEADER, Seat.Role.HEAD),
    ("Phó Bí thư Thường trực Đảng ủy", Post.Kind.DEPUTY, Seat.Role.MEMBER),
    ("Phó Bí thư Đảng ủy", Post.Kind.DEPUTY, Seat.Role.MEMBER),
    *(("Ủy viên Ban Thường vụ Đảng ủy", Post.Kind.COMMITTEE, Seat.Role.MEMBER),) * 3,
    *(("Ủy viên Ban Chấp hành Đảng bộ", Post.Kind.COMMITTEE, Seat.Role.MEMBER),) * 3,
    ("Chuyên viên Văn phòng Đảng ủy", Post.Kind.STAFF, Seat.Role.CLERK),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many units of each kind a city has, and how many people sit in them."""

    wards: int
    communes: int
    cells: int
    people: int


SIZES = {"sample": Size(4, 2, 60, 700), "town": Size(64, 30, 2_000, 20_000), "city": Size(64, 30, 2_000, 75_000)}


@dataclass(frozen=True, slots=True)
class Place:
    """One seat to fill: where, as what, and under which fixed user name if the demo speaks of its holder."""

    unit: str
    post: str
    kind: str
    role: str
    username: str = ""
    full_name: str = ""
    valid_to: date | None = None


def city_rows(scale: str) -> OrganisationRows:
    """Make the whole city at one scale, such as `town` with its 20,000 people. Refusal for scales not built yet."""
    if scale not in SIZES:
        raise Refusal("scale_not_built", _("Cỡ này chưa có. Dùng --scale town hoặc --scale city."))
    units = tuple(_units(SIZES[scale]))
    people = tuple(_people(units, SIZES[scale].people))
    return OrganisationRows(units, people)


def city_workbook(path: Path, scale: str) -> OrganisationRows:
    """Write the city as an office would hand it in, and give the rows that were written."""
    rows = city_rows(scale)
    with path.open("wb") as out:
        write_rows(rows, out)
    return rows


def _units(size: Size) -> Iterator[UnitRow]:
    lines = count(2)
    committee = Organisation.Kind.PARTY_COMMITTEE
    yield UnitRow(next(lines), CITY_CODE, CITY_NAME, committee, Level.CITY, "", FOUNDED)
    wards = [(name, Organisation.Kind.WARD) for name in names.ward_names(size.wards)]
    wards += [(name, Organisation.Kind.COMMUNE) for name in names.COMMUNE_NAMES.split("|")[: size.communes]]
    below: list[UnitRow] = []
    for number, (name, kind) in enumerate(wards, start=1):
        code = f"{CITY_CODE}-{number:02d}"
        is_commune = kind == Organisation.Kind.COMMUNE
        yield UnitRow(
            next(lines), code, f"{'Xã' if is_commune else 'Phường'} {name}", kind, Level.WARD, CITY_CODE, FOUNDED
        )
        share, rest = divmod(size.cells, size.wards + size.communes)  # the first ones take what does not divide
        titles = (names.cell_name(at, name, is_commune=is_commune) for at in range(1, share + (number <= rest) + 1))
        below += _cells(code, titles)
    for cell in below:
        yield replace(cell, row=next(lines))


def _cells(ward: str, titles: Iterable[str]) -> Iterator[UnitRow]:
    for at, title in enumerate(titles, start=1):
        yield UnitRow(0, f"{ward}-{at:02d}", title, Organisation.Kind.CELL, Level.CELL, ward, FOUNDED)


def _people(units: tuple[UnitRow, ...], total: int) -> Iterator[PersonRow]:
    random, lines, numbers = Random(SEED), count(2), count(1)  # noqa: S311  # the same city every time, no secret
    wards = [unit.code for unit in units if unit.level == Level.WARD]
    cells = [unit.code for unit in units if unit.level == Level.CELL]
    places = [*_city_places(), *(place for ward in wards for place in _ward_places(ward))]
    places += _cell_places(cells, total - len(places))
    for place in places:
        username = place.username or f"ah{next(numbers):05d}"
        full_name = place.full_name or names.person_name(random)
        phone = f"0900 000 {random.randrange(1000):03d}" if place.role != Seat.Role.MEMBER else ""
        yield _row(next(lines), place, username, full_name, phone)
        if username == TWO_SEATS:
            second = Place(cells[2], "Đảng viên", Post.Kind.MEMBER, Seat.Role.MEMBER)
            yield _row(next(lines), second, username, full_name, phone)


def _row(line: int, place: Place, username: str, full_name: str, phone: str) -> PersonRow:
    who = (line, username, full_name, phone, place.unit, place.post)
    return PersonRow(*who, place.kind, place.role, ELECTED, place.valid_to)


def _city_places() -> Iterator[Place]:
    office = "Chuyên viên Văn phòng Thành ủy"
    yield Place(CITY_CODE, office, Post.Kind.STAFF, Seat.Role.OFFICE, OFFICE, "Đoàn Thị Minh Thư")
    for post, kind in CITY_POSTS:
        role = Seat.Role.HEAD if post == CITY_POSTS[0][0] else Seat.Role.MEMBER
        yield Place(CITY_CODE, post, kind, role)
    for _number in range(LEADERS - len(CITY_POSTS) - 1):
        yield Place(CITY_CODE, "Ủy viên Ban Chấp hành Đảng bộ thành phố", Post.Kind.COMMITTEE, Seat.Role.MEMBER)


def _ward_places(ward: str) -> Iterator[Place]:
    known = {Seat.Role.CLERK: (CLERK, "Lê Thị Hạnh"), Seat.Role.HEAD: (TWO_SEATS, "Phan Đình Vượng")}
    for post, kind, role in WARD_POSTS:
        username, full_name = known.get(role, ("", "")) if ward == f"{CITY_CODE}-01" else ("", "")
        yield Place(ward, post, kind, role, username, full_name)


def _cell_places(cells: list[str], total: int) -> Iterator[Place]:
    """Give each cell a secretary, a deputy and members; in three cells the secretary has left and nobody followed."""
    share, rest = divmod(total, len(cells))
    third = f"{CITY_CODE}-01-03"
    for at, cell in enumerate(cells):
        is_vacant = at in (5, 700, 1400)
        head = (HEAD, "Trần Quốc Bảo") if cell == third else ("", "")
        left = LEFT if is_vacant else None
        yield Place(cell, "Bí thư chi bộ", Post.Kind.LEADER, Seat.Role.HEAD, *head, valid_to=left)
        yield Place(cell, "Phó Bí thư chi bộ", Post.Kind.DEPUTY, Seat.Role.MEMBER)
        for number in range(share + (at < rest) - 2):
            member = (MEMBER, "Rơ Châm H’Yến") if cell == third and number == 0 else ("", "")
            yield Place(cell, "Đảng viên", Post.Kind.MEMBER, Seat.Role.MEMBER, *member)
