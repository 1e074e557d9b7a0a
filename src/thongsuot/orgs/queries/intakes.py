"""What the page of one list shows, and which list is being worked on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.ledger import lease
from thongsuot.orgs import keeping, showing
from thongsuot.orgs.models import Intake, Seat
from thongsuot.people.models import Person

WEIGHTS = {  # how much of the whole each phase is, about, in the order in which they come; measured on a big city
    Intake.State.READING: (
        ("reading.units", 2), ("reading.people", 48), ("checking", 10), ("planning", 5), ("listing", 35),
    ),
    Intake.State.TAKING: (("planning", 20), ("staging.people", 30), ("staging.seats", 25), ("writing", 25)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One kind of change: what it is called, how many there are, and the first of them."""

    kind: str
    label: str
    count: int
    lines: Sequence[Sequence[str]]

    @property
    def is_ending(self) -> bool:
        return self.kind in showing.ENDING

    @property
    def has_before(self) -> bool:
        """Whether there was anything before."""
        return any(line[2] for line in self.lines)

    @property
    def day_label(self) -> str:
        """What the day beside a line is: the first of something, or the last."""
        return _("Ngày cuối") if self.is_ending else _("Từ ngày")

    @property
    def has_day(self) -> bool:
        return any(line[4] for line in self.lines)


@dataclass(frozen=True, slots=True)
class IntakePage:
    """One list on its way: where it is, what it would change or what is wrong with it."""

    intake: Intake
    is_stuck: bool
    percent: int
    phase: str
    changes: Sequence[Shown]
    faults: Sequence[Any]
    can_repeat: bool
    is_idle: bool

    @property
    def is_at_work(self) -> bool:
        """Whether the page should ask again soon."""
        return self.intake.state in WEIGHTS and not self.is_stuck

    @property
    def state(self) -> str:
        return "stuck" if self.is_stuck else self.intake.state

    @property
    def total(self) -> int:
        """How many changes there are."""
        return sum(change.count for change in self.changes)

    @property
    def endings(self) -> int:
        """How many of them end something."""
        return sum(change.count for change in self.changes if change.is_ending)


def intake_page(intake_id: int, *, by: Seat | Person) -> IntakePage:
    """Build the page; DoesNotExist for a list somebody else handed in."""
    intake = Intake.objects.visible_to(by).get(pk=intake_id)
    stuck = is_stuck(intake)
    if stuck:  # the work may have ended between the two looks
        intake.refresh_from_db()
        stuck = is_stuck(intake)
    shown = keeping.read_json(intake.token, keeping.SHOWN)
    is_faulty = intake.state == Intake.State.FAULTY
    return IntakePage(
        intake=intake,
        is_stuck=stuck,
        percent=_percent(intake),
        phase=_phase(intake),
        changes=[] if is_faulty else _changes(intake, shown or {}),
        faults=shown or [] if is_faulty else [],
        can_repeat=keeping.find(intake.token, keeping.LIST) is not None,
        is_idle=intake.is_waiting and not lease.is_held(settings.DATA / lease.JOBS),
    )


def running_since(by: Seat | Person) -> tuple[datetime | None, Intake | None]:
    """Say since when some list is being worked on, and give the latest open list of this very person."""
    at_work = Intake.objects.at_work().first()
    own = Intake.objects.visible_to(by).filter(is_over=False).order_by("-pk").first()
    return (at_work.handed_in_at if at_work else None), own


def is_stuck(intake: Intake) -> bool:
    """Tell whether work on a list began and nobody is at it any more: its process died, and nothing of it was kept."""
    return intake.state in WEIGHTS and intake.is_begun and not keeping.is_worked_on(intake.token)


def _changes(intake: Intake, shown: dict[str, Any]) -> list[Shown]:
    """What ends comes first: it is what nobody may overlook."""
    counts = sorted(intake.counts.items(), key=lambda counted: counted[0] not in showing.ENDING)
    return [Shown(kind, str(showing.LABELS[kind]), count, shown.get(kind, [])) for kind, count in counts]


def _phase(intake: Intake) -> str:
    """Say in words what is being done."""
    if intake.is_waiting:
        return _("chờ đến lượt")
    return {
        "": _("bắt đầu"),
        "reading": _("đọc danh sách"),
        "checking": _("đối chiếu với tổ chức đang có"),
        "planning": _("đối chiếu với tổ chức đang có"),
        "listing": _("lập bản xem trước"),
        "staging": _("chuẩn bị ghi"),
        "writing": _("ghi"),
    }[keeping.progress(intake.token).phase.partition(".")[0]]


def _percent(intake: Intake) -> int:
    """Say how much of the whole is done, never 100 before the end."""
    now, before = keeping.progress(intake.token), 0
    for phase, weight in WEIGHTS.get(Intake.State(intake.state), ()):
        if phase == now.phase:
            return min(99, before + (weight * min(now.done, now.total) // now.total if now.total else 0))
        before += weight
    return 0
