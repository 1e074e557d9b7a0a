"""What the stories of approval begin with: a head who wants to be asked, a draft that was laid before them."""

from __future__ import annotations

from tests.factories import NOW, Four, make_person, make_post, make_seat
from thongsuot.cascade.actions.approving import approve_dissemination, ask_for_approval, propose_dissemination
from thongsuot.cascade.actions.drafting import DisseminationPlan
from thongsuot.cascade.audience import deadlines_from, rule_from
from thongsuot.cascade.fingerprint import fingerprint_of
from thongsuot.cascade.models import Dissemination, Proposal
from thongsuot.orgs.models import Post, Seat


def needs_approval(four: Four) -> Seat:
    """Seat a head in the city who wants to see each drive before it goes out."""
    post = make_post("Bí thư Thành ủy", kind=Post.Kind.LEADER)
    head = make_seat(make_person("Vũ Thị Em", username="em"), four.city, post, role=Seat.Role.HEAD)
    ask_for_approval(True, by=head, now=NOW)
    return head


def proposed(draft: Dissemination, by: Seat) -> Proposal:
    """Lay a draft before the head."""
    return propose_dissemination(draft.pk, by=by, now=NOW)


def approved(draft: Dissemination, by: Seat, head: Seat) -> Proposal:
    """Lay a draft before the head, who says yes."""
    seen = proposed(draft, by).fingerprint
    return approve_dissemination(draft.pk, seen=seen, by=head, now=NOW)


def plan_of(draft: Dissemination) -> DisseminationPlan:
    """Give what a draft asks for, as somebody sees it who opens the builder now."""
    draft.refresh_from_db()
    return DisseminationPlan(
        title=draft.title,
        message=draft.message,
        expressions=tuple(draft.texts.order_by("position").values_list("expression_id", flat=True)),
        audience=rule_from(draft.audience),
        deadlines=deadlines_from(draft.deadlines),
        seen=fingerprint_of(draft),
    )
