"""The heads of papers: from what a unit set, or from a report as it was kept. Pure."""

from __future__ import annotations

from datetime import date

from thongsuot.conferences.queries.report import ResultReport
from thongsuot.orgs.queries.letterheads import Lettered
from thongsuot.papers.paper import Head, form_of


def head_of(lettered: Lettered, short: str, on: date | None) -> Head:
    """Head a paper of a type (`short`: BC, GM) as the unit set it."""
    form = form_of(is_party=lettered.is_party)
    return Head(form, lettered.name, lettered.parent, short, lettered.initials, lettered.place, on)


def head_of_report(report: ResultReport, short: str, on: date | None) -> Head:
    """Head a paper about one conference as its report was headed."""
    lettered = Lettered(report.is_party, report.parent, report.unit, report.initials, report.written_in)
    return head_of(lettered, short, on)
