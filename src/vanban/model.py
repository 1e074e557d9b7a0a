"""Hold what was read: documents, citations and conference reports as frozen values.

Offsets count characters (code points) of the normalised text (NFC, line ends "\\n") from 0; a span is half open, so
`text[start:end]` is what is claimed. Unknown facts are None, never guessed. Days are `datetime.date`. Every class
answers `to_json()` with the shape of the command line's contract.

Where the conventions come from: kinds of nodes and components, and the form of ids, Akoma Ntoso 3.0 (OASIS LegalDocML)
and its naming convention; works and addresses, FRBR as Akoma Ntoso uses it; kinds of relations, the European
Legislation Identifier (ELI); parts of a State document, Nghị định 30/2020/NĐ-CP, Phụ lục I and III; parts and numbers
of a Party document, Quy định 66-QĐ/TW (2017) and Hướng dẫn 36-HD/VPTW (2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

Span = tuple[int, int]

COUNTED = ("part", "chapter", "section", "article", "clause", "point")


def jsonable(value: Any) -> Any:
    """Turn a value of this module into what `json.dumps` accepts."""
    if isinstance(value, Shape):
        return value.to_json()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [jsonable(item) for item in value]
    return value


class Shape:
    """Answer `to_json()` with the fields in their order; `hidden` names those that stay inside Python."""

    __slots__ = ()
    hidden: ClassVar[frozenset[str]] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """Give the contract's shape as plain dicts, lists, strings and numbers."""
        names = (field.name for field in fields(self))  # type: ignore[arg-type]  # every subclass is a dataclass
        return {name: jsonable(getattr(self, name)) for name in names if name not in self.hidden}


class UnreadableFile(Exception):
    """Say that a file cannot be read at all: a code for programs, a whole sentence with the next step for people."""

    def __init__(self, code: str, message: str, file: str) -> None:
        super().__init__(message)
        self.code, self.message, self.file = code, message, file

    def to_json(self) -> dict[str, Any]:
        """Give `{"error": {"code", "message", "file"}}`."""
        return {"error": {"code": self.code, "message": self.message, "file": self.file}}


class WrongWords(Exception):
    """Say what is wrong in a vocabulary: `file`, `line` (None where it concerns the whole), and a whole sentence."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        where = f"{file}, dòng {line}" if line else str(file)
        super().__init__(f"{where}: {message}")
        self.file, self.line, self.message = file, line, message


@dataclass(frozen=True, slots=True)
class Caution(Shape):
    """One warning: something a person should look at; `line` counts from 1, None when it concerns no line."""

    code: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Source(Shape):
    """Where the text came from: `format` txt, md, docx, odt, html, pdf, doc or rtf; `sha256` of the bytes.

    `chars` counts the normalised text.
    """

    format: str
    encoding: str
    sha256: str
    chars: int


@dataclass(frozen=True, slots=True)
class Block(Shape):
    """Text beside the body, without a span in it: header, footer, textbox, note, metadata or page (of a site)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Citation(Shape):
    """One reference to a document or to a provision of one.

    `text` is what stands at `span`. `type` is as written, with a law's name where one stands ("Nghị định", "Luật Cư
    trú"); `number`, `date`, `issuer` and `title` only as written there. `part` to `point` are the numbers of the place
    cited ("12a", "đ"). `target` is self for places of the document itself, else other; `uri` is an Akoma Ntoso address,
    None where no work can be named. `group` is equal for the targets of one list or range, None for a single one.
    """

    text: str
    span: Span
    type: str | None = None
    number: str | None = None
    date: date | None = None
    issuer: str | None = None
    title: str | None = None
    part: str | None = None
    chapter: str | None = None
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    target: str = "other"
    uri: str | None = None
    group: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the contract's shape; `group` stands only on members of a list or range."""
        shape = {field.name: jsonable(getattr(self, field.name)) for field in fields(self)}
        if self.group is None:
            del shape["group"]
        return shape


@dataclass(frozen=True, slots=True)
class Signer(Shape):
    """Who signed, and in which post ("Thủ tướng"); `span` is the name's place in the text."""

    name: str
    post: str | None
    hidden: ClassVar[frozenset[str]] = frozenset({"span"})
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Relation(Shape):
    """What this document does to another: `kind` is replaces, amends, repeals or implements (after ELI)."""

    kind: str
    target: Citation


@dataclass(frozen=True, slots=True)
class Node(Shape):
    """One piece of a component, kinds after Akoma Ntoso; `id` is ASCII and unique in the document.

    `num` is as written without its mark ("12a", "II", "đ"); `heading` stands on one line; `span` covers the piece with
    everything inside it. An id joins the levels that matter for finding it: `art_9__cl_2__point_dd`, đ being `dd`;
    articles count through a document, so chapters do not prefix them; an attached regulation does (`att_1__art_1`).

    `text` is the node's own words without number and heading. A node with children keeps its heading and lead words
    in a first child (`is_lead`, kind paragraph), so that leaf spans tile the whole text; the lead repeats that `text`.
    """

    kind: str
    num: str | None
    heading: str | None
    text: str
    id: str
    span: Span
    children: tuple[Node, ...] = ()

    @property
    def is_lead(self) -> bool:
        """Say whether this leaf only holds the place of its parent's number, heading and lead words."""
        return "__lead" in self.id[-14:] and self.kind == "paragraph"

    def leaves(self) -> Iterator[Node]:
        """Yield the nodes without children, in the order of the text."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


@dataclass(frozen=True, slots=True)
class Step:
    """One node on a flat walk, ready to be stored as a row; `position` counts from 0 through the whole document."""

    node: Node
    parent_id: str | None
    depth: int
    position: int
    component: int


@dataclass(frozen=True, slots=True)
class Component(Shape):
    """One of the documents in a file: `kind` is main (the act), attached (a regulation it issues), annex or form.

    `counts` has one number for each of part, chapter, section, article, clause and point; `article_numbers` are the
    numbers in their order; `body` holds the top nodes; `span` covers the component, and the spans follow each other.
    """

    kind: str
    title: str | None
    counts: Mapping[str, int]
    article_numbers: tuple[str, ...]
    body: tuple[Node, ...]
    span: Span
    hidden: ClassVar[frozenset[str]] = frozenset({"span"})

    def to_json(self) -> dict[str, Any]:
        """Give the contract's shape with counts as a plain dict."""
        return {
            "kind": self.kind,
            "title": self.title,
            "counts": dict(self.counts),
            "article_numbers": list(self.article_numbers),
            "body": jsonable(self.body),
        }


@dataclass(frozen=True, slots=True)
class Document(Shape):
    """A document as read; `text` is the normalised text that every span points into.

    `type` is the key of the document type ("nghi-dinh"), a key of `vocab/types.toml`; `number` as printed without stray
    spaces ("30/2020/NĐ-CP", "126-QĐ/TW"); `issuer` in usual spelling. `based_on` are the first citations after each
    "Căn cứ". `blocks` hold what stands beside the text and has no span in it (page headers, boxes, properties).
    """

    file: str
    source: Source
    text: str
    type: str | None
    number: str | None
    issued_on: date | None
    issuer: str | None
    title: str | None
    based_on: tuple[Citation, ...]
    signers: tuple[Signer, ...]
    in_force_from: date | None
    relations: tuple[Relation, ...]
    components: tuple[Component, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[Caution, ...]
    blocks: tuple[Block, ...] = ()
    hidden: ClassVar[frozenset[str]] = frozenset({"text", "blocks"})

    def to_json(self, *, summary: bool = False) -> dict[str, Any]:
        """Give the contract's shape; a summary leaves out bodies and texts."""
        shape = {f.name: jsonable(getattr(self, f.name)) for f in fields(self) if f.name not in self.hidden}
        if summary:
            for component in shape["components"]:
                del component["body"]
        return shape

    def leaves(self) -> Iterator[Node]:
        """Yield all leaf nodes; their spans tile `text` without gap or overlap."""
        for component in self.components:
            for node in component.body:
                yield from node.leaves()

    def walk(self, *, leads: bool = False) -> Iterator[Step]:
        """Yield every node once, parents before children; lead leaves only when asked for."""
        position = 0
        for index, component in enumerate(self.components):
            stack: list[tuple[Node, str | None, int]] = [(node, None, 0) for node in reversed(component.body)]
            while stack:
                node, parent_id, depth = stack.pop()
                if node.is_lead and not leads:
                    continue
                yield Step(node, parent_id, depth, position, index)
                position += 1
                stack.extend((child, node.id, depth + 1) for child in reversed(node.children))
