"""A person sets right what the machine read of a document; the correction stays, whatever is read later."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.corpus import permissions, rules
from thongsuot.corpus.facts.known import bringer_of_work
from thongsuot.corpus.facts.settling import Fixes, settle, standing
from thongsuot.corpus.models import Expression, Work
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Seat


@transaction.atomic
def correct_fact(expression_id: int, *, fixes: Fixes, by: Seat, now: datetime) -> Expression:
    """Set facts of a document right and keep what was read, what stands now, who did it, when and after what.

    What already stands so is no correction, so the same request a second time changes nothing; to take a correction
    back is one more. The address follows number, type and day, and the old one leads on. Refusal `work_exists` when the
    document would become another that the corpus has.
    """
    found = Expression.objects.visible_to(by).select_related("work").get(pk=expression_id)
    found.work = Work.objects.select_for_update().get(pk=found.work_id)
    permissions.check_correct(by, bringer_of_work(found.work))
    before = standing(found)
    changed = {name: text for name, text in fixes.values.items() if text.split() != before[name].split()}
    rules.check_facts(changed, today=day_of(now))
    if changed:
        settle(found, Fixes(changed, fixes.reason), by=by, now=now)
    return found
