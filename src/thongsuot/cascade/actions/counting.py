"""Counting whom a drive obliges: after every change of seats, every night, and once more as a proof."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.cascade.models import Dissemination, PublishOrder, UnitDuty
from thongsuot.cascade.queries.counting import duties_on
from thongsuot.kernel.clock import day_of
from thongsuot.ledger.entries import Draft

BATCH = 1000


def follow_seat_changes(cause: Draft) -> None:
    """Count open drives again after seats changed (the reaction to `orgs.seats.changed`), in the same transaction.

    What is being published at this moment was counted before the change, and is told to count once more.
    """
    count_obliged(day_of(cause.at))
    PublishOrder.objects.filter(state=PublishOrder.State.AT_WORK).update(is_stale=True)


@transaction.atomic
def count_obliged(today: date) -> None:
    """Count the obliged seats of every open drive as of `today`: seats begin and end by date alone, too.

    New units get their duty, existing duties keep their day; units that fell away owe nobody any more. Not an act of
    anybody and so not recorded: the numbers follow from the rule and the recorded seats, and `recount` proves them.
    Drives are locked in one order: the night and an import may count at the same time.
    """
    for drive in Dissemination.objects.open().order_by("pk").select_for_update(of=("self",)):
        count_drive(drive, today)


def count_drive(drive: Dissemination, today: date) -> None:
    """Count one drive again as of `today`, inside the caller's transaction."""
    wanted = {duty.organisation_id: duty for duty in duties_on(drive, today)}
    known = {duty.organisation_id: duty for duty in drive.duties.all()}
    changed = [duty for unit_id, duty in known.items() if _numbers(duty) != _numbers(wanted[unit_id])]
    for duty in changed:
        duty.take_numbers(wanted[duty.organisation_id])
    UnitDuty.objects.bulk_update(changed, UnitDuty.NUMBERS, batch_size=BATCH)
    new = [duty for unit_id, duty in wanted.items() if unit_id not in known]
    UnitDuty.objects.bulk_create(new, batch_size=BATCH)
    drive.counted_on = today
    drive.save(update_fields=["counted_on"])


def _numbers(duty: UnitDuty) -> list[Any]:
    return [getattr(duty, name) for name in duty.NUMBERS]


@transaction.atomic
def recount_obliged(repair: bool) -> list[str]:
    """Say in a sentence where denominators differ from the rule × the seats held on the day counted; none if equal.

    `repair` counts the drives that differ again, each as of its own day. A closed drive keeps its last count.
    """
    sentences = []
    for drive in Dissemination.objects.open().order_by("pk"):
        if (day := drive.counted_on) is not None:  # every published one; the column is empty in drafts alone
            found = list(_differences(drive, day))
            sentences += found
            if repair and found:
                count_drive(drive, day)
    return sentences


def _differences(drive: Dissemination, day: date) -> Iterator[str]:
    known = {duty.organisation_id: duty for duty in drive.duties.all()}
    for wanted in sorted(duties_on(drive, day), key=lambda duty: duty.organisation_id):
        unit_id, kept = wanted.organisation_id, known.get(wanted.organisation_id)
        if kept is None:
            sentence = _("Đợt %(drive)s thiếu dòng của đơn vị %(unit)s, nơi có %(is)s người phải học.")
            yield sentence % {"drive": drive.pk, "unit": unit_id, "is": wanted.obliged_below}
        elif _numbers(kept) != _numbers(wanted):
            sentence = _("Đợt %(drive)s, đơn vị %(unit)s ghi %(was)s người phải học, đếm lại là %(is)s.")
            was, now_is = _told(kept, wanted)
            yield sentence % {"drive": drive.pk, "unit": unit_id, "was": was, "is": now_is}


def _told(kept: UnitDuty, wanted: UnitDuty) -> tuple[str, str]:
    """Say the first number that differs; where only single texts do, both numbers with what is shifted for them."""
    for was, now_is in ((kept.obliged_below, wanted.obliged_below), (kept.obliged, wanted.obliged)):
        if was != now_is:
            return str(was), str(now_is)
    return f"{kept.obliged_below} {_plain(kept)}", f"{wanted.obliged_below} {_plain(wanted)}"


def _plain(duty: UnitDuty) -> str:
    """Write shifts shortly, each text by the beginning of its hash."""
    shifts = {text[:8]: seats for text, seats in [*duty.shifts.items(), *duty.shifts_below.items()]}
    return "(" + ", ".join(f"{text}: {opening:+d}/{reading:+d}" for text, (opening, reading) in shifts.items()) + ")"
