"""A made country on a conference morning: provinces, communes, cells and their delegates, one drive, five questions.

Rows that only stand there are made in bulk; the drive is drafted, planned and published by the product's own actions.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thongsuot.conferences.passes import Pass

A_HALL = 62  # delegates at a point: 1.93 million at 31,000 points on 7 February 2026
CELLS_A_WARD = 20
PROVINCES = 34
QUESTIONS = 5
FOUNDED = date(2025, 7, 1)
A_CHUNK = 500
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Delegate:
    """One delegate as the generator needs it: the pass of their page, and what stands on that page."""

    held: str
    half_day: int
    person: int


@dataclass(frozen=True, slots=True)
class Country:
    """What was made: the delegates in the order of their halls, the drive, and the sessions of those who watch."""

    delegates: list[Delegate]
    drive: int
    questions: list[int]
    sessions: list[str]


def make(folder: Path, delegates: int, watchers: int) -> Country:
    """Fill the installation in `folder`, which `init` has made, for so many delegates; in a process of its own."""
    import django

    os.environ |= {"THONGSUOT_DATA": str(folder), "THONGSUOT_LEDGER_ACCESS": "rw"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.site.settings"
    django.setup()
    from django.utils import timezone

    now = timezone.now()
    halls = max(1, -(-delegates // A_HALL))
    office, units = _units(halls, now)
    _people(units, delegates, now)
    drive = _drive(office, now)
    _conferences(units, drive, now)
    questions = _check(units, drive, now)
    _forget_the_outbox()
    return Country(list(_delegates(delegates, now)), drive, questions, _sessions(office, watchers))


def _units(halls: int, now: datetime) -> tuple[Any, list[Any]]:
    """Make the centre, its provinces, their wards and one cell a hall; give the office's seat and the cells."""
    from thongsuot.orgs.models import Organisation, OrganisationLink, Post, Seat
    from thongsuot.people.models import Person

    numbers = count(1)
    top = Organisation(pk=next(numbers), code="AH", name="Nước An Hải (hư cấu)", kind="party_committee")
    top.level, top.path, top.valid_from = "city", str(top.pk), FOUNDED
    provinces = [_below(top, next(numbers), "city") for _at in range(PROVINCES)]
    some = range(-(-halls // CELLS_A_WARD))
    wards = [_below(provinces[at * PROVINCES // len(some)], next(numbers), "ward") for at in some]
    cells = [_below(wards[at // CELLS_A_WARD], next(numbers), "cell") for at in range(halls)]
    every = [top, *provinces, *wards, *cells]
    Organisation.objects.bulk_create(every, batch_size=A_CHUNK)
    OrganisationLink.objects.bulk_create(_links(every), batch_size=A_CHUNK)
    Post.objects.bulk_create([Post(pk=1, name="Đảng viên", kind="member"), Post(pk=2, name="Văn phòng", kind="staff")])
    person = Person.objects.create(username="van-phong", full_name="Văn phòng", joined_at=now, password="!")
    seat = Seat.objects.create(person=person, organisation=top, post_id=2, role="office", valid_from=FOUNDED)
    return seat, cells


def _below(parent: Any, number: int, level: str) -> Any:
    from thongsuot.orgs.models import Organisation

    name = f"Đơn vị {number} của nước hư cấu"
    unit = Organisation(pk=number, code=f"AH-{number}", name=name, kind=level, level=level, parent=parent)
    unit.path, unit.valid_from = f"{parent.path}/{number}", FOUNDED
    return unit


def _links(units: list[Any]) -> Iterator[Any]:
    from thongsuot.orgs.models import OrganisationLink

    for unit in units:
        above = [int(part) for part in unit.path.split("/")]
        for place, other in enumerate(above):
            yield OrganisationLink(ancestor_id=other, descendant_id=unit.pk, depth=len(above) - 1 - place)


def _people(cells: list[Any], delegates: int, now: datetime) -> None:
    """Seat so many people, the first hall first; a person and their seat bear the same id."""
    from thongsuot.orgs.models import Seat
    from thongsuot.people.models import Person

    numbers = range(10, 10 + delegates)
    Person.objects.bulk_create(
        (
            Person(pk=at, username=f"d{at}", full_name=f"Nguyễn Văn Đại Biểu {at}", joined_at=now, password="!")
            for at in numbers
        ),
        batch_size=A_CHUNK,
    )
    Seat.objects.bulk_create(
        (
            Seat(pk=at, person_id=at, organisation=cells[(at - 10) // A_HALL], post_id=1, valid_from=FOUNDED)
            for at in numbers
        ),
        batch_size=A_CHUNK,
    )


def _drive(office: Any, now: datetime) -> int:
    from thongsuot.cascade.actions import drafting
    from thongsuot.cascade.audience import everybody, suggested_deadlines
    from thongsuot.corpus.actions.importing import import_document
    from thongsuot.kernel.clock import day_of

    content = "Số: 1-QĐ/TU\n\nQUY ĐỊNH\nvề một việc soạn để đo\n\nĐiều 1. Phạm vi\n1. Đọc và ghi nhận.\n"
    text = import_document(content.encode(), name="do.txt", by=None, now=now, is_stand_in=True)
    drive = drafting.draft_dissemination(None, by=office, now=now)
    deadlines = suggested_deadlines(day_of(now))
    plan = drafting.DisseminationPlan("Đợt đo", "", (text.pk,), everybody(), deadlines)
    drafting.plan_dissemination(drive.pk, plan=plan, by=office, now=now)
    drafting.publish_dissemination(drive.pk, by=office, now=now)
    return drive.pk


def _conferences(cells: list[Any], drive: int, now: datetime) -> None:
    """Plan a conference for each cell, this half day; a conference and its half day bear the id of the cell."""
    from thongsuot.conferences.models import Conference, HalfDay
    from thongsuot.kernel.clock import day_of

    when = {"planned_at": now - timedelta(days=1), "planned_by": 1}
    Conference.objects.bulk_create(
        (
            Conference(pk=cell.pk, dissemination_id=drive, organisation=cell, title="Hội nghị đo", **when)
            for cell in cells
        ),
        batch_size=A_CHUNK,
    )
    HalfDay.objects.bulk_create(
        (HalfDay(pk=cell.pk, conference_id=cell.pk, on=day_of(now), half="morning", position=0) for cell in cells),
        batch_size=A_CHUNK,
    )


def _check(cells: list[Any], drive: int, now: datetime) -> list[int]:
    """Give every conference a check of the same five questions."""
    from thongsuot.cascade.models import StudyText
    from thongsuot.conferences.models import CheckItem, ComprehensionCheck
    from thongsuot.understanding.models import Question, QuestionVersion

    expression = StudyText.objects.select_related("expression").get(dissemination=drive).expression
    asked = [Question.objects.create(organisation_id=1, work_id=expression.work_id) for _each in range(QUESTIONS)]
    options = [{"text": f"Lựa chọn {at}", "is_right": at == 0} for at in range(4)]
    said = {"kind": "single", "written_at": now, "written_by": 1, "expression_id": expression.pk, "ordinal": 1}
    questions = QuestionVersion.objects.bulk_create(
        QuestionVersion(question=one, text=f"Câu hỏi {at} soạn để đo?", options=options, **said)
        for at, one in enumerate(asked)
    )
    drawn = {"drawn_at": now - timedelta(days=1), "drawn_by": 1}
    ComprehensionCheck.objects.bulk_create(
        (ComprehensionCheck(pk=cell.pk, conference_id=cell.pk, **drawn) for cell in cells), batch_size=A_CHUNK
    )
    items = ((cell.pk, question, at) for cell in cells for at, question in enumerate(questions))
    CheckItem.objects.bulk_create(
        (CheckItem(check_up_id=check, question=question, position=at) for check, question, at in items),
        batch_size=A_CHUNK,
    )
    return [question.pk for question in questions]


def _forget_the_outbox() -> None:
    """Begin with an empty ledger: what made the country is not what is measured."""
    from thongsuot.ledger.models import OutboxRow

    OutboxRow.objects.all().delete()


def _delegates(delegates: int, now: datetime) -> Iterator[Delegate]:
    """Sign the pass of each delegate as their own page would."""
    from django.conf import settings

    from thongsuot.conferences import passes
    from thongsuot.orgs.models import Seat

    seats = Seat.objects.filter(pk__gte=10).order_by("pk").values_list("pk", "organisation_id", "organisation__path")
    until, due = int((now + timedelta(hours=12)).timestamp()), (now + timedelta(days=30)).toordinal()
    for seat, unit, path in seats.iterator(5000):
        owes = ((seat, path, due, "cell", False),)
        held: Pass = passes.Pass(unit, seat, seat, path, seat, until, owes)
        yield Delegate(passes.write(held, settings.PASS_KEYS), unit, seat)


def _sessions(office: Any, number: int) -> list[str]:
    """Sign in so many people who watch: the office, each in a browser of its own."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    found = []
    for _at in range(number):
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(office.person_id), BACKEND
        session[HASH_SESSION_KEY] = office.person.get_session_auth_hash()
        session.save()
        found.append(str(session.session_key))
    return found
