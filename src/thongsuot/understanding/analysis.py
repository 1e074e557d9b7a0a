"""What the answers of many say of a question and of an article: pure, and nobody's name is looked at.

Difficulty is the share of wrong answers. Discrimination is the point-biserial correlation between a question and the
right answers on the rest of the sheet, the question itself left out (Henrysson, "Correction of item-total correlations
in item analysis", Psychometrika 28, 1963): below zero, those who know the text answer it wrong more often than others.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thongsuot.understanding.marking import Given
from thongsuot.understanding.models import QuestionVersion

Sheet = Mapping[int, Given]  # version of a question → what was answered
ENOUGH_SHEETS = 20  # fewer say nothing about how well a question tells people apart
WEAK = 0.15


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in figures: how many answered, how many of them wrong, the wrong option chosen most and by how many.

    Nothing of it is shown as it stands: `suppression` says what may be told of it. `discrimination` is None where too
    few answered or all answered alike.
    """

    question: QuestionVersion
    answered: int
    wrong: int
    tempting: str
    tempted: int = 0
    discrimination: float | None = None

    @property
    def is_weak(self) -> bool:
        """Whether the question is to be looked at: it does not tell those who know the text from those who do not."""
        return self.discrimination is not None and self.discrimination < WEAK


def percent(part: int, whole: int) -> int:
    """Give a share in whole percent, halves up; nothing of nothing is 0."""
    return (part * 200 + whole) // (whole * 2) if whole else 0


def item_figures(versions: Sequence[QuestionVersion], sheets: Sequence[Sheet]) -> tuple[Asked, ...]:
    """Set every question in figures from the sheets on which it stood."""
    right = [{one.pk: one.takes(sheet[one.pk]) for one in versions if one.pk in sheet} for sheet in sheets]
    return tuple(_asked(one, sheets, right) for one in versions)


def _asked(question: QuestionVersion, sheets: Sequence[Sheet], right: Sequence[Mapping[int, bool]]) -> Asked:
    wrong = [sheet[question.pk] for sheet, marks in zip(sheets, right, strict=True) if marks.get(question.pk) is False]
    answered = [marks for marks in right if question.pk in marks]
    return Asked(question, len(answered), len(wrong), *_tempting(question, wrong), _apart(question.pk, answered))


def _tempting(question: QuestionVersion, wrong: Iterable[Given]) -> tuple[str, int]:
    """Give the wrong option chosen most and by how many; nothing where what was wrong is an order or was typed."""
    if not question.is_ticked:
        return "", 0
    most = Counter(at for given in wrong for at in given if isinstance(at, int) and at not in question.right)
    place = most.most_common(1)
    return (question.words[place[0][0]], place[0][1]) if place and place[0][0] < len(question.words) else ("", 0)


def _apart(question: int, answered: Sequence[Mapping[int, bool]]) -> float | None:
    """Correlate a question with the rest of its sheets; None where that says nothing."""
    own = [float(marks[question]) for marks in answered]
    rest = [float(sum(marks.values()) - marks[question]) for marks in answered]
    if len(own) < ENOUGH_SHEETS or len(set(own)) < 2 or len(set(rest)) < 2:
        return None
    return statistics.correlation(own, rest)


def named_by_address(questions: Iterable[QuestionVersion]) -> dict[tuple[int, str], str]:
    """Name the articles of questions by their addresses alone ("art_5__cl_2": Điều 5), where no query is to spare."""
    return {(each.expression_id, each.eid): name for each in questions if (name := _article_in(each.eid))}


def _article_in(eid: str) -> str:
    numbers = (part.removeprefix("art_") for part in eid.split("__") if part.startswith("art_"))
    return next((f"Điều {number}" for number in numbers), "")
