"""Read one file into a Document: load, normalise, outline, header, citations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vanban.chain import Gap
from vanban.force import in_force_from
from vanban.grounds import based_on
from vanban.header import Facts, read_header
from vanban.loaders.choosing import file_bytes, load
from vanban.loaders.loaded import Loaded
from vanban.model import Caution, Component, Document, Source
from vanban.outline import outline
from vanban.printable import printable
from vanban.quotes import Quotes
from vanban.references import citations_in
from vanban.relations import Act, relations_of
from vanban.repairs import cautions_of
from vanban.seams import Seams
from vanban.signers import signers_of
from vanban.standing import Own, Standing
from vanban.text import Lines, normalise
from vanban.text import view as view_of
from vanban.uris import WorkFacts, work_uri

if TYPE_CHECKING:
    from pathlib import Path


def read_document(source: Path | str | bytes, name: str | None = None) -> Document:
    """Return the Document of a path or of bytes; raises UnreadableFile."""
    file = name or (str(source) if not isinstance(source, bytes) else "document.txt")
    data = source if isinstance(source, bytes) else file_bytes(source, file)
    loaded, sha256 = load(data, file), hashlib.sha256(data).hexdigest()
    del data  # a large file is not kept beside its text
    return document_of(loaded, sha256, file)


def document_of(loaded: Loaded, sha256: str, file: str) -> Document:
    """Return the Document of a loaded text."""
    text, unprintable = printable(normalise(loaded.text))
    view = view_of(text, markdown=loaded.markdown)
    tree = outline(text, view)
    facts = read_header(text, view)
    lines = Lines(text)
    own = work_uri(WorkFacts(facts.type, facts.number, facts.issued_on, sha256=sha256))
    quotes = Quotes(view)
    standing = Standing(view, tree.components, Own(own, facts.type, facts.number, facts.title), quotes)
    seams = Seams(view, [(one.start, one.end) for one in tree.furniture])
    citations = tuple(citations_in(text, seams, standing=standing))
    main = tree.components[0]
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
            *unprintable,
            *facts.warnings,
            *_gap_warnings(tree.gaps, lines),
            *_structure_warnings(facts, tree.components),
            *cautions_of(tree.repairs, lines),
        ),
        blocks=loaded.blocks,
    )


def _gap_warnings(gaps: tuple[Gap, ...], lines: Lines) -> Iterator[Caution]:
    for gap in gaps:
        message = f"Sau Điều {gap.last} là Điều {gap.found}: có thể thiếu điều ở giữa. Hãy đối chiếu với bản gốc."
        yield Caution("article_gap", lines.at(gap.offset), message)


def _structure_warnings(facts: Facts, components: tuple[Component, ...]) -> Iterator[Caution]:
    articled = ("nghi-dinh", "luat", "bo-luat", "thong-tu", "phap-lenh")
    if facts.type in articled and not components[0].article_numbers:
        yield Caution("no_articles", None, "Không thấy điều nào trong văn bản. Hãy đối chiếu với bản gốc.")
