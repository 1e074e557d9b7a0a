"""Drives for other systems: what a seat sees, what it owes, acknowledging, and coverage."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.utils import timezone
from ninja import Header, Query, Router, Schema
from pydantic import Field

from thongsuot.cascade.actions import reading
from thongsuot.cascade.duties import Duty
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.cells import Cell, UnitRow
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.kernel.paging import Id, Paged, Paging, Words, paged

router = Router(tags=["disseminations"])
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class DisseminationOut(Schema):
    """One drive: published to units at a moment, with a last day for each level; `closed_at` once it has ended."""

    id: int
    title: str
    message: str
    organisation: str
    published_at: str
    closed_at: str | None
    deadlines: dict[str, str]

    @staticmethod
    def of(drive: Dissemination) -> DisseminationOut:
        """Give the shape of one published drive, its unit loaded."""
        return DisseminationOut(
            id=drive.pk,
            title=drive.title,
            message=drive.message,
            organisation=drive.organisation.code,
            published_at=drive.published_at.isoformat() if drive.published_at else "",
            closed_at=drive.closed_at.isoformat() if drive.closed_at else None,
            deadlines=drive.deadlines,
        )


class DisseminationPage(Paged):
    items: list[DisseminationOut]


class DutyOut(Schema):
    """What the token's seat owes to one text: `answer` is "", acknowledged or declined; times are ISO 8601."""

    dissemination: int
    expression: str
    document: str
    due_on: str
    opened_at: str | None
    answer: str
    answered_at: str | None
    is_late: bool

    @staticmethod
    def of(duty: Duty) -> DutyOut:
        """Give the shape of one duty."""
        state = duty.state
        return DutyOut(
            dissemination=duty.dissemination.pk,
            expression=duty.expression.sha256,
            document=str(duty.expression.work),
            due_on=duty.due_on.isoformat(),
            opened_at=state.opened_at.isoformat() if state.opened_at else None,
            answer=state.answer,
            answered_at=state.answered_at.isoformat() if state.answered_at else None,
            is_late=state.is_late,
        )


class TextIn(Schema):
    """Which wording is meant: the SHA-256 that the duty names."""

    expression: Sha256


class CellOut(Schema):
    """One fraction: how many of the obliged passed a step (opened, read) of a text, and how many of them late."""

    text: str
    step: str
    done: int
    obliged: int
    late: int
    declined: int
    overdue: int

    @staticmethod
    def of(cell: Cell) -> CellOut:
        """Give the shape of one fraction."""
        names = ("text", "step", "done", "obliged", "late", "declined", "overdue")
        return CellOut(**{name: getattr(cell, name) for name in names})


class UnitRowOut(Schema):
    """One unit with everything below it."""

    unit: str
    name: str
    due_on: str
    obliged: int
    state: str
    cells: list[CellOut]

    @staticmethod
    def of(row: UnitRow) -> UnitRowOut:
        """Give the shape of one row."""
        return UnitRowOut(
            unit=row.organisation.code,
            name=row.organisation.name,
            due_on=row.due_on.isoformat(),
            obliged=row.obliged,
            state=row.state,
            cells=[CellOut.of(cell) for cell in row.cells],
        )


class CoverageOut(Schema):
    """A unit's total and the units right below it, late ones first: counts, never names."""

    total: UnitRowOut
    units: list[UnitRowOut]


@router.get("/disseminations", response=DisseminationPage, summary="Published drives that reach the token's unit")
def list_disseminations(request: Any, paging: Query[Paging]) -> DisseminationPage:
    """List published drives, newest first."""
    drives = Dissemination.objects.published().visible_to(request.auth).select_related("organisation")
    page, numbers = paged(drives.order_by("-published_at", "pk"), paging)
    return DisseminationPage(items=[DisseminationOut.of(drive) for drive in page], **numbers)


@router.get("/disseminations/{dissemination_id}", response=DisseminationOut, summary="One drive")
def read_dissemination(request: Any, dissemination_id: Id) -> DisseminationOut:
    """Give one published drive."""
    drives = Dissemination.objects.published().visible_to(request.auth).select_related("organisation")
    return DisseminationOut.of(drives.get(pk=dissemination_id))


@router.get("/disseminations/{dissemination_id}/duties", response=list[DutyOut], summary="What the seat owes")
def list_duties(request: Any, dissemination_id: Id) -> list[DutyOut]:
    """List what the token's seat owes to a drive, text by text."""
    drive = Dissemination.objects.published().visible_to(request.auth).get(pk=dissemination_id)
    return [DutyOut.of(duty) for duty in duties_of(request.auth, timezone.now(), drive.pk)]


@router.post("/disseminations/{dissemination_id}/open", response=DutyOut, summary="Open a text")
def open_text(request: Any, dissemination_id: Id, text: TextIn) -> DutyOut:
    """Record that the seat's holder opens a text; the first opening counts."""
    duty = reading.open_text(dissemination_id, expression=text.expression, by=request.auth, now=timezone.now())
    return DutyOut.of(duty)


@router.post("/disseminations/{dissemination_id}/acknowledge", response=DutyOut, summary="Acknowledge a text")
def acknowledge(
    request: Any,
    dissemination_id: Id,
    text: TextIn,
    idempotency_key: Annotated[UUID, Header(description="A UUID made by the caller; the same one may be sent again.")],
) -> DutyOut:
    """Record that the seat's holder has read and takes up an opened text; the same key is kept once."""
    duty = reading.acknowledge(
        dissemination_id, expression=text.expression, by=request.auth, now=timezone.now(), key=idempotency_key
    )
    return DutyOut.of(duty)


@router.get("/disseminations/{dissemination_id}/coverage", response=CoverageOut, summary="Who has, who has not")
def read_coverage(request: Any, dissemination_id: Id, unit: Words = "") -> CoverageOut:
    """Give the coverage of the token's unit, or of one below it by code."""
    page = coverage(dissemination_id, request.auth, timezone.now(), unit or None)
    return CoverageOut(total=UnitRowOut.of(page.total), units=[UnitRowOut.of(row) for row in page.rows])
