"""The bank of questions: which works have one, the questions of a work, and which of these to look at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thongsuot.corpus.models import Expression, Provision, Work
from thongsuot.orgs.models import Seat
from thongsuot.understanding import permissions
from thongsuot.understanding.exchange.rows import Row
from thongsuot.understanding.models import Question, QuestionVersion

Place = tuple[int, str]  # wording, eid


@dataclass(frozen=True, slots=True)
class BankLine:
    """One work in the list: how many questions are in use about it."""

    work: Work
    questions: int


@dataclass(frozen=True, slots=True)
class BanksPage:
    """The works about which there are questions."""

    lines: tuple[BankLine, ...]


def banks(seat: Seat) -> BanksPage:
    """List the works whose questions a keeper may ask. Refuses everybody else."""
    permissions.check_keep_bank(seat)
    asked = Counter(Question.objects.visible_to(seat).asked().values_list("work_id", flat=True))
    works = Work.objects.visible_to(seat).filter(pk__in=asked).order_by("number", "pk")
    return BanksPage(tuple(BankLine(work, asked[work.pk]) for work in works))


@dataclass(frozen=True, slots=True)
class BankedQuestion:
    """One question as the bank shows it: its newest version, the article, and whether the text under it changed."""

    version: QuestionVersion
    article: str
    is_own: bool
    is_stale: bool


@dataclass(frozen=True, slots=True)
class BankPage:
    """The bank of one work as one unit has it."""

    work: Work
    newest: Expression
    questions: tuple[BankedQuestion, ...]

    @property
    def stale(self) -> int:
        """How many questions are to be looked at."""
        return sum(each.is_stale for each in self.questions)


def bank(work_id: int, seat: Seat) -> BankPage:
    """Show the bank of one work to a keeper. Raises DoesNotExist for a work without any wording."""
    permissions.check_keep_bank(seat)
    newest = _newest_of(seat, [work_id])
    if work_id not in newest:
        raise Expression.DoesNotExist
    return BankPage(newest[work_id].work, newest[work_id], tuple(banked([work_id], seat)))


def banked(works: Sequence[int], seat: Seat) -> list[BankedQuestion]:
    """Give the questions in use about works (ids), each with its article and whether it is to be looked at."""
    versions = list(QuestionVersion.objects.visible_to(seat).newest().about(works).named())
    names, stale = article_names(versions), stale_among(versions, seat)
    return [
        BankedQuestion(
            version=each,
            article=names.get((each.expression_id, each.eid), ""),
            is_own=each.question.organisation_id == seat.organisation_id,
            is_stale=each.pk in stale,
        )
        for each in versions
    ]


def article_names(versions: Iterable[QuestionVersion]) -> dict[Place, str]:
    """Name the provisions that questions are about ("Điều 5"), by wording and eid."""
    wanted = [(each.expression_id, each.eid) for each in versions if each.eid]
    if not wanted:
        return {}
    rows = Provision.objects.filter(expression__in={one for one, _e in wanted}, eid__in={eid for _o, eid in wanted})
    return {(row[0], row[1]): f"Điều {row[2]}" for row in rows.values_list("expression_id", "eid", "num")}


def stale_among(versions: Sequence[QuestionVersion], seat: Seat) -> frozenset[int]:
    """Name the versions whose provision reads otherwise, or is gone, in the newest wording of its work."""
    newest = {work: each.pk for work, each in _newest_of(seat, {each.question.work_id for each in versions}).items()}
    older = [each for each in versions if newest.get(each.question.work_id) != each.expression_id]
    if not older:
        return frozenset()
    wordings = {*(each.expression_id for each in older), *(newest[each.question.work_id] for each in older)}
    read = _wordings(wordings, {each.eid for each in older if each.eid})
    return frozenset(
        each.pk for each in older if not _reads_same(read, each.expression_id, newest[each.question.work_id], each.eid)
    )


def _reads_same(read: Mapping[Place, str], old: int, new: int, eid: str) -> bool:
    """Tell whether a provision reads the same in both; of a question about no provision nobody can tell, so look."""
    return bool(eid) and (new, eid) in read and read.get((old, eid)) == read[new, eid]


def _wordings(expressions: Iterable[int], eids: Iterable[str]) -> dict[Place, str]:
    """Read the whole words of provisions, blanks evened out."""
    rows = Provision.objects.filter(expression__in=list(expressions), eid__in=list(eids)).select_related("expression")
    rows = rows.only("eid", "start", "end", "expression__text")
    return {(row.expression_id, row.eid): " ".join(row.expression.text[row.start : row.end].split()) for row in rows}


def _newest_of(seat: Seat, works: Iterable[int]) -> dict[int, Expression]:
    rows = Expression.objects.visible_to(seat).without_text().filter(work__in=list(works)).order_by("ordinal")
    return {each.work_id: each for each in rows}


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question before its editor: its newest version, the wording it would be tied to, all earlier versions."""

    question: Question
    newest: Expression
    versions: tuple[QuestionVersion, ...]

    @property
    def version(self) -> QuestionVersion:
        """Give the version in use."""
        return self.versions[0]


def question_page(question_id: int, seat: Seat) -> QuestionPage:
    """Show one question of the unit's own to its editor. Raises DoesNotExist for everybody else."""
    question = Question.objects.visible_to(seat).kept_by(seat).select_related("work").get(pk=question_id)
    versions = tuple(question.versions.order_by("-ordinal"))
    return QuestionPage(question, _newest_of(seat, [question.work_id])[question.work_id], versions)


def rows_of(work_id: int, seat: Seat) -> list[Row]:
    """Give the questions in use about a work as rows of a file."""
    permissions.check_keep_bank(seat)
    versions = QuestionVersion.objects.visible_to(seat).newest().about([work_id]).named()
    return [
        Row(str(each.pk), each.eid, each.kind, each.text, each.words, each.right, each.is_folded) for each in versions
    ]


def eids_of(expression: Expression) -> frozenset[str]:
    """Name the provisions that a question about a wording may be tied to."""
    return frozenset(Provision.objects.filter(expression=expression).values_list("eid", flat=True))
