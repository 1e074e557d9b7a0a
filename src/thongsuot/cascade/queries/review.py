"""The review of a notice: the source cut into plain and marked pieces on the left, the findings on the right."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.cascade.models import Finding, Notice
from thongsuot.cascade.queries.texts import candidates
from thongsuot.corpus.models import Expression
from thongsuot.orgs.models import Seat

MARKS = {"work": "k-work", "person": "k-person", "audience": "k-who", "instruction": "k-do"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source: plain when `number` is None, else the mark that finding `number` points to."""

    text: str
    number: int | None = None
    css: str = ""
    finding_id: int | None = None


@dataclass(frozen=True, slots=True)
class FindingItem:
    """One line of the draft: its number in the source, what it says, what may be chosen."""

    number: int
    finding: Finding
    sub: str
    choices: tuple[Expression, ...]

    @property
    def needs_look(self) -> bool:
        """Whether a person has to choose a text before this can be used."""
        return self.finding.kind == Finding.Kind.WORK and self.finding.expression_id is None

    @property
    def is_dropped(self) -> bool:
        return self.finding.decision == Finding.Decision.DROPPED


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind, under their heading."""

    kind: str
    label: str
    items: tuple[FindingItem, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The whole page; `paragraphs` holds the source, each paragraph a row of pieces."""

    notice: Notice
    paragraphs: tuple[tuple[Piece, ...], ...]
    groups: tuple[Group, ...]
    open_count: int
    without_text: int
    library: tuple[Expression, ...]


def review_page(notice_id: int, seat: Seat) -> ReviewPage:
    """Build the review of a notice of the seat's own office. Raises ObjectDoesNotExist for any other."""
    notice = Notice.objects.visible_to(seat).get(pk=notice_id)
    findings = list(notice.findings.select_related("expression__work").order_by("position"))
    items = [_item(number, finding) for number, finding in enumerate(findings, 1)]
    groups = tuple(
        Group(kind, str(label), tuple(item for item in items if item.finding.kind == kind))
        for kind, label in Finding.Kind.choices
    )
    return ReviewPage(
        notice=notice,
        paragraphs=_paragraphs(notice.text, items),
        groups=groups,
        open_count=sum(1 for finding in findings if finding.decision == Finding.Decision.OPEN),
        without_text=sum(1 for item in items if item.needs_look and not item.is_dropped),
        library=_library(),
    )


def finding_page(finding: Finding) -> FindingItem:
    """Build one line again after its decision."""
    number = finding.notice.findings.filter(position__lt=finding.position).count() + 1
    return _item(number, finding)


def _library() -> tuple[Expression, ...]:
    found = Expression.objects.select_related("work").defer("text", "warnings").order_by("-read_at")
    return tuple(found[:200])


def _item(number: int, finding: Finding) -> FindingItem:
    choices = candidates(finding.values.get("number")) if finding.kind == Finding.Kind.WORK else []
    return FindingItem(number, finding, _sub(finding), tuple(choices))


def _sub(finding: Finding) -> str:
    """Say the details that were read, as the second line."""
    values = finding.values
    if finding.kind == Finding.Kind.PERSON:
        return " · ".join(values.get("posts", ()))
    if finding.kind == Finding.Kind.INSTRUCTION:
        return ", ".join(values.get("to", ()))
    return values.get("title") or "" if finding.kind == Finding.Kind.WORK else ""


def _paragraphs(text: str, items: list[FindingItem]) -> tuple[tuple[Piece, ...], ...]:
    """Cut the source at line ends and at the findings' spans; a finding inside another keeps the outer mark only."""
    marks = sorted((item for item in items if item.finding.start is not None), key=lambda item: item.finding.start or 0)
    rows: list[tuple[Piece, ...]] = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            rows.append(_pieces(line, offset, marks))
        offset += len(line) + 1
    return tuple(rows)


def _pieces(line: str, offset: int, marks: list[FindingItem]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at, stop = offset, offset + len(line)
    for item in marks:
        start, end = item.finding.start or 0, min(item.finding.end or 0, stop)
        if start < at or start >= stop:
            continue
        if start > at:
            pieces.append(Piece(line[at - offset : start - offset]))
        words = line[start - offset : end - offset]
        pieces.append(Piece(words, item.number, MARKS[item.finding.kind], item.finding.pk))
        at = end
    if at < stop:
        pieces.append(Piece(line[at - offset :]))
    return tuple(pieces)
