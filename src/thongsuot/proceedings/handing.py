"""How an official paper leaves as a download that is made on the spot and kept by no cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.http import Http404, HttpResponse

from thongsuot.files.actions import MEDIA_TYPES
from thongsuot.files.views import UNKEPT
from thongsuot.papers.paper import OfficialPaper
from thongsuot.papers.pdf import pdf_file
from thongsuot.papers.word import word_file

WRITERS: Mapping[str, tuple[str, Callable[[OfficialPaper], bytes]]] = {
    "word": ("docx", word_file),
    "pdf": ("pdf", pdf_file),
}


def handed(paper: OfficialPaper, name: str, kind: str) -> HttpResponse:
    """Write a paper as Word or PDF and hand it out under `name`. Raises Http404 for any other kind of file."""
    if kind not in WRITERS:
        raise Http404(kind)
    ending, write = WRITERS[kind]
    headers = {**UNKEPT, "Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return HttpResponse(write(paper), content_type=MEDIA_TYPES[f".{ending}"], headers=headers)


def handed_together(papers: Sequence[OfficialPaper], name: str) -> HttpResponse:
    """Write papers as one PDF, each from a page of its own. Raises Http404 where there is none."""
    if not papers:
        raise Http404(name)
    headers = {**UNKEPT, "Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(pdf_file(*papers), content_type=MEDIA_TYPES[".pdf"], headers=headers)
