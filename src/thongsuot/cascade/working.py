"""What the background does with an order to publish: count, then let everything go out in one moment, or nothing.

Counting a nation takes seconds and holds no lock; only the last step writes. A server that dies in between leaves
nothing behind, and the work begins again when it is back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thongsuot.cascade.actions.ordering import publish_as_ordered
from thongsuot.cascade.models import PublishOrder
from thongsuot.cascade.queries.counting import duties_on
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Seat

ROUNDS = 5  # people that change five times while they are counted are being imported: better later
State, Phase = PublishOrder.State, PublishOrder.Phase


def carry_out(order_id: int, clock: Callable[[], datetime]) -> None:
    """Publish what an order asks for if its hour has come; how it ended stands in the order.

    Raises what nobody foresaw, after the order says so.
    """
    if not _begin(order_id, clock()):
        return
    try:
        with override(settings.LANGUAGE_CODE):
            for _round in range(ROUNDS):
                if _publish(order_id, clock).state != State.AT_WORK:
                    return
            _refuse(order_id, _("Người và đơn vị đang thay đổi nên chưa ban hành được. Đặt lại giờ sau."), clock())
    except Refusal as refusal:
        _refuse(order_id, refusal.message, clock())
    except Exception:
        with override(settings.LANGUAGE_CODE):
            _refuse(order_id, _("Máy chủ gặp lỗi nên chưa ban hành gì. Làm lại, hoặc báo người quản trị."), clock())
        raise


def _begin(order_id: int, now: datetime) -> bool:
    """Take up an order whose hour has come; one that a dead server left at work is taken up again."""
    due = PublishOrder.objects.live().filter(pk=order_id, due_at__lte=now)
    return due.update(state=State.AT_WORK, phase=Phase.COUNTING, units=0) == 1


def _publish(order_id: int, clock: Callable[[], datetime]) -> PublishOrder:
    """Count, then publish what was counted."""
    PublishOrder.objects.filter(pk=order_id).update(is_stale=False, phase=Phase.COUNTING)
    order = PublishOrder.objects.select_related("dissemination__organisation").get(pk=order_id)
    duties = duties_on(order.dissemination, day_of(clock()))
    PublishOrder.objects.filter(pk=order_id).update(phase=Phase.WRITING, units=len(duties))
    by = Seat.objects.select_related("organisation").get(pk=order.ordered_by)
    return publish_as_ordered(order_id, duties=duties, by=by, now=clock())


@transaction.atomic
def _refuse(order_id: int, answer: str, now: datetime) -> None:
    order = PublishOrder.objects.select_for_update().get(pk=order_id)
    if order.state == State.AT_WORK:
        order.state, order.answer, order.ended_at, order.ended_by = State.REFUSED, answer, now, order.ordered_by
        order.save(update_fields=["state", "answer", "ended_at", "ended_by"])
