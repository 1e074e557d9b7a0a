"""What a person must look at: entries that cannot both be so, and signs that something is odd."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thongsuot.conferences import permissions as meetings
from thongsuot.conferences.folds import MARKED
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.report import half_day_name
from thongsuot.kernel.clock import hour_of
from thongsuot.ledger.entries import parse_entry
from thongsuot.ledger.models import Entry
from thongsuot.orgs.models import Seat
from thongsuot.points.intervals import UNMATCHED, Finding, Noted, findings, noted, unmatched
from thongsuot.points.wording import KINDS, METHODS, STATUSES, WAYS

SETTLED = "points.finding.settled"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding as people read it: what is odd, about whom, in which half day, and what the entries say."""

    finding: Finding
    half_day: str
    who: str
    said: tuple[str, ...]

    @property
    def words(self) -> str:
        """Say what is odd."""
        return str(KINDS[self.finding.kind])


@dataclass(frozen=True, slots=True)
class SettlingPage:
    """What is open, and how many were settled."""

    conference: Conference
    lines: tuple[FindingLine, ...]
    settled: int


def kept_conference(conference_id: int, seat: Seat) -> Conference:
    """Find a conference that a seat answers for."""
    meetings.check_keep(seat)
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("organisation")
    return kept.prefetch_related("half_days", "points").get(pk=conference_id)


def open_findings(conference: Conference) -> tuple[list[Finding], dict[int, list[Noted]], int]:
    """Give what is open, the lines of each entry (by its seq), and how many findings were settled; one query."""
    rows = Entry.objects.filter(subject=conference.ref, event__in=(MARKED, UNMATCHED, SETTLED)).order_by("seq")
    entries = [parse_entry(bytes(body)) for body in rows.values_list("body", flat=True)]
    done = {entry.facts["finding"] for entry in entries if entry.event == SETTLED}
    found = findings([entry for entry in entries if entry.event != SETTLED])
    left = [each for each in found if each.key not in done]
    wanted = {seq for each in left for seq in each.entries}
    return left, {entry.seq: [*noted(entry), *unmatched(entry)] for entry in entries if entry.seq in wanted}, len(done)


def settling_page(conference_id: int, seat: Seat) -> SettlingPage:
    """List what is open, with names, for a keeper of the unit. Raises DoesNotExist for anybody else's conference."""
    conference = kept_conference(conference_id, seat)
    left, lines, settled = open_findings(conference)
    seats = {line.seat for of_one in lines.values() for line in of_one}
    names = dict(Seat.objects.filter(pk__in=seats).values_list("pk", "person__full_name"))
    half_days = {each.item: half_day_name(each) for each in conference.half_days.all()}
    points = {each.pk: each.name for each in conference.points.all()}
    told = Names(half_days, points, names)
    return SettlingPage(conference, tuple(_line(each, lines, told) for each in left), settled)


@dataclass(frozen=True, slots=True)
class Names:
    """What findings name, in words: half days by item, points by id, people by seat."""

    half_days: Mapping[str, str]
    points: Mapping[int, str]
    people: Mapping[int, str]


def _line(finding: Finding, lines: Mapping[int, list[Noted]], names: Names) -> FindingLine:
    about = finding.about.removeprefix("seat:")
    own = [line for seq in finding.entries for line in lines.get(seq, ()) if _is_about(line, finding)]
    who = (
        names.people.get(int(about), "")
        if about.isdigit()
        else ", ".join(dict.fromkeys(names.people[line.seat] for line in own if line.seat in names.people))
    )
    said = tuple(_said(line, names.points) for line in sorted(own))
    return FindingLine(finding, names.half_days.get(finding.half_day, ""), who, said)


def _is_about(line: Noted, finding: Finding) -> bool:
    return not finding.about.startswith("seat:") or finding.about == f"seat:{line.seat}"


def _said(line: Noted, points: Mapping[int, str]) -> str:
    """Set one line for reading: "7:55 vào, Hội trường A, quét thẻ"."""
    parts = (
        WAYS.get(line.direction) or STATUSES[line.status],
        points.get(line.point, ""),
        METHODS.get(line.method, ""),
    )
    return f"{hour_of(line.at)} " + ", ".join(str(part) for part in parts if part)
