"""The review of a notice: the source cut into plain and marked pieces on the left, the findings on the right."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thongsuot.cascade.models import Dissemination, Finding, Notice
from thongsuot.cascade.queries.texts import candidates_by_number, plain
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
    """One line of the draft: its number, the number of the mark it stands in, what it says, what may be chosen."""

    number: int
    mark: int | None
    finding: Finding
    sub: str
    choices: tuple[Expression, ...]

    @property
    def is_open(self) -> bool:
        return self.finding.decision == Finding.Decision.OPEN

    @property
    def is_dropped(self) -> bool:
        return self.finding.decision == Finding.Decision.DROPPED

    @property
    def needs_text(self) -> bool:
        """Whether a person has to choose a text before this can be used."""
        return self.finding.kind == Finding.Kind.WORK and self.finding.expression_id is None and not self.is_dropped

    @property
    def is_usable(self) -> bool:
        """Whether a drive can be drafted on this text."""
        is_taken = not self.is_open and not self.is_dropped
        return self.finding.kind == Finding.Kind.WORK and is_taken and self.finding.expression_id is not None

    @property
    def state(self) -> str:
        """The mark of the design language: exempt where dropped, held where a text is missing, open, done."""
        if self.is_dropped:
            return "exempt"
        if self.needs_text:
            return "held"
        return "open" if self.is_open else "done"


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind, under their heading."""

    kind: str
    label: str
    items: tuple[FindingItem, ...]


@dataclass(frozen=True, slots=True)
class ReviewBar:
    """What is left to do with a notice, and why no drive can be drafted from it yet, if so."""

    notice_id: int
    open_count: int
    usable: int

    @property
    def refusal(self) -> str:
        """The sentence beside the grey button; empty where a drive can be drafted."""
        return "" if self.usable else _("Nhận ít nhất một văn bản đã có trong kho rồi mới soạn được.")


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The whole page; `paragraphs` holds the source, each paragraph a row of pieces; `drives` were drafted from it."""

    notice: Notice
    paragraphs: tuple[tuple[Piece, ...], ...]
    groups: tuple[Group, ...]
    count: int
    without_text: int
    bar: ReviewBar
    library: tuple[Expression, ...]
    drives: tuple[Dissemination, ...]


def review_page(notice_id: int, seat: Seat) -> ReviewPage:
    """Build the review of a notice of the seat's own office in six queries. Raises ObjectDoesNotExist for any other."""
    notice = Notice.objects.visible_to(seat).select_related("file").get(pk=notice_id)
    library = _library()
    items = _items(notice, library)
    return ReviewPage(
        notice=notice,
        paragraphs=_paragraphs(notice.text, items),
        groups=tuple(
            Group(kind, str(label), tuple(item for item in items if item.finding.kind == kind))
            for kind, label in Finding.Kind.choices
        ),
        count=len(items),
        without_text=sum(1 for item in items if item.needs_text),
        bar=_bar(notice.pk, items),
        library=library,
        drives=tuple(notice.disseminations.only("title", "published_at")),
    )


def finding_page(finding: Finding) -> tuple[FindingItem, ReviewBar]:
    """Build one line again after its decision, and the bar that counts what is left."""
    items = _items(finding.notice, _library())
    return next(item for item in items if item.finding.pk == finding.pk), _bar(finding.notice_id, items)


def _bar(notice_id: int, items: list[FindingItem]) -> ReviewBar:
    open_count = sum(1 for item in items if item.is_open)
    return ReviewBar(notice_id, open_count, sum(1 for item in items if item.is_usable))


def _library() -> tuple[Expression, ...]:
    return tuple(Expression.objects.without_text().order_by("-read_at")[:200])


def _items(notice: Notice, library: tuple[Expression, ...]) -> list[FindingItem]:
    rows = notice.findings.select_related("expression__work").defer("expression__text", "expression__warnings")
    findings = list(rows.order_by("position"))
    known = candidates_by_number(finding.values.get("number") for finding in findings)
    items: list[FindingItem] = []
    for number, finding in enumerate(findings, 1):
        is_work = finding.kind == Finding.Kind.WORK
        choices = tuple(known.get(plain(finding.values.get("number")), ())) or library if is_work else ()
        items.append(FindingItem(number, _mark(number, finding, items), finding, _sub(finding), choices))
    return items


def _mark(number: int, finding: Finding, earlier: list[FindingItem]) -> int | None:
    """Give the number of the mark a finding stands in: its own, or that of the one around it."""
    if finding.start is None:
        return None
    around = (one for one in earlier if (one.finding.start or 0) <= finding.start < (one.finding.end or 0))
    return next((one.mark for one in around), number)


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
    marked = (item for item in items if item.mark == item.number)
    marks = sorted(marked, key=lambda item: item.finding.start or 0)
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
