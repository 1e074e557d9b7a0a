"""The clerk's page for signed sheets: who has not acknowledged yet, and what was entered from paper before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.models import Dissemination, PaperLine, PaperSheet, StudyText
from thongsuot.cascade.queries.people import SeatRow, people_of
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Power, Seat


@dataclass(frozen=True, slots=True)
class Entered:
    """One sheet and its lines, with the name of who entered it."""

    sheet: PaperSheet
    lines: tuple[PaperLine, ...]
    by: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Who of the unit is left to enter, on what texts, and the sheets entered so far."""

    dissemination: Dissemination
    texts: tuple[StudyText, ...]
    waiting: tuple[SeatRow, ...]
    done: int
    sheets: tuple[Entered, ...]
    closed: Refusal | None
    today: date
    key: UUID


def paper_page(dissemination_id: int, seat: Seat, now: datetime) -> PaperPage:
    """Build the page for who keeps the unit; eight queries. Raises NotAllowed for others."""
    permissions.check_keep(seat, Power.PAPER)
    drive = Dissemination.objects.published().visible_to(seat).get(pk=dissemination_id)
    texts = tuple(StudyText.objects.filter(dissemination=drive).named())
    sheets = _entered(drive, seat)
    fresh = {line.seat_id for each in sheets for line in each.lines if line.taken_back_at is None}
    people = people_of(drive, seat.organisation, seat, texts, day_of(now))
    waiting = [row for row in people if not row.is_done and row.seat.pk not in fresh]
    return PaperPage(
        dissemination=drive,
        texts=texts,
        waiting=tuple(sorted(waiting, key=lambda row: row.seat.person.full_name.split()[::-1])),
        done=len(people) - len(waiting),
        sheets=sheets,
        closed=refusal_of(rules.check_open, drive.published_at, drive.closed_at),
        today=day_of(now),
        key=new_key(),
    )


def _entered(drive: Dissemination, seat: Seat) -> tuple[Entered, ...]:
    sheets = list(PaperSheet.objects.visible_to(seat).filter(dissemination=drive).select_related("file"))
    lines: dict[int, list[PaperLine]] = {}
    for line in PaperLine.objects.filter(sheet__in=sheets).select_related("seat__person").order_by("pk"):
        lines.setdefault(line.sheet_id, []).append(line)
    clerks = Seat.objects.filter(pk__in={sheet.entered_by for sheet in sheets}).select_related("person")
    names = {clerk.pk: clerk.person.full_name for clerk in clerks}
    return tuple(Entered(sheet, tuple(lines.get(sheet.pk, ())), names.get(sheet.entered_by, "")) for sheet in sheets)


def paper_of(seat: Seat, drive: Dissemination, item: str) -> Entered | None:
    """Tell from which sheet the acknowledgement of one's own seat came, and who entered it; two queries."""
    lines = PaperLine.objects.standing().of_holder(seat, drive.pk).select_related("sheet")
    line = next((line for line in lines if item in line.items), None)
    if line is None:
        return None
    name = Seat.objects.filter(pk=line.sheet.entered_by).values_list("person__full_name", flat=True).first()
    return Entered(line.sheet, (line,), name or "")
