"""A fictional nation written straight into the tables: provinces, communes, cells and whoever sits in them.

The import of lists is measured elsewhere (bench `import.people`); here only the size matters, so the rows come from
the database itself. A share of everything makes the smaller sizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PROVINCES, COMMUNES, CELLS, PEOPLE = 34, 3_321, 50_000, 5_600_000
FOUNDED = "2025-07-01"
OFFICE = "van-phong-trung-uong"


@dataclass(frozen=True, slots=True)
class Size:
    """How many there are of each."""

    provinces: int
    communes: int
    cells: int
    people: int

    @property
    def units(self) -> int:
        return 1 + self.provinces + self.communes + self.cells


def size_of(share: int) -> Size:
    """Give the size of the nation divided by `share`."""
    return Size(max(1, PROVINCES // share), COMMUNES // share, CELLS // share, PEOPLE // share)


def make(size: Size, now: Any) -> Any:
    """Fill an empty installation and give the seat of the office on top."""
    from django.db import connection, transaction

    from thongsuot.orgs.models import Post, Seat

    kinds = (("Văn phòng", "staff"), ("Bí thư", "leader"), ("Đảng viên", "member"))
    posts = [Post.objects.create(name=name, kind=kind) for name, kind in kinds]
    with transaction.atomic():
        cells = _units(size)
        _people(size, cells, posts[2].pk, now)
        office = _office(posts[0], now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the autovacuum of PostgreSQL does within a minute
    return Seat.objects.select_related("organisation").get(pk=office)


def _units(size: Size) -> tuple[int, int]:
    """Make the units and their links; give the first id of the cells and how many there are."""
    from thongsuot.orgs.models import Organisation, OrganisationLink

    rows: list[Organisation] = []

    def add(level: str, kind: str, above: Organisation | None) -> Organisation:
        pk = len(rows) + 1
        path = f"{above.path}/{pk}" if above else str(pk)
        unit = Organisation(pk=pk, code=f"QG-{pk}", name=f"Đơn vị {pk}", kind=kind, level=level, path=path)
        unit.parent_id, unit.valid_from = above.pk if above else None, FOUNDED
        rows.append(unit)
        return unit

    root = add("city", "party_committee", None)
    provinces = [add("city", "party_committee", root) for _ in range(size.provinces)]
    communes = [add("ward", "commune", provinces[at % len(provinces)]) for at in range(size.communes)]
    first = len(rows) + 1
    for at in range(size.cells):
        add("cell", "cell", communes[at % len(communes)])
    Organisation.objects.bulk_create(rows, batch_size=1000)
    links = (
        OrganisationLink(ancestor_id=int(step), descendant_id=unit.pk, depth=depth)
        for unit in rows
        for depth, step in enumerate(reversed(unit.path.split("/")))
    )
    OrganisationLink.objects.bulk_create(links, batch_size=1000)
    return first, size.cells


def _people(size: Size, cells: tuple[int, int], post: int, now: Any) -> None:
    """Let the database make the people and seat them in the cells, evenly."""
    from django.db import connection

    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) "
    yes, no = ("true", "false") if connection.vendor == "postgresql" else ("1", "0")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_person"
            " (id, password, username, full_name, phone, is_active, is_administrator, joined_at)"
            f" {numbers} SELECT i, '!', 'd' || i, 'Người ' || i, '', {yes}, {no}, %s FROM n",
            [size.people, now],
        )
        cursor.execute(
            "INSERT INTO orgs_seat (id, person_id, organisation_id, post_id, role, capacity, valid_from)"
            f" {numbers} SELECT i, i, %s + (CAST(i AS BIGINT) - 1) * %s / %s, %s, 'member', 'full', '{FOUNDED}' FROM n",
            [size.people, *cells, size.people, post],
        )
        if connection.vendor == "postgresql":
            for table in ("people_person", "orgs_seat", "orgs_organisation"):
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _office(post: Any, now: Any) -> int:
    from thongsuot.orgs.models import Seat
    from thongsuot.people.models import Person

    person = Person.objects.create(username=OFFICE, full_name="Văn phòng", password="!", joined_at=now)
    seat = Seat.objects.create(person=person, organisation_id=1, post=post, role=Seat.Role.OFFICE, valid_from=FOUNDED)
    return int(seat.pk)
