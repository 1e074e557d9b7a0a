"""The member's reading page: the law, the bar that says how far the seat has come, the questions asked so far."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from thongsuot.cascade import rules
from thongsuot.cascade.duties import Duty, OtherText
from thongsuot.cascade.folds import ACKNOWLEDGED, DECLINED
from thongsuot.cascade.models import Question
from thongsuot.cascade.queries.novelty import News, article_of, news_of
from thongsuot.cascade.queries.paper import Entered, paper_of
from thongsuot.corpus.queries.reading import Reading, reading
from thongsuot.corpus.setting.contents import OutlineLink
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.kernel.ids import new_key
from thongsuot.orgs.models import Power, Seat

QUESTIONS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class DutyStatus:
    """The bar under the law: the duty, why its button is grey, the key of its form, how much of the drive is done."""

    duty: Duty
    refusal: Refusal | None
    key: UUID
    paper: Entered | None = None

    @property
    def total(self) -> int:
        """How many texts the drive asks this seat to study."""
        return 1 + len(self.duty.others)

    @property
    def done(self) -> int:
        """How many of them the seat has acknowledged."""
        return int(self.duty.is_done) + sum(1 for other in self.duty.others if other.answer == ACKNOWLEDGED)

    @property
    def is_declined(self) -> bool:
        return self.duty.state.answer == DECLINED

    @property
    def next_text(self) -> OtherText | None:
        """The first text of the drive that still waits for an answer."""
        return next((other for other in self.duty.others if not other.answer), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and the article it is about in words, empty where it is about the whole text.

    `asker` is empty for whoever may not see the name; `may_answer` for who keeps the unit it was asked in.
    """

    question: Question
    about: str
    asker: str
    may_answer: bool


@dataclass(frozen=True, slots=True)
class DutyPage:
    """The whole page; every form on it has a key of its own. `ask_about` is the address of a preselected article."""

    status: DutyStatus
    reading: Reading
    decline_key: UUID
    ask_key: UUID
    ask_about: str
    closed: Refusal | None
    questions: tuple[Asked, ...]
    news: News | None

    @property
    def duty(self) -> Duty:
        return self.status.duty

    @property
    def articles(self) -> tuple[OutlineLink, ...]:
        """The articles a question may be about."""
        return tuple(article for entry in self.reading.outline for article in entry.articles)


def duty_status(duty: Duty) -> DutyStatus:
    """Build the bar from a duty alone; two queries where the answer came on paper, else none."""
    paper = paper_of(duty.seat, duty.dissemination, duty.item) if duty.state.is_on_paper else None
    return DutyStatus(duty, refusal_of(rules.check_acknowledgeable, duty), new_key(), paper)


def duty_page(duty: Duty, seat: Seat, ask_about: str, sheet: int = 1) -> DutyPage:
    """Build the page around a duty and one sheet of its text; four queries."""
    drive = duty.dissemination
    return DutyPage(
        status=duty_status(duty),
        reading=reading(duty.expression.pk, seat, sheet),
        decline_key=new_key(),
        ask_key=new_key(),
        ask_about=ask_about,
        closed=refusal_of(rules.check_open, drive.published_at, drive.closed_at),
        questions=asked(seat, drive.pk, duty.expression.pk),
        news=news_of(duty.change),
    )


def asked(seat: Seat, dissemination_id: int, expression_id: int | None = None) -> tuple[Asked, ...]:
    """List the newest questions the seat may see, of one text or of all.

    They are its own, its unit's for clerk and head, and without a name the answered ones of everybody.
    """
    found = Question.objects.visible_to(seat).filter(dissemination=dissemination_id)
    if expression_id is not None:
        found = found.filter(expression=expression_id)
    rows = found.select_related("seat__person").order_by("-asked_at")[:QUESTIONS_SHOWN]
    return tuple(_asked(question, seat) for question in rows)


def _asked(question: Question, seat: Seat) -> Asked:
    is_kept = seat.may(Power.ANSWERS) and question.seat.organisation_id == seat.organisation_id
    asker = question.seat.person.full_name if is_kept and question.seat_id != seat.pk else ""
    return Asked(question, article_of(question.eid), asker, is_kept)
