"""Read one file into a Document: load, normalise, outline, header, citations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from vanban.chain import Gap
from vanban.force import in_force_from
from vanban.grounds import based_on
from vanban.header import Facts, read_header
from vanban.loaders.choosing import file_bytes, load
from vanban.loaders.loaded import Loaded
from vanban.model import Caution, Citation, Component, Document, Source
from vanban.outline import outline
from vanban.quotes import Quotes
from vanban.references import citations_in
from vanban.relations import Act, relations_of
from vanban.signers import signers_of
from vanban.text import Lines, normalise
from vanban.text import view as view_of
from vanban.uris import WorkFacts, provision_id, work_uri


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
    citations = tuple(_with_own(one, own) for one in citations_in(text, view))
    main = tree.components[0]
    quotes = Quotes(view)
    act = Act(text, view, main, citations, facts.type, facts.title_span)
    return Document(
        file=file,
        source=Source(loaded.format, loaded.encoding, sha256, len(text)),
        text=text,
        type=facts.type,
        number=facts.number,
        issued_on=facts.issued_on,
        issuer=facts.issuer,
        title=facts.title,
        based_on=based_on(text, view, main, citations),
        signers=signers_of(text, view, main),
        in_force_from=in_force_from(view, main, quotes, None if facts.is_consolidated else facts.issued_on),
        relations=() if facts.is_consolidated else relations_of(act, quotes),
        components=tree.components,
        citations=citations,
        warnings=(
            *loaded.cautions,
            *facts.warnings,
            *_gap_warnings(tree.gaps, lines),
            *_structure_warnings(facts, tree.components),
        ),
        blocks=loaded.blocks,
    )


def _with_own(citation: Citation, own: str) -> Citation:
    if citation.target != "self":
        return citation
    inner = provision_id({name: getattr(citation, name) for name in ("part", "chapter", "article", "clause", "point")})
    return replace(citation, uri=f"{own}/~{inner}" if inner else own)


def _gap_warnings(gaps: tuple[Gap, ...], lines: Lines) -> Iterator[Caution]:
    for gap in gaps:
        message = f"Sau Điều {gap.last} là Điều {gap.found}: có thể thiếu điều ở giữa. Hãy đối chiếu với bản gốc."
        yield Caution("article_gap", lines.at(gap.offset), message)


def _structure_warnings(facts: Facts, components: tuple[Component, ...]) -> Iterator[Caution]:
    articled = ("nghi-dinh", "luat", "bo-luat", "thong-tu", "phap-lenh")
    if facts.type in articled and not components[0].article_numbers:
        yield Caution("no_articles", None, "Không thấy điều nào trong văn bản. Hãy đối chiếu với bản gốc.")
