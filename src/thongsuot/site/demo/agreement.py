"""Hold what the coverage pages say against the entries of the ledger, counted again from their own bytes."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from thongsuot.cascade.folds import ACKNOWLEDGED, OPENED, READ, seat_marks
from thongsuot.cascade.models import Dissemination
from thongsuot.cascade.queries.cells import UnitRow
from thongsuot.cascade.queries.coverage import coverage
from thongsuot.ledger.entries import SeatMark, read_entry
from thongsuot.ledger.models import Entry
from thongsuot.orgs.models import Organisation, Seat


def disagreements(drive: Dissemination, seat: Seat, now: datetime) -> tuple[int, list[str]]:
    """Compare the city's page and two wards' pages: how many numbers were held, a sentence for each that differs."""
    truth = _counted(drive)
    page = coverage(drive.pk, seat, now)
    rows = [page.total, *page.rows]
    for row in [row for row in page.rows if row.has_below][:2]:
        rows += coverage(drive.pk, seat, now, row.organisation.code).rows
    wrong: list[str] = []
    compared = 0
    for row in rows:
        for at, text in enumerate(page.texts):
            compared += 2
            wrong += _differences(row, at, text.item, truth)
    return compared, wrong


Truth = Counter[tuple[int, str, str]]


def _counted(drive: Dissemination) -> Truth:
    """Count seats by (unit id, expression hash, status) over the entries, each seat once, in every unit above it.

    As in the writer's fold the higher rank counts, of equals the first; written anew, so that a fault there shows here.
    """
    best: dict[tuple[str, str, int], SeatMark] = {}
    for body in Entry.objects.filter(subject=drive.ref).order_by("seq").values_list("body", flat=True):
        for mark in (one for one in seat_marks(read_entry(bytes(body))) if one.step in (OPENED, READ)):
            held = best.get((mark.item, mark.step, mark.seat))
            if held is None or mark.rank > held.rank:
                best[mark.item, mark.step, mark.seat] = mark
    counted: Truth = Counter()
    for mark in best.values():
        for unit in mark.unit.split("/"):
            counted[int(unit), mark.item, mark.status] += 1
    return counted


def _differences(row: UnitRow, at: int, sha256: str, truth: Truth) -> list[str]:
    unit: Organisation = row.organisation
    told = {OPENED: row.cells[2 * at].done, ACKNOWLEDGED: row.cells[2 * at + 1].done}
    return [
        f"{unit.name}: trang ghi {done}, sổ có {truth[unit.pk, sha256, status]} ({status})"
        for status, done in told.items()
        if done != truth[unit.pk, sha256, status]
    ]
