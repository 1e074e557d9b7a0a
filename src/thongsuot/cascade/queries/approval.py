"""Whether a draft may go out as it is: what its unit asks for, what its head said, and to which draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from thongsuot.cascade.fingerprint import fingerprint, fingerprint_of
from thongsuot.cascade.models import ApprovalSetting, Dissemination, Proposal, PublishOrder
from thongsuot.orgs.models import Organisation, Seat, on_day

Decision = Proposal.Decision
RECENT = 20


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """How a draft stands before its head: `fingerprint` is the draft now, `proposal` the last time it went."""

    fingerprint: str
    is_needed: bool
    proposals: tuple[Proposal, ...]

    @property
    def proposal(self) -> Proposal | None:
        """The last time, if there was one."""
        return self.proposals[0] if self.proposals else None

    @property
    def approved(self) -> tuple[str, ...]:
        """The fingerprints of all drafts the head said yes to."""
        return tuple(one.fingerprint for one in self.proposals if one.decision == Decision.APPROVED)

    @property
    def approved_at(self) -> datetime | None:
        """When the head said yes to this very draft."""
        return next((one.decided_at for one in self.proposals if one.fingerprint == self.fingerprint), None)

    @property
    def state(self) -> str:
        """Say where the draft is: "" where nobody is asked, else open, waiting, approved, returned or changed."""
        if not self.is_needed:
            return ""
        if self.fingerprint in self.approved:
            return "approved"
        last = self.proposal
        if last is None:
            return "open"
        if last.decision == Decision.RETURNED or last.decision == Decision.WAITING:
            return str(last.decision)
        return "changed"


def approval_of(drive: Dissemination, texts: Iterable[str] | None = None) -> ApprovalState:
    """Read how a draft stands; `texts` are its hashes in order where somebody has read them already."""
    is_needed = is_approval_needed(drive.organisation)
    return ApprovalState(
        fingerprint=fingerprint_of(drive) if texts is None else fingerprint(drive, texts),
        is_needed=is_needed,
        proposals=tuple(drive.proposals.order_by("-proposed_at", "-pk")) if is_needed else (),
    )


def is_approval_needed(unit: Organisation) -> bool:
    """Tell whether a unit's office asks its head first; a unit that never said so does not."""
    setting: ApprovalSetting | None = getattr(unit, "approval_setting", None)  # none is kept for most units
    return setting is not None and setting.is_needed


def has_head(unit_id: int, day: date) -> bool:
    """Tell whether somebody heads a unit on a day."""
    return Seat.objects.held_on(day).filter(organisation_id=unit_id, role=Seat.Role.HEAD).exists()


@dataclass(frozen=True, slots=True)
class Around:
    """Who saved a draft last, and who heads its unit."""

    editor: str
    heads: tuple[str, ...]


def around(drive: Dissemination, day: date) -> Around:
    """Name the people around a draft, all of its own unit; one query."""
    editor = drive.edited_by or drive.drafted_by
    heads = Q(on_day(day), organisation_id=drive.organisation_id, role=Seat.Role.HEAD)
    rows = list(Seat.objects.filter(heads | Q(pk=editor)).order_by("pk").values_list("pk", "role", "person__full_name"))
    named = [name for pk, role, name in rows if role == Seat.Role.HEAD]
    return Around(next((name for pk, _role, name in rows if pk == editor), ""), tuple(named))


def standing_of(drafts: Iterable[int]) -> dict[int, str]:
    """Say of each draft "ordered", or what its head said last, "" where nobody was asked; one query."""
    rows = Dissemination.objects.filter(pk__in=list(drafts)).annotate(
        is_ordered=Exists(PublishOrder.objects.live().filter(dissemination=OuterRef("pk")))
    )
    laid = rows.order_by("proposals__proposed_at", "proposals").values_list("pk", "is_ordered", "proposals__decision")
    return {pk: "ordered" if is_ordered else decision or "" for pk, is_ordered, decision in laid}


@dataclass(frozen=True, slots=True)
class Laid:
    """One proposal on the list, with who laid it there."""

    proposal: Proposal
    by: str


@dataclass(frozen=True, slots=True)
class ApprovalsPage:
    """What waits for the head, what was decided lately, and whether the office has to ask."""

    waiting: tuple[Laid, ...]
    decided: tuple[Laid, ...]
    is_needed: bool
    chosen_at: datetime | None
    may_choose: bool


def approvals_page(seat: Seat) -> ApprovalsPage:
    """Build the head's list; the office of the unit reads it, too. Others see an empty one of their own."""
    rows = list(Proposal.objects.visible_to(seat).select_related("dissemination")[:RECENT])
    names = names_of(row.proposed_by for row in rows)
    laid = [Laid(row, names.get(row.proposed_by, "")) for row in rows]
    setting = ApprovalSetting.objects.filter(organisation_id=seat.organisation_id).first()
    return ApprovalsPage(
        waiting=tuple(one for one in laid if one.proposal.decision == Decision.WAITING),
        decided=tuple(one for one in laid if one.proposal.decision != Decision.WAITING),
        is_needed=setting is not None and setting.is_needed,
        chosen_at=setting.chosen_at if setting else None,
        may_choose=seat.role == Seat.Role.HEAD,
    )


def names_of(seats: Iterable[int]) -> dict[int, str]:
    """Name who sits in these seats, which are of one's own office or its head."""
    return dict(Seat.objects.filter(pk__in=set(seats)).values_list("pk", "person__full_name"))
