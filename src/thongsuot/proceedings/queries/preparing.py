"""What is set of a conference before it meets, part by part, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from thongsuot.conferences import rules
from thongsuot.conferences.models import CheckItem, Conference
from thongsuot.conferences.queries.agenda import AgendaPage, agenda_page
from thongsuot.conferences.queries.delegates import delegates
from thongsuot.conferences.queries.materials import Handed, handed_out
from thongsuot.conferences.queries.pages import questions_page
from thongsuot.conferences.queries.report import half_day_names
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.notices.models import Message
from thongsuot.orgs.models import Letterhead, Seat
from thongsuot.points.models import ConnectingPoint
from thongsuot.points.queries.setting import points_page
from thongsuot.proceedings import rules as papers

USUAL_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class PreparingPage:
    """One conference before it meets: when, agenda, materials, points, questions in the bank and drawn, who is told."""

    agenda: AgendaPage
    when: str
    handed: tuple[Handed, ...]
    points: tuple[ConnectingPoint, ...]
    banked: int
    drawn: int
    called: int
    told: int
    has_letterhead: bool
    refusal: Refusal | None
    invite_refusal: Refusal | None

    @property
    def conference(self) -> Conference:
        """The conference itself."""
        return self.agenda.conference

    @property
    def usual(self) -> int:
        """How many questions a check has unless somebody says otherwise."""
        return min(USUAL_QUESTIONS, self.banked)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the parts that nobody set yet and no conference goes without."""
        return tuple(self._missing())

    def _missing(self) -> Iterator[str]:
        if not self.conference.place:
            yield "place"
        if not self.agenda.held.lines or self.agenda.held.above:
            yield "agenda"
        if not self.drawn:
            yield "check"
        if self.told < self.called and self.invite_refusal is None:
            yield "invitation"


def preparing_page(conference_id: int, seat: Seat, now: datetime) -> PreparingPage:
    """Show it to a keeper of the unit. Raises DoesNotExist for everybody else."""
    agenda = agenda_page(conference_id, seat, now)
    conference, half_days = agenda.conference, list(agenda.conference.half_days.all())
    first = min((each.on for each in half_days), default=None)
    seats = set(delegates(conference, first or day_of(now)).values_list("pk", flat=True))
    told = (
        Message.objects.filter(thing=conference.ref, due_on=first, seat__in=seats) if first else Message.objects.none()
    )
    return PreparingPage(
        agenda=agenda,
        when=half_day_names(half_days),
        handed=handed_out(conference, now),
        points=points_page(conference_id, seat).points,
        banked=sum(1 for each in questions_page(conference_id, seat).questions if not each.is_stale),
        drawn=CheckItem.objects.filter(check_up__conference=conference).count(),
        called=len(seats),
        told=told.values("seat").distinct().count(),
        has_letterhead=Letterhead.objects.filter(organisation=conference.organisation_id).exists(),
        refusal=refusal_of(rules.check_unreported, conference.reported_at),
        invite_refusal=refusal_of(_check_ahead, first, day_of(now)),
    )


def _check_ahead(first: date | None, today: date) -> None:
    papers.check_ahead(first, today)
