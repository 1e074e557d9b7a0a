"""Write an official paper as PDF from the same values as its Word file; needs Pango, a library of the system."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from thongsuot.kernel.errors import Refusal
from thongsuot.papers.measures import Measures, measures_of
from thongsuot.papers.paper import OfficialPaper, Part, Picture
from thongsuot.papers.wording import cut, ending

STYLE = Path(__file__).parent / "paper.css"
PACKAGES = "libpango-1.0-0, libpangoft2-1.0-0"  # as Debian and Ubuntu name them
PNG = b"\x89PNG"
SIZES = ("unit", "number", "name", "title", "body", "signature", "receivers_head", "receivers", "grid")


def pdf_file(*papers: OfficialPaper) -> bytes:
    """Give the bytes of a .pdf file, each paper from a page of its own.

    Raises Refusal `pdf_not_here` where the system lacks Pango.
    """
    weasyprint = _printer()
    sheets = [_laid_out(weasyprint, paper) for paper in papers]
    whole = sheets[0].copy([page for sheet in sheets for page in sheet.pages]) if len(sheets) > 1 else sheets[0]
    written: bytes = whole.write_pdf(pdf_identifier=b"thongsuot")
    return written


def _laid_out(weasyprint: Any, paper: OfficialPaper) -> Any:
    measures = measures_of(paper.head.form)
    context = {
        "paper": paper,
        "measures": measures,
        "parts": [(part, _address(part)) for part in ending(paper.parts)],
        "receivers": cut(paper.receivers),
    }
    fetcher = weasyprint.URLFetcher(allowed_protocols={"data"})  # nothing of a paper comes from anywhere else
    html = weasyprint.HTML(string=render_to_string("papers/paper.html", context), url_fetcher=fetcher)
    styles = [weasyprint.CSS(filename=str(STYLE)), weasyprint.CSS(string=_sizes(measures))]
    return html.render(stylesheets=styles, presentational_hints=True)


@cache
def _load() -> ModuleType | None:
    try:
        return import_module("weasyprint")
    except OSError:  # what ctypes says of a library that is not installed
        return None


def _printer() -> Any:
    loaded = _load()
    if loaded is None:
        message = _("Máy chủ chưa làm được tệp PDF. Tải tệp Word, hoặc nhờ người quản trị cài gói %(packages)s.")
        raise Refusal("pdf_not_here", message % {"packages": PACKAGES})
    return loaded


def _address(part: Part) -> str:
    if not isinstance(part, Picture):
        return ""
    kind = "png" if part.content.startswith(PNG) else "jpeg"
    return f"data:image/{kind};base64,{b64encode(part.content).decode()}"


def _sizes(measures: Measures) -> str:
    """Tell the style sheet the sizes of the form."""
    sizes = " ".join(f"--{name.replace('_', '-')}: {getattr(measures, name)}pt;" for name in SIZES)
    margins = f"{measures.top}cm {measures.right}cm {measures.bottom}cm {measures.left}cm"
    return f":root {{ {sizes} --banner-line: {measures.banner_cm}cm; }} @page {{ margin: {margins}; }}"
