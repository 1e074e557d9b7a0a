"""The review of a notice: the source cut into plain and marked pieces on the left, the findings on the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thongsuot.cascade.models import Dissemination, Finding, Notice
from thongsuot.cascade.queries.source import Piece, Stretch, paragraphs, sentence
from thongsuot.cascade.queries.texts import candidates_by_number, likely, plain
from thongsuot.corpus.models import Expression
from thongsuot.orgs.models import Seat


@dataclass(frozen=True, slots=True)
class FindingItem:
    """One line of the draft: its number, the number of the mark it stands in, what it says, what may be chosen.

    `context` is the sentence of the source around it, its own words marked. `is_known` tells that the choices bear the
    very number that was read.
    """

    number: int
    mark: int | None
    finding: Finding
    sub: str
    choices: tuple[Expression, ...]
    is_known: bool
    context: tuple[Piece, ...]

    @property
    def is_open(self) -> bool:
        return self.finding.decision == Finding.Decision.OPEN

    @property
    def is_marked(self) -> bool:
        """Whether the source has a mark of its own for this, not only one around it."""
        return self.mark == self.number

    @property
    def is_sure(self) -> bool:
        """Whether one text alone bears the number, so that it stands chosen."""
        return self.is_known and len(self.choices) == 1

    @property
    def is_dropped(self) -> bool:
        return self.finding.decision == Finding.Decision.DROPPED

    @property
    def needs_text(self) -> bool:
        """Whether a person has to choose a text before this can be used, or leave it as a mere mention."""
        return self.lacks_text and self.is_open

    @property
    def lacks_text(self) -> bool:
        """Whether it names a document of which the corpus has given no text."""
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
        if self.lacks_text:
            return "held"
        return "open" if self.is_open else "done"


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind, under their heading."""

    notice_id: int
    kind: str
    label: str
    items: tuple[FindingItem, ...]

    @property
    def done(self) -> int:
        return sum(1 for item in self.items if not item.is_open)

    @property
    def waiting(self) -> int:
        return len(self.items) - self.done


@dataclass(frozen=True, slots=True)
class ReviewBar:
    """What is left to do with a notice, and why no drive can be drafted from it yet, if so.

    `next_open` is the first finding that still waits for a look.
    """

    notice_id: int
    total: int
    open_count: int
    usable: int
    next_open: int | None

    @property
    def done(self) -> int:
        return self.total - self.open_count

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
        paragraphs=paragraphs(notice.text, [Stretch.of(one.number, one.finding) for one in items if one.is_marked]),
        groups=tuple(_group(notice.pk, kind, items) for kind in Finding.Kind.values),
        count=len(items),
        without_text=sum(1 for item in items if item.needs_text),
        bar=_bar(notice.pk, items),
        library=library,
        drives=tuple(notice.disseminations.only("title", "published_at")),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a decision changes on the page: the line or the whole group, and the bar that counts what is left."""

    item: FindingItem | None
    group: Group
    bar: ReviewBar


def finding_page(finding: Finding) -> Answer:
    """Build one line again after its decision, with what counts it."""
    items = _items(finding.notice, _library())
    item = next(item for item in items if item.finding.pk == finding.pk)
    return Answer(item, _group(finding.notice_id, finding.kind, items), _bar(finding.notice_id, items))


def group_page(notice_id: int, kind: str, seat: Seat) -> Answer:
    """Build one group again after it was decided as a whole."""
    notice = Notice.objects.visible_to(seat).get(pk=notice_id)
    items = _items(notice, _library())
    return Answer(None, _group(notice.pk, kind, items), _bar(notice.pk, items))


def _group(notice_id: int, kind: str, items: list[FindingItem]) -> Group:
    own = tuple(item for item in items if item.finding.kind == kind)
    return Group(notice_id, kind, str(Finding.Kind(kind).label), own)


def _bar(notice_id: int, items: list[FindingItem]) -> ReviewBar:
    waiting = [item.finding.pk for item in items if item.is_open]
    usable = sum(1 for item in items if item.is_usable)
    return ReviewBar(notice_id, len(items), len(waiting), usable, waiting[0] if waiting else None)


def _library() -> tuple[Expression, ...]:
    return tuple(Expression.objects.without_text().order_by("-read_at")[:200])


def _items(notice: Notice, library: tuple[Expression, ...]) -> list[FindingItem]:
    rows = notice.findings.select_related("expression__work").defer("expression__text", "expression__warnings")
    findings = list(rows.order_by("position"))
    known = candidates_by_number(finding.values.get("number") for finding in findings)
    items: list[FindingItem] = []
    for number, finding in enumerate(findings, 1):
        own = tuple(known.get(plain(finding.values.get("number")), ()))
        items.append(
            FindingItem(
                number=number,
                mark=_mark(number, finding, items),
                finding=finding,
                sub=_sub(finding),
                choices=(own or likely(finding, library)) if finding.kind == Finding.Kind.WORK else (),
                is_known=bool(own),
                context=sentence(notice.text, finding),
            )
        )
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
    if finding.kind == Finding.Kind.EVENT:
        on = values.get("on")
        return ", ".join(filter(None, (values.get("organiser"), f"{date.fromisoformat(on):%d/%m/%Y}" if on else "")))
    return values.get("title") or "" if finding.kind == Finding.Kind.WORK else ""
