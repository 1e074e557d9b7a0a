"""What the units below reported, added up: the very figures of their reports, unit by unit, never counted anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from thongsuot.cascade.models import Dissemination, UnitDuty
from thongsuot.conferences import permissions
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.report import methods_told
from thongsuot.conferences.queries.understood import understood
from thongsuot.kernel.errors import refusal_of
from thongsuot.orgs.models import Organisation, Seat
from thongsuot.orgs.queries.letterheads import Lettered, letterhead_of
from thongsuot.proceedings.models import ConferencePaper
from thongsuot.understanding.suppression import Article

COUNTS = ("called", "came", "expected", "present", "excused", "missing", "answered")


@dataclass(frozen=True, slots=True)
class Sum:
    """The figures of some reports together: people called and there at all, then half days counted by each, sheets."""

    reports: int = 0
    called: int = 0
    came: int = 0
    expected: int = 0
    present: int = 0
    excused: int = 0
    missing: int = 0
    answered: int = 0
    by_method: Sequence[tuple[str, int]] = ()

    @property
    def methods(self) -> str:
        """Say in words by which methods presence was noted."""
        return methods_told(self.by_method)


@dataclass(frozen=True, slots=True)
class SumRow:
    """One unit: what it and the units below it reported, and its own conference where it held one."""

    unit: Organisation
    sum: Sum
    conference: int | None
    has_below: bool


@dataclass(frozen=True, slots=True)
class SumPage:
    """The reports of a drive below one unit, a row for each unit directly below and one for its own conference.

    `articles` are what the page of understanding tells below the reader's own unit; of another unit, nothing.
    """

    dissemination: Dissemination
    unit: Organisation
    above: Organisation | None
    rows: tuple[SumRow, ...]
    total: Sum
    silent: int
    articles: tuple[Article, ...]
    head: Lettered


def sum_page(dissemination_id: int, seat: Seat, code: str = "") -> SumPage:
    """Add up what `seat` may see below a unit (its own without `code`). Raises DoesNotExist for what it may not."""
    drive = Dissemination.objects.visible_to(seat).published().get(pk=dissemination_id)
    visible = Organisation.objects.visible_to(seat)
    unit = visible.get(code=code) if code else seat.organisation
    reports = _reports(drive, unit, seat)
    owed = UnitDuty.objects.visible_to(seat).filter(dissemination=drive)
    below = owed.filter(Q(organisation__parent=unit) | Q(organisation=unit)).select_related("organisation")
    units = {duty.organisation_id: duty.organisation for duty in below.order_by("organisation__name")}
    rows = [_row(each, unit, reports) for each in units.values()]
    rows.sort(key=lambda row: (row.unit.pk != unit.pk, bool(row.sum.reports)))
    above = visible.filter(children=unit).first() if unit.pk != seat.organisation_id else None
    silent = sum(1 for row in rows if not row.sum.reports)
    total = added(figures for _pk, _path, figures in reports)
    return SumPage(drive, unit, above, tuple(rows), total, silent, _articles(drive.pk, unit, seat), letterhead_of(unit))


def _articles(drive: int, unit: Organisation, seat: Seat) -> tuple[Article, ...]:
    """Give what was understood below the seat's unit: unit by unit, the difference of two sums would tell of few."""
    if unit.pk != seat.organisation_id or refusal_of(permissions.check_read_report, seat):
        return ()
    return understood(drive, seat).articles


def added(figures: Iterable[Mapping[str, Any]]) -> Sum:
    """Add figures up."""
    each = list(figures)
    counts = {name: sum(int(one[name]) for one in each) for name in COUNTS}
    by_method: Counter[str] = Counter()
    for one in each:
        by_method.update(one["by_method"])
    return Sum(reports=len(each), by_method=tuple(sorted(by_method.items())), **counts)


Report = tuple[int, str, dict[str, Any]]  # conference, path of its unit, figures


def _reports(drive: Dissemination, unit: Organisation, seat: Seat) -> list[Report]:
    below = Q(conference__organisation=unit) | Q(conference__organisation__path__startswith=f"{unit.path}/")
    seen = Conference.objects.visible_to(seat).filter(dissemination=drive).exclude(reported_at=None)
    papers = ConferencePaper.objects.newest(ConferencePaper.Kind.REPORT).filter(below, conference__in=seen)
    return list(papers.values_list("conference_id", "conference__organisation__path", "figures"))


def _row(each: Organisation, unit: Organisation, reports: list[Report]) -> SumRow:
    """Give a row; the unit itself stands with its own conference alone."""
    whole = [] if each.pk == unit.pk else [one for one in reports if one[1].startswith(f"{each.path}/")]
    mine = [one for one in reports if one[1] == each.path]
    own = mine[0][0] if mine else None
    return SumRow(each, added(figures for _pk, _path, figures in (*mine, *whole)), own, bool(whole))
