"""Read every document of a folder and count: right and asked by class, misses, what is not read yet, false stamps."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import vanban
from bench.corpus import citing
from bench.corpus.facts import Answer, answers, asked, opening_answers
from bench.corpus.folder import LEGACY, NO_TEXT, Paper, openings, papers
from bench.corpus.heading import Headed, headed
from bench.corpus.mutating import Mutated, mutated, sample_of_environment
from bench.corpus.relating import Related, related
from bench.corpus.whole import Whole, whole
from vanban.model import Document, UnreadableFile
from vanban.stamp import find_stamp

ALL, UNICODE = "all read", "all but TCVN3 and VNI"
TRAPS = ("consolidated", "amending", "Party", "components", "OCR or broken glyphs")
_ROUNDS = 3


@dataclass(slots=True)
class Tally:
    """How often a fact was right of how often it was asked."""

    right: int = 0
    asked: int = 0

    @property
    def share(self) -> float | None:
        """Give the share, None where nothing was asked."""
        return self.right / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Speed:
    """CPU seconds of one round of `read` over what is read, and how much that was; bytes are of the text in UTF-8."""

    seconds: float
    documents: int
    bytes: int

    @property
    def megabytes_a_second(self) -> float:
        """Give megabytes (10^6) of text a second."""
        return self.bytes / 1e6 / self.seconds

    @property
    def documents_a_second(self) -> float:
        """Give documents a second."""
        return self.documents / self.seconds


@dataclass(slots=True)
class Score:
    """Everything the sheet prints about one folder."""

    folder: str
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    documents: Counter[str] = field(default_factory=Counter)
    docs: set[str] = field(default_factory=set)
    misses: list[Answer] = field(default_factory=list)
    unread: list[tuple[Paper, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    stamped: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    openings: list[Answer] = field(default_factory=list)
    notes: list[Answer] = field(default_factory=list)
    composed: citing.Composed = field(default_factory=citing.Composed)
    whole: list[Whole] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    headed: list[Headed] = field(default_factory=list)
    mutated: list[Mutated] = field(default_factory=list)
    speed: Speed | None = None

    def count(self, groups: Iterable[str], answer: Answer) -> None:
        """Count one answer in every class of its document."""
        for group in groups:
            tally = self.tallies.setdefault((group, answer.fact), Tally())
            tally.asked += 1
            tally.right += answer.is_right

    def unread_facts(self, form: str) -> int:
        """Count the gold facts of documents of a format that were not read."""
        return sum(len(asked(paper)) for paper, _ in self.unread if paper.form == form)


def score(folder: Path) -> Score:
    """Read a folder's documents, openings and citations, and score them against its gold."""
    found = Score(folder.resolve().name)
    read: list[Paper] = []
    for paper in papers(folder):
        found.docs.add(paper.doc)
        document = _read(found, paper)
        if document:
            read.append(paper)
            _take(found, paper, document)
    for opening in openings(folder):
        found.docs.add(opening.doc)
        document = _read(found, opening)
        if document:
            found.openings += opening_answers(opening, document)
    found.composed, found.notes = citing.composed(folder), citing.notes(folder)
    found.whole, found.related, found.headed = whole(folder), related(folder), headed(folder)
    found.docs |= {name for name in (citing.COMPOSED, citing.NOTES) if (folder / name).is_file()}
    found.mutated = mutated(read, sample_of_environment())
    found.speed = speed(read)
    return found


def _read(found: Score, paper: Paper) -> Document | None:
    """Read a document; a refusal or a crash is counted with its name, so that one document never hides the others."""
    try:
        return vanban.read(paper.path)
    except UnreadableFile as refusal:
        if paper.is_scan and refusal.code == NO_TEXT:
            found.refused.append(paper.doc)
        else:
            found.unread.append((paper, refusal.code))
    except Exception as crash:  # noqa: BLE001  # whatever it is, it is a figure of the sheet
        found.unread.append((paper, f"crash: {type(crash).__name__}"))
    return None


def _take(found: Score, paper: Paper, document: Document) -> None:
    groups = [ALL, f"format {paper.form}", *paper.traps(document.text)]
    if paper.form not in LEGACY:
        groups.insert(1, UNICODE)
    found.documents.update(groups)
    for answer in answers(paper, document):
        found.count(groups, answer)
        if not answer.is_right:
            found.misses.append(answer)
    if find_stamp(document.text, document.blocks):
        found.stamped.append(paper.doc)
    spans = [leaf.span for leaf in document.leaves()]
    if [0, *(end for _, end in spans)] != [*(start for start, _ in spans), len(document.text)]:
        found.torn.append(paper.doc)


def speed(read: Sequence[Paper]) -> Speed | None:
    """Time `read` alone, by the CPU, the median of three rounds; patterns are compiled by then."""
    if not read:
        return None
    seconds = [_round(read) for _ in range(_ROUNDS)]
    size = sum(len(vanban.read(paper.path).text.encode()) for paper in read)
    return Speed(statistics.median(seconds), len(read), size)


def _round(read: Sequence[Paper]) -> float:
    began = time.process_time()
    for paper in read:
        vanban.read(paper.path)
    return time.process_time() - began
