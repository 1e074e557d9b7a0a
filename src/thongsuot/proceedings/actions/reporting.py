"""Issue the result report of a conference, and hand it out as a Word file or as PDF: the same figures in both."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.conferences import permissions
from thongsuot.conferences.actions.reporting import report_conference
from thongsuot.conferences.models import Conference
from thongsuot.conferences.queries.report import ResultReport, result_report
from thongsuot.files import actions as files
from thongsuot.files.models import StoredFile
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Seat
from thongsuot.papers.pdf import pdf_file
from thongsuot.papers.word import word_file
from thongsuot.proceedings.models import ConferencePaper
from thongsuot.proceedings.queries.photos import pictures_of
from thongsuot.proceedings.result import result_paper
from thongsuot.proceedings.telling import figures_of, kept_of, report_of

REPORT = ConferencePaper.Kind.REPORT


def issue_report(conference_id: int, *, by: Seat, now: datetime) -> Conference:
    """Write the result report of an ended conference and keep it; a second time answers with the first."""

    def write(conference: Conference, report: ResultReport) -> StoredFile:
        _keep(conference, report, by, now)
        return files.keep_file(
            word_file(result_paper(report, pictures_of(conference))),
            name=_name(conference, now, "docx"),
            by=by,
            now=now,
        )

    return report_conference(conference_id, writer=write, by=by, now=now)


def open_report(conference_id: int, *, by: Seat, now: datetime) -> StoredFile:
    """Write down that a keeper, or an auditor, opens the report of a conference, and answer with the file to serve."""
    permissions.check_read_report(by)
    held = Conference.objects.reports_for(by).filter(pk=conference_id)
    file = StoredFile.objects.get(pk__in=held.values("report"))
    return files.open_file(file.pk, among=StoredFile.objects.filter(pk=file.pk), by=by, now=now)


@transaction.atomic
def open_report_pdf(conference_id: int, *, by: Seat, now: datetime) -> StoredFile:
    """Do the same with the report as PDF, which is made when somebody asks for it first."""
    permissions.check_read_report(by)
    reported = Conference.objects.reports_for(by).exclude(reported_at=None).select_related("organisation__parent")
    conference = reported.select_related("dissemination").get(pk=conference_id)
    paper = ConferencePaper.objects.select_for_update(of=("self",)).filter(conference=conference, kind=REPORT).first()
    paper = paper or _keep(conference, result_report(conference, day_of(conference.reported_at or now)), by, now)
    if paper.pdf_id is None:
        content = pdf_file(result_paper(report_of(paper.told), pictures_of(conference)))
        paper.pdf = files.keep_file(content, name=_name(conference, paper.written_at, "pdf"), by=by, now=now)
        paper.save(update_fields=["pdf"])
    file = StoredFile.objects.get(pk__in=ConferencePaper.objects.filter(pk=paper.pk).values("pdf"))
    return files.open_file(file.pk, among=StoredFile.objects.filter(pk=file.pk), by=by, now=now)


def _keep(conference: Conference, report: ResultReport, by: Seat, now: datetime) -> ConferencePaper:
    return ConferencePaper.objects.create(
        conference=conference,
        kind=REPORT,
        ordinal=1,
        told=kept_of(report),
        figures=figures_of(report),
        written_at=now,
        written_by=by.pk,
    )


def _name(conference: Conference, now: datetime, ending: str) -> str:
    return f"bao-cao-hoi-nghi-{conference.organisation.code}-{day_of(now):%Y%m%d}.{ending}"
