"""Read one file into a Document: load, normalise, outline, header, citations."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from vanban import dates
from vanban.chain import Gap
from vanban.header import Facts, read_header
from vanban.loaders.choosing import file_bytes, load
from vanban.loaders.loaded import Loaded
from vanban.model import Caution, Citation, Component, Document, Relation, Source
from vanban.outline import outline
from vanban.quotes import Quotes
from vanban.references import citations_in
from vanban.repairs import cautions_of
from vanban.signers import signers_of
from vanban.standing import Own, Standing
from vanban.text import Lines, normalise
from vanban.text import view as view_of
from vanban.uris import WorkFacts, work_uri


def read_document(source: Path | str | bytes, name: str | None = None) -> Document:
    """Return the Document of a path or of bytes; raises UnreadableFile."""
    file = name or (str(source) if not isinstance(source, bytes) else "document.txt")
    data = source if isinstance(source, bytes) else file_bytes(Path(source), file)
    loaded = load(data, file)
    return document_of(loaded, hashlib.sha256(data).hexdigest(), file)


def document_of(loaded: Loaded, sha256: str, file: str) -> Document:
    """Return the Document of a loaded text."""
    text = normalise(loaded.text)
    view = view_of(text, markdown=loaded.markdown)
    tree = outline(text, view)
    facts = read_header(text, view)
    lines = Lines(text)
    own = work_uri(WorkFacts(facts.type, facts.number, facts.issued_on, sha256=sha256))
    standing = Standing(view, tree.components, Own(own, facts.type, facts.number, facts.title), Quotes(view))
    citations = tuple(citations_in(text, view, standing=standing))
    main = tree.components[0]
    return Document(
        file=file,
        source=Source(loaded.format, loaded.encoding, sha256, len(text)),
        text=text,
        type=facts.type,
        number=facts.number,
        issued_on=facts.issued_on,
        issuer=facts.issuer,
        title=facts.title,
        based_on=tuple(_based_on(view, main, citations)),
        signers=signers_of(text, view, main),
        in_force_from=_in_force_from(view, main, facts.issued_on),
        relations=tuple(_relations(view, main, citations)),
        components=tree.components,
        citations=citations,
        warnings=(
            *loaded.cautions,
            *facts.warnings,
            *_gap_warnings(tree.gaps, lines),
            *_structure_warnings(facts, tree.components),
            *cautions_of(tree.repairs, lines),
        ),
        blocks=loaded.blocks,
    )


_BASIS = re.compile(r"^[ |*>-]*Căn\s+cứ\b", re.MULTILINE)


def _based_on(view: str, main: Component, citations: tuple[Citation, ...]) -> Iterator[Citation]:
    """Yield the first citation after each "Căn cứ" of the preamble."""
    end = next((node.span[0] for node in main.body if node.kind != "preamble"), main.span[1])
    places = [match.end() for match in _BASIS.finditer(view, 0, end)]
    for place, following in zip(places, [*places[1:], end], strict=False):
        index = bisect_left(citations, place, key=lambda one: one.span[0])
        if index < len(citations) and citations[index].span[0] < following:
            yield citations[index]


_FORCE = re.compile(
    r"có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+(?:ngày\s+(?P<signed>ký|ban\s+hành)|(?=ngày\s+\d))"
)


def _in_force_from(view: str, main: Component, issued_on: date | None) -> date | None:
    """Return the last date the act gives for itself; "từ ngày ký" is the day of issue."""
    found = [*_FORCE.finditer(view, *main.span)]
    if not found:
        return None
    if found[-1]["signed"]:
        return issued_on
    day = dates.date_at(view, found[-1].end())
    return day.on if day else None


_BEFORE = re.compile(
    r"(?:(?P<replaces>thay\s+thế(?:\s+cho)?)|(?P<amends>sửa\s+đổi(?:\s*,\s*bổ\s+sung)?(?:\s+một\s+số\s+(?:điều|nội\s+dung))?(?:\s+của)?)"
    r"|(?P<repeals>bãi\s+bỏ(?:\s+toàn\s+bộ)?))\s*(?:các\s+)?$",
    re.IGNORECASE,
)
_IMPLEMENTS = re.compile(r"(?:quy\s+định\s+chi\s+tiết|hướng\s+dẫn|thi\s+hành)[^.;\n]{0,160}$", re.IGNORECASE)
_SIGHT = 90


def _relations(view: str, main: Component, citations: tuple[Citation, ...]) -> Iterator[Relation]:
    preamble = next((node.span[1] for node in main.body if node.kind == "preamble"), 0)
    for citation in citations:
        start = citation.span[0]
        if citation.target == "self" or citation.type is None or not main.span[0] <= start < main.span[1]:
            continue
        match = _BEFORE.search(view[max(0, start - _SIGHT) : start])
        if match and match.lastgroup:
            yield Relation(match.lastgroup, citation)
        elif (
            start < preamble
            and _IMPLEMENTS.search(view[max(0, start - 2 * _SIGHT) : start])
            and "Căn cứ" not in view[max(0, start - 40) : start]
        ):
            yield Relation("implements", citation)


def _gap_warnings(gaps: tuple[Gap, ...], lines: Lines) -> Iterator[Caution]:
    for gap in gaps:
        message = f"Sau Điều {gap.last} là Điều {gap.found}: có thể thiếu điều ở giữa. Hãy đối chiếu với bản gốc."
        yield Caution("article_gap", lines.at(gap.offset), message)


def _structure_warnings(facts: Facts, components: tuple[Component, ...]) -> Iterator[Caution]:
    articled = ("nghi-dinh", "luat", "bo-luat", "thong-tu", "phap-lenh")
    if facts.type in articled and not components[0].article_numbers:
        yield Caution("no_articles", None, "Không thấy điều nào trong văn bản. Hãy đối chiếu với bản gốc.")
