"""The pages of checks over days: what waits for a seat, the builder, one's own try, and what the answers say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thongsuot.cascade.models import Dissemination
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Power, Seat
from thongsuot.understanding import keys, permissions, rules
from thongsuot.understanding.analysis import Sheet
from thongsuot.understanding.drawing import Part, order_of
from thongsuot.understanding.marking import Given, as_given
from thongsuot.understanding.models import Attempt, QuestionVersion, ReflectionTask, StudyCheck
from thongsuot.understanding.queries.bank import article_names
from thongsuot.understanding.queries.pools import is_called, pools
from thongsuot.understanding.queries.reflections import reflection_tasks
from thongsuot.understanding.suppression import Article, Told, answers_of
from vanban.text import unaccented


@dataclass(frozen=True, slots=True)
class StudyPage:
    """What there is to do to understand: checks that are open or were taken, and drives to open one for."""

    checks: tuple[StudyCheck, ...]
    tasks: tuple[ReflectionTask, ...]
    drives: tuple[Dissemination, ...]
    keeps: bool


def studies(seat: Seat) -> StudyPage:
    """List the checks that reach a seat, the newest first; a keeper also the drives a check may be opened for."""
    checks = StudyCheck.objects.visible_to(seat).select_related("dissemination", "organisation")
    keeps = seat.may(Power.MEETINGS)
    drives = Dissemination.objects.visible_to(seat).open().order_by("-published_at") if keeps else ()
    return StudyPage(tuple(checks), reflection_tasks(seat), tuple(drives), keeps)


@dataclass(frozen=True, slots=True)
class BuilderPage:
    """The blueprint of a check before it is opened: each chapter with what the bank holds about it."""

    drive: Dissemination
    parts: tuple[Part, ...]


def builder(dissemination_id: int, seat: Seat) -> BuilderPage:
    """Show the builder to a keeper. Raises DoesNotExist for a drive one may not see."""
    permissions.check_keep_bank(seat)
    drive = Dissemination.objects.visible_to(seat).published().get(pk=dissemination_id)
    return BuilderPage(drive, tuple(pools(drive, seat)))


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a try: its options in an order of the person's own, and once handed in whether it was right."""

    version: QuestionVersion
    options: tuple[tuple[int, str], ...]
    article: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class TryPage:
    """One check before one person: the tries so far, the one that is open, and the last one's result."""

    check: StudyCheck
    tries: tuple[Attempt, ...]
    lines: tuple[Line, ...]
    is_open: bool
    is_kept: bool
    may_begin: bool
    trainers: tuple[Seat, ...]

    @property
    def is_trained(self) -> bool:
        """Whether a trainer sees what is answered in the try that is open, or in one begun now."""
        since = self.check.trainer_since
        return since is not None and (not self.is_open or self.last is None or self.last.began_at >= since)

    @property
    def last(self) -> Attempt | None:
        """Give the newest try."""
        return self.tries[-1] if self.tries else None


def try_page(check_id: int, seat: Seat, now: datetime) -> TryPage:
    """Show a check to whoever it reaches. Raises DoesNotExist for everybody else."""
    check = (
        StudyCheck.objects.visible_to(seat).select_related("dissemination", "organisation", *TRAINER).get(pk=check_id)
    )
    tries = tuple(Attempt.objects.visible_to(seat).filter(check_up=check, seat=seat).order_by("number"))
    running = bool(tries) and not tries[-1].handed_in_at and not rules.is_over(tries[-1].began_at, check.minutes, now)
    in_days = check.is_open(day_of(now))
    is_kept = seat.may(Power.MEETINGS) and check.organisation_id == seat.organisation_id
    shown = tries[-1] if tries and (running or tries[-1].handed_in_at) else None
    return TryPage(
        check=check,
        tries=tries,
        lines=_lines(shown) if shown else (),
        is_open=running and in_days,
        is_kept=is_kept,
        trainers=_possible_trainers(check, day_of(now)) if is_kept else (),
        may_begin=in_days and not running and len(tries) < check.tries and is_called(check.dissemination, seat),
    )


TRAINER = ("trainer__person", "trainer__post")


def _possible_trainers(check: StudyCheck, day: date) -> tuple[Seat, ...]:
    seats = Seat.objects.held_on(day).filter(organisation=check.organisation_id).select_related("person", "post")
    return tuple(seats.order_by("person__full_name", "pk"))


def _lines(attempt: Attempt) -> tuple[Line, ...]:
    asked = _asked_in([attempt])
    names = article_names(asked.values())
    return tuple(_line(asked[one], attempt, names) for one in attempt.drawn)


def _asked_in(attempts: Iterable[Attempt]) -> dict[int, QuestionVersion]:
    rows = QuestionVersion.objects.select_related("expression__work").defer("expression__text", "expression__warnings")
    return rows.in_bulk({one for each in attempts for one in each.drawn})


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One try before the trainer: whose, and the questions answered wrong with their articles."""

    attempt: Attempt
    wrong: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TrainerPage:
    """The tries of one check before its trainer, in the order of names; no other check is looked at."""

    check: StudyCheck
    tries: tuple[HandedIn, ...]


def trainer_page(check: StudyCheck, seat: Seat) -> TrainerPage:
    """Show the trainer of a check what was handed in since they were named."""
    rows = Attempt.objects.visible_to(seat).filter(check_up=check, handed_in_at__isnull=False).exclude(seat=seat)
    attempts = list(rows.select_related("seat__person", "seat__post", "seat__organisation"))
    asked = _asked_in(attempts)
    names = article_names(asked.values())
    found = [
        HandedIn(each, tuple(line for one in each.drawn if (line := _line(asked[one], each, names)).is_wrong))
        for each in attempts
    ]
    return TrainerPage(check, tuple(sorted(found, key=_by_name)))


def _by_name(one: HandedIn) -> tuple[str, str, int, int]:
    names = unaccented(one.attempt.seat.person.full_name).lower().split()
    return names[-1] if names else "", " ".join(names), one.attempt.seat_id, one.attempt.number


def _line(version: QuestionVersion, attempt: Attempt, names: Mapping[tuple[int, str], str]) -> Line:
    options = list(enumerate(version.words))
    if version.kind not in ("true_false", "short"):
        order = order_of(keys.draw_key(attempt.key_id), "options", attempt.pk, version.pk)
        order.shuffle(options)
    given = given_in(attempt, version)
    is_wrong = attempt.handed_in_at is not None and not version.takes(given)
    return Line(version, tuple(options), names.get((version.expression_id, version.eid), ""), is_wrong)


def own_attempt(attempt_id: int, seat: Seat) -> Attempt:
    """Give one's own try. Raises DoesNotExist for anybody else's."""
    return Attempt.objects.visible_to(seat).get(pk=attempt_id, seat=seat)


def given_in(attempt: Attempt, version: QuestionVersion) -> Given:
    """Give what a try answered to one question."""
    return as_given(version.kind, attempt.answers.get(str(version.pk), []))


def answers_from(attempt: Attempt, data: Any) -> dict[int, Given]:
    """Read a sheet: ticked options, typed words, and for an order the place typed beside each option."""
    asked = QuestionVersion.objects.in_bulk(attempt.drawn)
    return {pk: _answer(version, data) for pk, version in asked.items()}


def _answer(version: QuestionVersion, data: Any) -> Given:
    name = f"answer-{version.pk}"
    if version.kind == "short":
        return str(data.get(name, ""))[:200]
    if version.kind != "order":
        return sorted(int(one) for one in data.getlist(name) if one.isdecimal() and len(one) < 4)
    places = [(data.get(f"{name}-{at}", ""), at) for at in range(len(version.options))]
    told = [(int(place), at) for place, at in places if place.isdecimal() and len(place) < 3]
    return [at for _place, at in sorted(told)] if len({place for place, _at in told}) == len(places) else []


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """What the answers to a check say: questions and articles, in the unit that opened it and below; no names."""

    check: StudyCheck
    articles: tuple[Article, ...]
    told: tuple[Told, ...]
    sheets: int
    hidden: int


def check_figures(check_id: int, seat: Seat) -> FiguresPage:
    """Show the figures to the keepers of the unit that opened it: each person's first try counts.

    Sheets count by whole tens of each unit, whichever it is.
    """
    check = StudyCheck.objects.visible_to(seat).kept_by(seat).select_related("dissemination").get(pk=check_id)
    handed_in = check.attempts.filter(number=1, handed_in_at__isnull=False).order_by("handed_in_at", "pk")
    groups: dict[int, list[Sheet | None]] = {}
    for unit, answers in handed_in.values_list("seat__organisation_id", "answers"):
        groups.setdefault(unit, []).append({int(one): given for one, given in answers.items()})
    pool = [one for part in check.parts for one in part.pool]
    versions = list(QuestionVersion.objects.filter(pk__in=pool).named())
    answers = answers_of(versions, groups.values())
    hidden = sum(map(len, groups.values())) - len(answers.sheets)
    return FiguresPage(check, answers.articles(article_names(versions)), answers.told, len(answers.sheets), hidden)
