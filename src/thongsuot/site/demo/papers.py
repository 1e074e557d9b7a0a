"""The reports of the founding story read again: what the ledger counts stands in Word file, PDF and sum."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from docx import Document

from thongsuot.cascade.models import Dissemination
from thongsuot.conferences.folds import ATTENDED, EXCUSED, PRESENT
from thongsuot.conferences.models import Conference
from thongsuot.files.disk import path_of
from thongsuot.kernel.errors import Refusal
from thongsuot.ledger.models import SeatState
from thongsuot.papers.pdf import pdf_file
from thongsuot.proceedings.models import ConferencePaper
from thongsuot.proceedings.queries.sums import added
from thongsuot.proceedings.result import result_paper
from thongsuot.proceedings.telling import report_of


def agree(drive: Dissemination) -> tuple[bool, str]:
    """Say whether the reports hold what the ledger holds, and in which files the first of them was read again."""
    papers = list(ConferencePaper.objects.newest("report").filter(conference__dissemination=drive))
    refs = [f"conferences.conference:{paper.conference_id}" for paper in papers]
    states = SeatState.objects.filter(scope__in=refs, step=ATTENDED)
    counted = (states.filter(status=PRESENT).count(), states.filter(status=EXCUSED).count())
    total = added(paper.figures for paper in papers)
    if not papers:
        return False, "chưa có báo cáo"
    first = papers[0]
    wanted = [str(first.figures[name]) for name in ("expected", "present", "excused", "missing")]
    word, pdf = _in_word(first, wanted), _in_pdf(first, wanted)
    kinds = "Word, PDF" if pdf else "Word; máy chủ chưa có Pango để làm PDF"
    return (total.present, total.excused) == counted and word and pdf is not False, kinds


def _in_word(paper: ConferencePaper, wanted: list[str]) -> bool:
    report = Conference.objects.select_related("report").get(pk=paper.conference_id).report
    sheet = Document(BytesIO(path_of(report.sha256).read_bytes() if report else b""))
    rows = [[cell.text for cell in row.cells] for table in sheet.tables for row in table.rows]
    return any(row[1:5] == wanted for row in rows)


def _in_pdf(paper: ConferencePaper, wanted: list[str]) -> bool | None:
    """Say whether the figures stand in the PDF; None where this machine makes none."""
    try:
        content = pdf_file(result_paper(report_of(paper.told)))
    except Refusal:
        return None
    words = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)).split()
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))
