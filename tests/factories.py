"""The smallest valid things, made by plain functions, and the four people of every story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from thongsuot.kernel.clock import HO_CHI_MINH
from thongsuot.orgs.models import Level, Organisation, OrganisationLink, Post, Seat
from thongsuot.people.models import Person

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=HO_CHI_MINH)
FOUNDED = date(2025, 7, 1)
KINDS = {
    Level.CITY: Organisation.Kind.PARTY_COMMITTEE,
    Level.WARD: Organisation.Kind.WARD,
    Level.CELL: Organisation.Kind.CELL,
}
_numbers = count(1)


def make_person(full_name: str = "Nguyễn Văn Thử", *, username: str = "", **values: object) -> Person:
    """Make an account that can enter but has no password of its own."""
    number = next(_numbers)
    values = {"password": "!", "joined_at": NOW, **values}
    return Person.objects.create(username=username or f"nguoi-{number}", full_name=full_name, **values)


def make_unit(name: str = "", *, parent: Organisation | None = None, level: str = "", **values: object) -> Organisation:
    """Make one unit with its path and its links to every unit above."""
    number = next(_numbers)
    level = level or _level_below(parent)
    values = {"valid_from": FOUNDED, "kind": KINDS[Level(level)], "code": f"DV-{number}", **values}
    unit = Organisation.objects.create(name=name or f"Đơn vị {number}", level=level, parent=parent, **values)
    unit.path = f"{parent.path}/{unit.pk}" if parent else str(unit.pk)
    unit.save(update_fields=["path"])
    above = [int(part) for part in unit.path.split("/")]
    OrganisationLink.objects.bulk_create(
        OrganisationLink(ancestor_id=other, descendant=unit, depth=len(above) - 1 - place)
        for place, other in enumerate(above)
    )
    return unit


def _level_below(parent: Organisation | None) -> str:
    if parent is None:
        return Level.CITY
    return Level.WARD if parent.level == Level.CITY else Level.CELL


def make_post(name: str = "Đảng viên", *, kind: str = Post.Kind.MEMBER) -> Post:
    """Give the post of that name, made at the first call."""
    return Post.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def make_seat(
    person: Person | None = None, unit: Organisation | None = None, post: Post | None = None, **values: object
) -> Seat:
    """Seat a person in a unit, for good unless `valid_to` says otherwise."""
    values = {"role": Seat.Role.MEMBER, "valid_from": FOUNDED, **values}
    return Seat.objects.create(
        person=person or make_person(), organisation=unit or make_unit(), post=post or make_post(), **values
    )


@dataclass(frozen=True, slots=True)
class Four:
    """An and Bình of one cell, Cúc of the city's office above them, Dũng a stranger in another ward."""

    an: Seat
    binh: Seat
    cuc: Seat
    dung: Seat

    @property
    def city(self) -> Organisation:
        return self.cuc.organisation

    @property
    def cell(self) -> Organisation:
        return self.an.organisation

    @property
    def ward(self) -> Organisation:
        assert self.cell.parent is not None
        return self.cell.parent

    @property
    def other_ward(self) -> Organisation:
        return self.dung.organisation


def make_four() -> Four:
    """Make the smallest hierarchy in which seeing, acting and being a stranger all mean something."""
    city = make_unit("Thành phố An Hải", code="AH")
    ward = make_unit("Phường Bến Đá", parent=city, code="AH-01")
    cell = make_unit("Chi bộ Khu phố 3", parent=ward, code="AH-01-03")
    other = make_unit("Xã Đắk Lơ Rang", parent=city, code="AH-02", kind=Organisation.Kind.COMMUNE)
    secretary = make_post("Bí thư chi bộ", kind=Post.Kind.LEADER)
    staff = make_post("Chuyên viên Văn phòng Thành ủy", kind=Post.Kind.STAFF)
    return Four(
        an=make_seat(make_person("Trần Văn An", username="an"), cell),
        binh=make_seat(make_person("Lê Thị Bình", username="binh"), cell, secretary, role=Seat.Role.HEAD),
        cuc=make_seat(make_person("Mai Thị Cúc", username="cuc"), city, staff, role=Seat.Role.OFFICE),
        dung=make_seat(make_person("Hồ Văn Dũng", username="dung"), other),
    )
