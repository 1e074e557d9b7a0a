"""A fictional tree with its people, one drive and what they acknowledged, made by SQL in bulk: a country in minutes.

What comes out is what the product itself would have kept, which the benches hold by its own recounts at a small size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

DONE_OF_TEN = 7  # so many of ten people have acknowledged
LATE_OF = 50  # one in so many of them after the day
FOUNDED, PUBLISHED, AT = "2025-07-01", "2026-02-01", "2026-02-20 03:00:00"
WRITTEN = "2026-02-20T03:00:00.000Z"
DAYS = {"city": "2026-02-16", "ward": "2026-03-03", "cell": "2026-03-18"}
KINDS = {"city": "party_committee", "ward": "commune", "cell": "cell"}
WORDS = "Số: 1-QĐ/TU\n\nQUY ĐỊNH\nvề một việc soạn để đo\n\nĐiều 1. Phạm vi\n1. Đọc và ghi nhận.\n"
OFFICE, CLERK = "van-phong", "thu-ky"  # who signs in: of the top, and of the last unit but one level


@dataclass(frozen=True, slots=True)
class Shape:
    """How many units each level has, highest first, each with its level in the product, and the people of the last."""

    tiers: tuple[tuple[str, int], ...]
    people_each: int

    @property
    def people(self) -> int:
        """How many people sit in the lowest units."""
        return self.tiers[-1][1] * self.people_each

    @property
    def firsts(self) -> list[int]:
        """The id of the first unit of each tier: ids are given tier by tier."""
        firsts = [1]
        for _level, units in self.tiers:
            firsts.append(firsts[-1] + units)
        return firsts


def nation(cells: int) -> Shape:
    """Shape a country with so many cells: 50,000 is 1 + 34 + 3,321 units above them and 5.6 million people."""
    return Shape((("city", 1), ("city", 34), ("ward", max(34, cells * 3321 // 50_000)), ("cell", cells)), 112)


def city(wards: int) -> Shape:
    """Shape a city with so many wards: 94 are 2,000 cells and 75,000 people."""
    return Shape((("city", 1), ("ward", wards), ("cell", max(1, wards * 2000 // 94))), 37)


def build(shape: Shape) -> None:
    """Fill the two databases that Django is set up with: the tree, its people, one drive (id 1) and its ledger."""
    from django.db import connections

    from thongsuot.ledger.router import alias

    loading = [_Loading(connections[name]) for name in dict.fromkeys(("default", alias()))]
    for each in loading:
        each.begin(shape.people)
    _Builder(loading[0], loading[-1], shape).build()
    for each in loading:
        each.end()


class _Loading:
    """One database that is loaded without looking back: what a crash breaks is made again."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.is_sqlite = connection.vendor == "sqlite"

    def run(self, statement: str, values: Sequence[Any] = ()) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)

    def fill(self, model: Any, values: dict[str, str], source: str, parameters: Sequence[Any] = ()) -> None:
        """Insert rows of a model from a select: expressions for some columns, the model's own defaults for the rest."""
        every = dict(values)
        for field in model._meta.local_concrete_fields:
            if field.column not in every and not field.null and not field.primary_key:
                every[field.column] = self._default(field)
        columns, expressions = ", ".join(every), ", ".join(every.values())
        self.run(f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {expressions} {source}", parameters)

    def _default(self, field: Any) -> str:
        value = field.get_default()
        if isinstance(value, bool):
            return self.truth(value)
        if isinstance(value, dict | list):
            return ("'{}'" if isinstance(value, dict) else "'[]'") + ("" if self.is_sqlite else "::jsonb")
        assert isinstance(value, str | int), f"{field} has no default"
        return f"'{value}'" if isinstance(value, str) else str(value)

    def day(self, day: str) -> str:
        """Write a day."""
        return f"'{day}'" if self.is_sqlite else f"DATE '{day}'"

    def moment(self, moment: str) -> str:
        """Write a moment of UTC."""
        return f"'{moment}'" if self.is_sqlite else f"TIMESTAMPTZ '{moment}+00'"

    def truth(self, value: bool) -> str:
        """Write yes or no."""
        return str(int(value)) if self.is_sqlite else str(value).upper()

    def begin(self, people: int) -> None:
        """Turn the journal off and make the numbers that every statement counts with."""
        if self.is_sqlite:
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000"):
                self.run(f"PRAGMA {pragma}")
        self.run("CREATE TABLE bench_n (i INTEGER PRIMARY KEY)")
        self.run(
            "INSERT INTO bench_n WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
            " SELECT i FROM n",
            [people],
        )

    def end(self) -> None:
        """Throw the numbers away, bring the journal back and let the planner look at what is there."""
        self.run("DROP TABLE bench_n")
        if self.is_sqlite:
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -2000"):
                self.run(f"PRAGMA {pragma}")
        self.run("ANALYZE")


@dataclass(slots=True)
class _Builder:
    main: _Loading
    ledger: _Loading
    shape: Shape
    text: str = ""

    def build(self) -> None:
        for place in range(len(self.shape.tiers)):
            self._units(place)
        self._links()
        self._people()
        self._sequences()
        self.text = self._drive()
        self._duties()
        self._acknowledged()
        self._counters()

    def _units(self, place: int) -> None:
        """Make one tier of units; each hangs below one of the tier above, in turn."""
        from thongsuot.orgs.models import Organisation

        level, units = self.shape.tiers[place]
        first = self.shape.firsts[place]
        above = f"{self.shape.firsts[place - 1]} + (n.i - 1) %% {self.shape.tiers[place - 1][1]}" if place else "NULL"
        path = f"(SELECT u.path FROM orgs_organisation u WHERE u.id = {above}) || '/' || " if place else ""
        ident = f"({first} - 1 + n.i)"
        values = {
            "id": ident,
            "code": f"'DV-' || {ident}",
            "name": f"'Đơn vị số ' || {ident}",
            "kind": f"'{KINDS[level]}'",
            "level": f"'{level}'",
            "parent_id": above,
            "path": path + ident if path else f"'' || {ident}",
            "valid_from": self.main.day(FOUNDED),
        }
        self.main.fill(Organisation, values, "FROM bench_n n WHERE n.i <= %s ORDER BY n.i", [units])

    def _links(self) -> None:
        self.main.run(
            "INSERT INTO orgs_organisationlink (ancestor_id, descendant_id, depth)"
            " WITH RECURSIVE up (ancestor, descendant, depth) AS (SELECT id, id, 0 FROM orgs_organisation"
            " UNION ALL SELECT u.parent_id, up.descendant, up.depth + 1 FROM up JOIN orgs_organisation u"
            " ON u.id = up.ancestor WHERE u.parent_id IS NOT NULL) SELECT ancestor, descendant, depth FROM up"
        )

    def _people(self) -> None:
        """Seat everybody: person and seat i in cell (i - 1) / people_each, the first of each its clerk."""
        from thongsuot.orgs.models import Post, Seat
        from thongsuot.people.models import Person

        first, each = self.shape.firsts[-2], self.shape.people_each
        self.main.fill(Post, {"id": "1", "name": "'Đảng viên'", "kind": "'member'"}, "")
        person = {"id": "i", "password": "'!'", "username": "'nguoi-' || i", "full_name": "'Nguyễn Văn Thử ' || i"}
        person |= {"phone": "'0900 000 000'", "joined_at": self.main.moment(AT)}
        self.main.fill(Person, person, "FROM bench_n ORDER BY i")
        seat = {"id": "i", "person_id": "i", "organisation_id": f"{first} + (i - 1) / {each}", "post_id": "1"}
        seat["role"] = f"CASE WHEN (i - 1) %% {each} = 0 THEN 'clerk' ELSE 'member' END"
        self.main.fill(Seat, {**seat, "valid_from": self.main.day(FOUNDED)}, "FROM bench_n ORDER BY i")

    def _drive(self) -> str:
        """Publish one text to everybody in a cell, and seat who looks at it: the office on top, a clerk between."""
        from django.utils import timezone

        from thongsuot.cascade.audience import KINDS as POSTS
        from thongsuot.cascade.models import Dissemination, StudyText
        from thongsuot.corpus.actions.importing import import_document
        from thongsuot.orgs.models import Seat
        from thongsuot.people.models import Person

        now = timezone.now()
        text = import_document(WORDS.encode(), name="do.txt", by=None, now=now, is_stand_in=True)
        between = self.shape.firsts[-3]
        for username, role, unit in ((OFFICE, Seat.Role.OFFICE, 1), (CLERK, Seat.Role.CLERK, between)):
            person = Person.objects.create(username=username, full_name="Nguyễn Thị Đo", password="!", joined_at=now)
            Seat.objects.create(person=person, organisation_id=unit, post_id=1, role=role, valid_from=FOUNDED)
        drive = Dissemination.objects.create(
            pk=1,
            organisation_id=1,
            title="Đợt đo",
            audience={"cell": sorted(POSTS)},
            deadlines=DAYS,
            drafted_at=f"{PUBLISHED} 01:00:00Z",
            drafted_by=1,
            published_at=f"{PUBLISHED} 02:00:00Z",
            published_by=1,
            counted_on=PUBLISHED,
        )
        StudyText.objects.create(dissemination=drive, expression=text, position=1)
        return str(text.sha256)

    def _duties(self) -> None:
        """Write what each unit owes: nobody sits above the cells, so the whole is people times cells below."""
        from thongsuot.cascade.models import UnitDuty

        each = self.shape.people_each
        due = "CASE o.level " + " ".join(f"WHEN '{name}' THEN {self.main.day(day)}" for name, day in DAYS.items())
        bound = "'{\"cell\": {\"\": ' || d.seats || '}}'"
        values = {
            "dissemination_id": "1",
            "organisation_id": "o.id",
            "above_id": "o.parent_id",
            "steps": "'/' || o.path || '/'",
            "since": self.main.day(PUBLISHED),
            "due_on": f"{due} END",
            "obliged": f"CASE WHEN o.level = 'cell' THEN {each} ELSE 0 END",
            "obliged_below": "d.seats",
            "level": "o.level",
            "levels_below": bound if self.main.is_sqlite else f"({bound})::jsonb",
        }
        seats = (
            f"SELECT l.ancestor_id AS unit, {each} * COUNT(*) AS seats FROM orgs_organisationlink l"
            " JOIN orgs_organisation c ON c.id = l.descendant_id WHERE c.level = 'cell' GROUP BY l.ancestor_id"
        )
        self.main.fill(UnitDuty, values, f"FROM orgs_organisation o JOIN ({seats}) d ON d.unit = o.id ORDER BY o.id")

    def _acknowledged(self) -> None:
        """Write an entry and a state for everybody whose number says so, in the order of their numbers."""
        from thongsuot.ledger.models import Entry, SeatState

        self.ledger.run("CREATE TABLE bench_path (cell INTEGER PRIMARY KEY, path TEXT)")
        with self.main.connection.cursor() as cursor:
            cursor.execute("SELECT id, path FROM orgs_organisation WHERE level = 'cell' ORDER BY id")
            rows = list(cursor.fetchall())
        with self.ledger.connection.cursor() as cursor:
            cursor.executemany("INSERT INTO bench_path VALUES (%s, %s)", rows)
        first, each = self.shape.firsts[-2], self.shape.people_each
        seq = f"((n.i - 1) / 10 * {DONE_OF_TEN} + (n.i - 1) %% 10 + 1)"
        who = f"FROM bench_n n JOIN bench_path p ON p.cell = {first} + (n.i - 1) / {each}"
        who += f" WHERE (n.i - 1) %% 10 < {DONE_OF_TEN} ORDER BY n.i"
        late = f"(n.i %% {LATE_OF} = 0)"
        hexed = "printf('%%012x', n.i)" if self.ledger.is_sqlite else "lpad(to_hex(n.i), 12, '0')"
        body = self._body(seq, late, hexed)
        if self.ledger.is_sqlite:
            body, leaf, key = f"CAST({body} AS BLOB)", "zeroblob(32)", f"'00000000000040008000' || {hexed}"
        else:
            body, leaf = f"convert_to({body}, 'UTF8')", "decode(repeat('00', 32), 'hex')"
            key = f"('00000000-0000-4000-8000-' || {hexed})::uuid"
        named = {"event": "'cascade.reading.acknowledged'", "subject": "'cascade.dissemination:1'"}
        entry = {"seq": seq, "body": body, "leaf": leaf, **named, "person": "n.i", "seat": "n.i", "unit": "p.path"}
        at = self.ledger.moment(AT)
        self.ledger.fill(Entry, {**entry, "key": key, "at": at}, who)
        state = {"scope": "'cascade.dissemination:1'", "item": f"'{self.text}'", "step": "'read'", "seat": "n.i"}
        state |= {"status": "'acknowledged'", "rank": "2", "at": at, "late": late, "unit": "p.path"}
        self.ledger.fill(SeatState, {**state, "seq": seq, "tier": "'cell'"}, who)
        self.ledger.run("DROP TABLE bench_path")
        self._frontier()

    def _frontier(self) -> None:
        """Let the writer go on after the last entry; the hashes are nobody's, as the leaves are."""
        from thongsuot.ledger import store
        from thongsuot.ledger.models import Entry
        from thongsuot.ledger.tree import Frontier

        size = Entry.objects.count()
        store.save_frontier(Frontier(size, (bytes(32),) * size.bit_count()))

    def _body(self, seq: str, late: str, hexed: str) -> str:
        """Write an entry in its one form, as an expression of SQL."""
        said = f"CASE WHEN {late} THEN '' || n.i ELSE '' END"
        parts = (
            '{"seq":',
            seq,
            f',"at":"{WRITTEN}","by":{{"person":',
            "n.i",
            ',"seat":',
            "n.i",
            ',"unit":"',
            "p.path",
            '"},"derived":{"late":[',
            said,
            '],"levels":["cell"]},"digest":null,"event":"cascade.reading.acknowledged","facts":',
            f"""'{{"expression":"{self.text}","seats":[['""",
            "",
            "n.i",
            ',"',
            "p.path",
            '"]]},"key":"00000000-0000-4000-8000-',
            hexed,
            '","subject":"cascade.dissemination:1","v":1}',
        )
        return " || ".join(part if place % 2 else f"'{part}'" for place, part in enumerate(parts))

    def _counters(self) -> None:
        """Count by number, not from the states: so that the recount has something to disagree with."""
        first, each = self.shape.firsts[-2], self.shape.people_each
        with self.main.connection.cursor() as cursor:
            cursor.execute("SELECT path FROM orgs_organisation WHERE level = 'cell' ORDER BY id")
            paths = [path for (path,) in cursor.fetchall()]
        sums: dict[int, list[int]] = {}
        for place, path in enumerate(paths):
            people = range(place * each + 1, (place + 1) * each + 1)
            done = [i for i in people if (i - 1) % 10 < DONE_OF_TEN]
            for unit in path.split("/"):
                both = sums.setdefault(int(unit), [0, 0])
                both[0] += len(done)
                both[1] += sum(1 for i in done if i % LATE_OF == 0)
        rows = [
            ("cascade.dissemination:1", u, self.text, "read", "acknowledged", "cell", *both) for u, both in sums.items()
        ]
        assert first in sums
        with self.ledger.connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO ledger_unitcount (scope, unit, item, step, status, tier, number, late)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                rows,
            )

    def _sequences(self) -> None:
        """Let PostgreSQL give numbers after those that stand there."""
        if self.main.is_sqlite:
            return
        for table in ("orgs_organisation", "orgs_organisationlink", "orgs_post", "people_person", "orgs_seat"):
            self.main.run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))")
