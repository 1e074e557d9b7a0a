"""What may be told of the answers of many so that nothing tells of a few: pure, one rule for every page and paper.

Three dangers are named in the books (Hundepool et al., "Statistical Disclosure Control", Wiley 2012, chapter 5): a
group too small, a group whose people all did the same, and two tables whose difference is a group too small. Against
the first, figures are told from ten people on. Against the second, a share near nothing or near all is told as a bound
that leaves open whether anybody, or who, was the exception. Against the third, sheets enter the figures by whole tens
in the order in which they came: what is told before and after one more sheet is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from thongsuot.understanding.analysis import Asked, Sheet, item_figures, percent
from thongsuot.understanding.models import QuestionVersion

LEAST = 10  # people behind any figure (systems.md: small groups)
LOW, HIGH = 10, 90  # percent; of ten people each leaves two counts open
CHOSEN = 3  # a wrong option is named where at least so many chose it
BRIEF_AGAIN = 30  # percent wrong from which an article is to be talked over again

Bound = Literal["", "low", "high", "about"]


@dataclass(frozen=True, slots=True)
class Share:
    """The share of wrong answers in whole percent: exact, at most LOW, at least HIGH, or put together from such."""

    percent: int
    bound: Bound = ""

    def __str__(self) -> str:
        said = {
            "": _("%(percent)s %%"),
            "low": _("không quá %(percent)s %%"),
            "high": _("từ %(percent)s %% trở lên"),
            "about": _("khoảng %(percent)s %%"),
        }
        return said[self.bound] % {"percent": self.percent}

    @property
    def is_to_brief(self) -> bool:
        """Whether what it is about is worth talking over again."""
        return self.percent >= BRIEF_AGAIN


@dataclass(frozen=True, slots=True)
class Told:
    """One question as it may be told: on how many sheets, the share of wrong ones, the wrong option chosen most.

    `is_weak`: those who know the text get it wrong as often as others, so the question is to be looked at.
    """

    question: QuestionVersion
    answered: int
    share: Share
    tempting: str
    is_weak: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it may be told: put together from what is told of its questions, so that it tells no more."""

    name: str
    share: Share

    @property
    def is_to_brief(self) -> bool:
        """Whether it is worth talking over again."""
        return self.share.is_to_brief


def share_of(wrong: int, answered: int) -> Share | None:
    """Give the share as it may be told; None of fewer than LEAST."""
    if answered < LEAST:
        return None
    if wrong * 100 <= LOW * answered:
        return Share(LOW, "low")
    if wrong * 100 >= HIGH * answered:
        return Share(HIGH, "high")
    return Share(percent(wrong, answered))


def whole_tens(sheets: Sequence[Sheet | None]) -> list[Sheet]:
    """Keep the sheets of one group that count: whole tens in the order they came; an erased one (None) takes its ten
    with it, or the figures from before and after would tell what stood on it."""
    tens = (sheets[at : at + LEAST] for at in range(0, len(sheets) - LEAST + 1, LEAST))
    return [sheet for ten in tens if None not in ten for sheet in ten if sheet is not None]


@dataclass(frozen=True, slots=True)
class Answers:
    """The sheets that count, and every question in figures over them; only what its methods give is ever shown."""

    sheets: tuple[Sheet, ...]
    asked: tuple[Asked, ...]

    @property
    def told(self) -> tuple[Told, ...]:
        """Tell of each question what may be told; one with too few answers is left out."""
        return tuple(one for each in self.asked if (one := _told(each)) is not None)

    def articles(self, names: Mapping[tuple[int, str], str]) -> tuple[Article, ...]:
        """Put the questions of each article together, the article most often answered wrong first."""
        found: dict[str, list[Asked]] = {}
        for each in self.asked:
            if name := names.get((each.question.expression_id, each.question.eid), ""):
                found.setdefault(name, []).append(each)
        shares = ((name, _together(self._cells(asked))) for name, asked in found.items())
        articles = [Article(name, share) for name, share in shares if share is not None]
        return tuple(sorted(articles, key=lambda each: (-each.share.percent, each.name)))

    def _cells(self, asked: Sequence[Asked]) -> list[Cell]:
        """Give what is told of each question; those with too few answers make one cell where ten people stand in it."""
        told = [(share, each.answered) for each in asked if (share := share_of(each.wrong, each.answered))]
        few = [each for each in asked if each.answered < LEAST]
        pool = {each.question.pk for each in few}
        if sum(not pool.isdisjoint(sheet) for sheet in self.sheets) < LEAST:
            return told
        wrong, answered = sum(each.wrong for each in few), sum(each.answered for each in few)
        return [*told, (share, answered)] if (share := share_of(wrong, answered)) else told


Cell = tuple[Share, int]  # a share, and on how many answers


def answers_of(versions: Sequence[QuestionVersion], groups: Iterable[Sequence[Sheet | None]]) -> Answers:
    """Set questions in figures from the sheets of groups, each group by whole tens."""
    counted = tuple(sheet for group in groups for sheet in whole_tens(group))
    return Answers(counted, item_figures(versions, counted))


def _told(asked: Asked) -> Told | None:
    share = share_of(asked.wrong, asked.answered)
    if share is None:
        return None
    tempting = asked.tempting if share.bound != "low" and asked.tempted >= CHOSEN else ""
    return Told(asked.question, asked.answered, share, tempting, asked.is_weak and not share.bound)


def _together(cells: Sequence[Cell]) -> Share | None:
    """Average shares by their answers; a bound stands in it with the middle of what it leaves open."""
    if not cells:
        return None
    bounds = {share.bound for share, _answered in cells}
    if bounds in ({"low"}, {"high"}):
        return cells[0][0]
    middle = {"low": LOW // 2, "high": (HIGH + 100) // 2}
    parts = sum(answered * middle.get(share.bound, share.percent) for share, answered in cells)
    mean = percent(parts, 100 * sum(answered for _share, answered in cells))
    return Share(mean, "about" if bounds != {""} else "")
