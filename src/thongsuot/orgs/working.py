"""What the background does with a list: read and show it, or take it in; told to stop, it leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs import keeping, lists, showing
from thongsuot.orgs.actions.importing import Errand, ImportResult, import_organisation
from thongsuot.orgs.models import Intake, Seat
from thongsuot.orgs.packing import packed, unpacked
from thongsuot.orgs.queries.importing import Review, review
from thongsuot.orgs.rules.importing import check_not_empty
from thongsuot.orgs.sentences import imported
from thongsuot.orgs.watch import Cancelled
from thongsuot.people.models import Person


def read_list(intake_id: int, *, now: datetime) -> None:
    """Read a list that was handed in, and keep what is wrong with it or what it would change."""

    def read(intake: Intake, watch: keeping.Telling) -> None:
        with keeping.open_list(intake.token) as file:
            found = review(file, today=day_of(now), watch=watch)
            if found.errors:
                _keep_faults(intake, found, file)
                return
        check_not_empty(found.rows)
        keeping.write_json(intake.token, keeping.ROWS, packed(found.rows))
        with keeping.write(intake.token, keeping.CHANGES) as out:
            showing.write_changes(found.plan, out, watch)
        keeping.write_json(intake.token, keeping.SHOWN, showing.first_of_each(found.plan))
        _leave(intake, Intake.State.SHOWN, counts=found.plan.counts, digest=found.plan.digest)

    _work(intake_id, Intake.State.READING, read, now)


def take_list(intake_id: int, *, now: datetime) -> None:
    """Take in a list exactly as it was shown; what was done, and that it was done, become true together."""

    def take(intake: Intake, watch: keeping.Telling) -> None:
        def done(result: ImportResult) -> None:
            _leave(intake, Intake.State.DONE, answer=imported(result), is_over=True)

        rows = unpacked(keeping.read_json(intake.token, keeping.ROWS))
        errand = Errand(intake.digest, watch, done)
        import_organisation(rows, by=handed_in_by(intake), now=now, errand=errand)
        keeping.drop(intake.token)

    _work(intake_id, Intake.State.TAKING, take, now)


def clear(now: datetime) -> None:
    """Drop the lists whose time is over, and folders that no list speaks for any more."""
    over = Intake.objects.filter(is_over=False, expires_at__lte=now)
    for intake in over:
        if not keeping.is_worked_on(intake.token):
            _leave(intake, Intake.State.DROPPED, is_over=True)
            keeping.drop(intake.token)
    keeping.clear(set(Intake.objects.filter(is_over=False).values_list("token", flat=True)))


def handed_in_by(intake: Intake) -> Seat | Person:
    """Give who handed a list in, as they are now."""
    if intake.seat is None:
        return Person.objects.get(pk=intake.handed_in_by)
    return Seat.objects.select_related("person", "organisation").get(pk=intake.seat)


def _work(intake_id: int, state: str, part: Callable[[Intake, keeping.Telling], None], now: datetime) -> None:
    """Do one part of the work under the list's own lock, once, and write down how it ended if not well."""
    intake = Intake.objects.get(pk=intake_id)
    if not keeping.find(intake.token, keeping.LIST):
        return
    with keeping.work_on(intake.token) as watch, override(intake.language):
        if not Intake.objects.filter(pk=intake_id, state=state, turn=1, is_begun=False).update(is_begun=True):
            return
        try:
            part(intake, watch)
        except Cancelled:
            _leave(intake, Intake.State.DROPPED, is_over=True)
            keeping.drop(intake.token)
        except Refusal as refusal:
            _leave(intake, Intake.State.REFUSED, answer=refusal.message)
        except Exception:
            _leave(intake, Intake.State.REFUSED, answer=_("Máy chủ gặp lỗi nên chưa nhập gì. Báo người quản trị."))
            raise


def _keep_faults(intake: Intake, found: Review, file: IO[bytes]) -> None:
    """Keep the marked copy and the first faults; the list itself is no longer needed."""
    with keeping.write(intake.token, keeping.MARKED) as out:
        lists.mark(file, found.errors, out)
    keeping.write_json(intake.token, keeping.SHOWN, showing.faults(found.errors))
    keeping.drop(intake.token, keeping.LIST)
    _leave(intake, Intake.State.FAULTY, faults=len(found.errors))


def _leave(intake: Intake, state: str, **values: Any) -> None:
    Intake.objects.filter(pk=intake.pk).update(state=state, turn=None, **values)
