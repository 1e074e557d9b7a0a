"""What the page of an order shows: at which hour it goes out, or how far the background is with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings

from thongsuot.cascade.audience import rule_from
from thongsuot.cascade.models import Dissemination, PublishOrder
from thongsuot.kernel.clock import HO_CHI_MINH, day_of
from thongsuot.ledger import lease
from thongsuot.notices.workdays import MORNING, is_day_off
from thongsuot.orgs.models import Organisation, Seat

AT_ONCE = 3_000  # units: publishing to a large city takes less than a second, so nobody is sent away for it
PERCENT = {"": 5, PublishOrder.Phase.COUNTING: 30, PublishOrder.Phase.WRITING: 75}


def is_large(drive: Dissemination, day: date) -> bool:
    """Tell whether a drive reaches more units than are published while somebody waits."""
    standing = Organisation.objects.below(drive.organisation_id).standing_on(day)
    return standing.filter(level__in=rule_from(drive.audience).levels).count() > AT_ONCE


def next_workday(day: date) -> date:
    """Give the first working day after `day`."""
    on = day + timedelta(days=1)
    while is_day_off(on):
        on += timedelta(days=1)
    return on


def hour_of(day: date, at: time) -> datetime:
    """Give the moment at which the clocks of the country show this hour of this day."""
    return datetime.combine(day, at, tzinfo=HO_CHI_MINH)


@dataclass(frozen=True, slots=True)
class OrderPage:
    """An order on its way: its hour and what kind of day that is, or what the background does with it now."""

    dissemination: Dissemination
    order: PublishOrder
    by: str
    may_steer: bool
    is_late: bool
    is_idle: bool

    @property
    def initial(self) -> dict[str, object]:
        """The hour as it stands, for the form that moves it."""
        at = self.order.due_at.astimezone(HO_CHI_MINH)
        return {"on": at.date(), "hour": at.time()}

    @property
    def is_scheduled(self) -> bool:
        """Whether its hour is still to come."""
        return self.order.state == PublishOrder.State.WAITING and not self.is_late

    @property
    def is_day_off(self) -> bool:
        """Whether offices are closed on its day."""
        return is_day_off(day_of(self.order.due_at))

    @property
    def told_on(self) -> date:
        """The day on which people are told of it."""
        day = day_of(self.order.due_at)
        is_before_the_post = self.order.due_at <= hour_of(day, MORNING)
        return day if is_before_the_post and not is_day_off(day) else next_workday(day)

    @property
    def percent(self) -> int:
        """How much of the work is done, about."""
        return PERCENT[PublishOrder.Phase(self.order.phase) if self.order.phase else ""]


def order_page(drive: Dissemination, seat: Seat, now: datetime) -> OrderPage:
    """Build the page of a drive's last order. Raises ObjectDoesNotExist where there was none."""
    order = drive.orders.order_by("-pk")[:1].get()
    is_late = order.due_at <= now
    waits = order.state == PublishOrder.State.WAITING and is_late
    return OrderPage(
        dissemination=drive,
        order=order,
        by=Seat.objects.filter(pk=order.ordered_by).values_list("person__full_name", flat=True).first() or "",
        may_steer=seat.role == Seat.Role.OFFICE,
        is_late=is_late,
        is_idle=waits and not lease.is_held(settings.DATA / lease.JOBS),
    )
