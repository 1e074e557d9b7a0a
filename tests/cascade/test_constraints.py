"""What the database itself never lets happen in this room, whoever writes: each constraint is tried and holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cascade.told import BOTH, hash_of
from tests.factories import NOW, Four, make_dissemination, make_four, make_notice, make_seat
from thongsuot.cascade.actions.reading import Words, ask
from thongsuot.cascade.models import Dissemination, Finding, Notice, Question, StudyText, UnitDuty
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)


def again(row: Any) -> None:
    """Store a copy of a row beside it."""
    row.pk = None
    row.save(force_insert=True)


def change(row: Any, **values: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**values)


BREAKS: dict[str, Callable[[Notice, Dissemination], None]] = {
    "a report twice in one office": lambda notice, drive: again(notice),
    "two findings in one place": lambda notice, drive: again(notice.findings.first()),
    "a decision without its hand": lambda notice, drive: change(notice.findings.first(), decided_at=NOW),
    "a hand without its moment": lambda notice, drive: change(notice.findings.first(), decided_by=1),
    "published by nobody": lambda notice, drive: change(drive, published_by=None),
    "published at no time": lambda notice, drive: change(drive, published_at=None),
    "closed by nobody": lambda notice, drive: change(drive, closed_at=NOW),
    "a text twice in one drive": lambda notice, drive: again(drive.texts.first()),
    "two duties of one unit": lambda notice, drive: again(drive.duties.first()),
    "fewer below than in the unit itself": lambda notice, drive: change(
        drive.duties.first(), obliged_below=0, obliged=1
    ),
    "a negative number of people": lambda notice, drive: change(drive.duties.first(), obliged=-1),
    "one key for two questions": lambda notice, drive: again(Question.objects.get()),
}


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.mark.parametrize("broken", BREAKS)
def test_the_database_refuses(four: Four, broken: str) -> None:
    notice, drive = make_notice(four.cuc), make_dissemination(four.cuc)
    ask(drive.pk, words=Words(hash_of(drive), "Từ ngày nào?"), by=four.an, now=NOW, key=new_key())
    with pytest.raises(IntegrityError), transaction.atomic():
        BREAKS[broken](notice, drive)


def test_a_draft_cannot_be_closed_by_any_hand(four: Four) -> None:
    draft = make_dissemination(four.cuc, published=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(draft, closed_at=NOW, closed_by=four.cuc.pk)


def test_a_notice_is_seen_by_the_office_that_received_it_alone(four: Four) -> None:
    notice = make_notice(four.cuc)
    others = (four.an, four.binh, make_seat(unit=four.city), make_seat(unit=four.ward, role=Seat.Role.OFFICE))
    assert list(Notice.objects.visible_to(four.cuc)) == [notice]
    assert not any(Notice.objects.visible_to(seat).exists() for seat in others)


def test_every_row_says_in_short_what_it_is(four: Four) -> None:
    notice, drive = make_notice(four.cuc), make_dissemination(four.cuc)
    question = ask(drive.pk, words=Words(hash_of(drive), "Từ ngày nào?"), by=four.an, now=NOW, key=new_key())
    text, duty = StudyText.objects.get(), UnitDuty.objects.get(dissemination=drive, organisation=four.city)
    assert str(notice).startswith("Hội nghị quán triệt")
    assert str(Notice(pk=7)) == "7"
    assert str(Finding.objects.get(kind=Finding.Kind.WORK)) == "Quy định 12-QĐ/TU"
    assert (str(drive), str(question)) == ("Đợt để thử", f"{drive.pk}:{question.pk}")
    assert (str(text), str(duty)) == (f"{drive.pk}:{text.expression_id}", f"{drive.pk}@{four.city.pk}")
