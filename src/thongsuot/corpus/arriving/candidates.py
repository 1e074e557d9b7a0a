"""A file that was read and waits for a yes: what a person needs to see of it, small enough to be sealed beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext, ngettext

from thongsuot.corpus.arriving.rows import counted
from thongsuot.corpus.facts.stated import read_facts
from thongsuot.corpus.fingerprint import fingerprint
from thongsuot.corpus.setting.doubts import MENDED
from thongsuot.corpus.setting.pieces import LABELS
from vanban.model import Caution, Document

WAITING, KEPT, DROPPED = "waiting", "kept", "dropped"
COUNTED = ("chapter", "article", "clause", "point")
MOST_LINES = 400  # of an outline; a law of more articles shows the first of them
MOST_WARNINGS = 50
WORDS_MAX = 140
DIGEST = 16


@dataclass(frozen=True, slots=True)
class Doubt:
    """One warning of the reader: its line (None where it concerns the whole), the words there, and the sentence.

    `is_repair` marks what was mended in reading; the rest wants a look.
    """

    line: int | None
    words: str
    message: str
    is_repair: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in a file: the fingerprint of its words, its facts as texts, its parts, and what is doubtful.

    `articles` has for each article's address a short digest of its words, by which two wordings are compared.
    """

    format: str
    sha256: str
    facts: Mapping[str, str]
    counts: Mapping[str, int]
    components: tuple[tuple[str, str], ...]
    outline: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    doubted: int
    articles: Mapping[str, str]

    @property
    def extent(self) -> str:
        """Say how much was read: "2 chương, 3 điều, 5 điểm"; what there is none of is left out."""
        found = [_amount(kind, number) for kind in COUNTED if (number := self.counts.get(kind, 0))]
        return ", ".join(found) or gettext("không chia điều")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file of an import that somebody looks at: `place` in the batch, and what became of it.

    `read` is None for a damaged file, whose `flaw` says why; `fixes` and `reason` are what a person set right so far;
    `stopped` is the sentence with which the last try to keep it ended; `expression` the wording it has become.
    """

    place: int
    name: str
    size: int
    read: Read | None
    flaw: str = ""
    state: str = WAITING
    fixes: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    stopped: str = ""
    expression: int | None = None
    is_new: bool = False

    @property
    def is_waiting(self) -> bool:
        """Say whether nobody decided about this file yet."""
        return self.state == WAITING

    @property
    def facts(self) -> dict[str, str]:
        """Give the facts as read with what was set right over them; nothing for a damaged file."""
        return {**self.read.facts, **self.fixes} if self.read else {}


def read_of(document: Document) -> Read:
    """Take from a document what a person needs to see before it is kept."""
    file_format, lines = document.source.format, document.text.splitlines()
    return Read(
        format=file_format,
        sha256=fingerprint(document.text, file_format),
        facts=read_facts(document).texts(),
        counts={kind: counted(document, kind) for kind in COUNTED},
        components=tuple((one.kind, (one.title or "")[:300]) for one in document.components),
        outline=tuple(_outline(document))[:MOST_LINES],
        doubts=tuple(_doubt(one, lines) for one in document.warnings[:MOST_WARNINGS]),
        doubted=len(document.warnings),
        articles=digests(_articles(document), file_format),
    )


def _amount(kind: str, number: int) -> str:
    words = {
        "chapter": ngettext("%(number)s chương", "%(number)s chương", number),
        "article": ngettext("%(number)s điều", "%(number)s điều", number),
        "clause": ngettext("%(number)s khoản", "%(number)s khoản", number),
        "point": ngettext("%(number)s điểm", "%(number)s điểm", number),
    }
    return words[kind] % {"number": number}


def digests(articles: Iterable[tuple[str, str]], file_format: str) -> dict[str, str]:
    """Give for each article's address a short digest of its words, layout left aside."""
    return {eid: fingerprint(text, file_format)[:DIGEST] for eid, text in articles}


def written(candidates: Iterable[Candidate]) -> bytes:
    """Give candidates as they are sealed."""
    return json.dumps([asdict(one) for one in candidates], ensure_ascii=False).encode()


def candidates_from(data: bytes) -> tuple[Candidate, ...]:
    """Take candidates back as `written` gave them."""
    return tuple(Candidate(**{**told, "read": _read_from(told["read"])}) for told in json.loads(data))


def _read_from(told: dict[str, object] | None) -> Read | None:
    if told is None:
        return None
    doubts = tuple(Doubt(**one) for one in told["doubts"])  # type: ignore[attr-defined]  # sealed by ourselves
    components = tuple((kind, title) for kind, title in told["components"])  # type: ignore[attr-defined]
    shaped = {"doubts": doubts, "components": components, "outline": tuple(told["outline"])}  # type: ignore[arg-type]
    return Read(**{**told, **shaped})  # type: ignore[arg-type]


def _articles(document: Document) -> Iterator[tuple[str, str]]:
    for step in document.walk():
        if step.node.kind == "article":
            yield step.node.id[:200], document.text[slice(*step.node.span)]


def _outline(document: Document) -> Iterator[str]:
    for step in document.walk():
        node = step.node
        if node.kind in LABELS:
            label = f"{LABELS[node.kind]} {node.num or ''}".strip()
            yield f"{label}. {node.heading}"[:WORDS_MAX] if node.heading else label


def _doubt(warning: Caution, lines: list[str]) -> Doubt:
    return Doubt(warning.line, _words(lines, warning.line), warning.message, warning.code in MENDED)


def _words(lines: list[str], line: int | None) -> str:
    """Give the words of a line, counted from 1; nothing where the warning concerns no line."""
    if line is None or not 0 < line <= len(lines):
        return ""
    words = " ".join(lines[line - 1].split())
    return words if len(words) <= WORDS_MAX else f"{words[:WORDS_MAX].rsplit(' ', 1)[0]}…"
