"""How an official paper leaves as a download that is made on the spot and kept by no cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse

from thongsuot.papers.paper import OfficialPaper
from thongsuot.papers.pdf import pdf_file
from thongsuot.papers.word import word_file

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITERS: Mapping[str, tuple[str, str, Callable[[OfficialPaper], bytes]]] = {
    "word": ("docx", WORD, word_file),
    "pdf": ("pdf", "application/pdf", pdf_file),
}


def handed(paper: OfficialPaper, name: str, kind: str) -> HttpResponse:
    """Write a paper as Word or PDF and hand it out under `name`. Raises Http404 for any other kind of file."""
    if kind not in WRITERS:
        raise Http404(kind)
    ending, media_type, write = WRITERS[kind]
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{ending}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(write(paper), content_type=media_type, headers=headers)
