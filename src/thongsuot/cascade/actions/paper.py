"""On behalf, from paper: a clerk enters whom a signed sheet names, and takes a line back that was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db import transaction

from thongsuot.cascade import permissions, rules
from thongsuot.cascade.duties import Duty
from thongsuot.cascade.folds import AGAIN, ON_PAPER, OWN_DAY, READ
from thongsuot.cascade.models import Dissemination, PaperLine, PaperSheet
from thongsuot.cascade.queries.duties import duties_of
from thongsuot.corpus.arriving.reception import check_unstamped
from thongsuot.files.actions import keep_file, open_file
from thongsuot.files.models import StoredFile
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.ledger.models import SeatState
from thongsuot.orgs.models import Power, Seat


@dataclass(frozen=True, slots=True)
class SignedSheet:
    """A photographed list: its bytes, the name of its file, the day written on it, and the seats (ids) that signed.

    `texts` are the hashes of the wordings it is about; none named means all of the drive.
    """

    content: bytes
    name: str
    signed_on: date
    seats: tuple[int, ...]
    texts: tuple[str, ...] = ()


def enter_paper(dissemination_id: int, *, sheet: SignedSheet, by: Seat, now: datetime, key: UUID) -> PaperSheet:
    """Record for many people of the unit that they acknowledged on paper; each entry says so and who entered it.

    Whoever acknowledged by themselves keeps that. One act counts in every seat of a person. The same key a second time
    answers with the first sheet.
    """
    permissions.check_keep(by, Power.PAPER)
    drive = Dissemination.objects.published().visible_to(by).get(pk=dissemination_id)
    if known := PaperSheet.objects.filter(key=key, entered_by=by.pk).first():
        return known
    _check(drive, sheet, now)
    duties = _duties(drive, sheet, by, now)
    rules.check_somebody(len(duties))
    with transaction.atomic():
        kept = PaperSheet.objects.create(
            dissemination=drive,
            organisation_id=by.organisation_id,
            file=keep_file(sheet.content, name=_named(sheet), by=by, now=now),
            key=key,
            signed_on=sheet.signed_on,
            entered_at=now,
            entered_by=by.pk,
        )
        PaperLine.objects.bulk_create(
            PaperLine(sheet=kept, seat_id=seat, items={duty.item: _seats([duty]) for duty in owed})
            for seat, owed in duties.items()
        )
        _record(kept, [duty for owed in duties.values() for duty in owed], by=by, now=now)
    return kept


def _check(drive: Dissemination, sheet: SignedSheet, now: datetime) -> None:
    rules.check_open(drive.published_at, drive.closed_at)
    published_on = day_of(drive.published_at) if drive.published_at else date.max
    rules.check_sheet(sheet.signed_on, published_on, day_of(now))
    if rules.check_photo(sheet.content) == ".pdf":
        check_unstamped(sheet.content, _named(sheet))


def _named(sheet: SignedSheet) -> str:
    """Give the file the ending of what it is, whatever it was called."""
    return f"{PurePath(sheet.name).stem}{rules.check_photo(sheet.content)}"


def _duties(drive: Dissemination, sheet: SignedSheet, by: Seat, now: datetime) -> dict[int, list[Duty]]:
    """Find what these people of the unit still owe. Raises Seat.DoesNotExist for anybody who is not of it."""
    wanted = set(sheet.seats)
    mine = Seat.objects.visible_to(by).select_related("organisation", "person").in_bulk(wanted)
    if wanted - mine.keys():
        raise Seat.DoesNotExist
    owed: dict[int, list[Duty]] = {}
    people: set[int] = set()
    for seat in (mine[pk] for pk in sorted(wanted)):
        open_ = [duty for duty in duties_of(seat, now, drive.pk) if not duty.is_done]
        asked = [duty for duty in open_ if not sheet.texts or duty.expression.sha256 in sheet.texts]
        if asked and seat.person_id not in people:
            people.add(seat.person_id)
            owed[seat.pk] = asked
    return owed


def _record(kept: PaperSheet, duties: Sequence[Duty], *, by: Seat, now: datetime) -> None:
    """Leave one entry a text, naming every seat; those taken back before stand apart, for they outrank it."""
    alike: dict[tuple[str, str, int], list[Duty]] = {}
    for duty in duties:
        alike.setdefault((duty.expression.sha256, duty.item, duty.state.again), []).append(duty)
    for (expression, item, again), each in alike.items():
        counted = [one for duty in each for one in duty.counts_for]
        late = [one.seat for one in counted if kept.signed_on > one.due_on]
        facts: dict[str, Json] = {
            "expression": expression,
            "seats": _seats(each),
            "levels": [one.level for one in counted],
            "sheet": kept.pk,
            "signed_on": kept.signed_on.isoformat(),
            "late": late,
            "own_day": [one.seat for one in counted if one.is_later and one.seat not in late],
        }
        facts |= {"counts_as": item} if item != expression else {}
        facts |= {"again": again} if again else {}
        subject = kept.dissemination.ref
        ledger.record("cascade.reading.entered", subject=subject, by=by.actor(Power.PAPER), at=now, facts=facts)


def _seats(duties: Sequence[Duty]) -> list[Json]:
    return [[one.seat, one.unit] for duty in duties for one in duty.counts_for]


def take_back_paper(line_id: int, *, reason: str, by: Seat, now: datetime) -> PaperLine:
    """Take back a line that was entered by mistake: the person is asked again, the sheet and the reason stay."""
    permissions.check_keep(by, Power.PAPER)
    rules.check_worded(reason)
    ledger.drain()  # what was entered a moment ago must be counted before it can be told from one's own act
    with transaction.atomic():
        lines = PaperLine.objects.filter(sheet__in=PaperSheet.objects.visible_to(by))
        line = lines.select_for_update(of=("self",)).select_related("sheet__dissemination").get(pk=line_id)
        drive = line.sheet.dissemination
        rules.check_open(drive.published_at, drive.closed_at)
        rules.check_not_taken_back(line.taken_back_at)
        for item, seats in line.items.items():
            _take_back(line, item, seats, by=by, now=now)
        line.taken_back_at, line.taken_back_by, line.reason = now, by.pk, reason.strip()
        line.save(update_fields=["taken_back_at", "taken_back_by", "reason"])
    return line


def _take_back(line: PaperLine, item: str, seats: Sequence[Sequence[Any]], *, by: Seat, now: datetime) -> None:
    """Leave one entry for a text, of the seats in which the sheet counts: one's own acknowledgement stays."""
    drive = line.sheet.dissemination
    rows = SeatState.objects.in_scope(drive.ref).of_seats(seat for seat, _path in seats).filter(item=item)
    states: dict[int, dict[str, SeatState]] = {}
    for row in rows.filter(step__in=(READ, ON_PAPER, OWN_DAY)):
        states.setdefault(row.seat, {})[row.step] = row
    counting = {
        seat: found[READ].rank // AGAIN
        for seat, found in states.items()
        if found.keys() >= {READ, ON_PAPER} and found[READ].seq == found[ON_PAPER].seq
    }
    if not counting:
        return
    own_day: list[Json] = [seat for seat in counting if OWN_DAY in states[seat]]
    named: list[Json] = [[seat, path] for seat, path in seats if seat in counting]
    levels: list[Json] = [states[seat][READ].tier for seat, _path in seats if seat in counting]
    facts: dict[str, Json] = {"expression": item, "seats": named, "sheet": line.sheet_id, "own_day": own_day}
    facts["levels"] = levels
    facts |= {"again": max(counting.values())} if any(counting.values()) else {}
    ledger.record("cascade.reading.taken_back", subject=drive.ref, by=by.actor(Power.PAPER), at=now, facts=facts)


def open_sheet(sheet_id: int, *, by: Seat, now: datetime) -> StoredFile:
    """Open the photo of a sheet of one's own unit; the opening is written down first."""
    sheet = PaperSheet.objects.visible_to(by).get(pk=sheet_id)
    return open_file(sheet.file_id, among=StoredFile.objects.filter(pk=sheet.file_id), by=by, now=now)
