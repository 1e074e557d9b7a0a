"""What a waiting file would become: a new document, a new wording of a known one, or nothing new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from thongsuot.corpus.arriving.candidates import Candidate, digests
from thongsuot.corpus.facts.identity import identity_of
from thongsuot.corpus.facts.known import bringer_of, brought_by, first_format, newest_of, shelf_for
from thongsuot.corpus.facts.settling import OF_WORDING, standing
from thongsuot.corpus.facts.stated import facts_from, text_of
from thongsuot.corpus.models import Expression, Provision, Work
from thongsuot.corpus.permissions import Bringer
from thongsuot.corpus.search import fold

MOST_SIMILAR = 3
MOST_NEAR = 500
ALIKE = 0.8
_YEAR = re.compile(r"\d+\s?/\s?(\d{4})(?!\d)")
HEAD_MAX = 9  # so many figures the column `leading` keeps


@dataclass(frozen=True, slots=True)
class Changes:
    """How many articles a new wording adds, leaves out and says otherwise than the newest one before it."""

    added: int
    removed: int
    changed: int

    @property
    def any(self) -> bool:
        """Say whether an article differs at all: a preamble may, too."""
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file would go: `same` has its very words; else `work` is its document and `newest` the last wording.

    `settled` names the facts of the work that a person set right, `bringer` is the unit that brought it in first.
    """

    work: Work | None = None
    same: Expression | None = None
    newest: Expression | None = None
    settled: frozenset[str] = frozenset()
    bringer: Bringer | None = None

    @property
    def seen(self) -> str:
        """Give the mark by which one request tells the next what a person was shown."""
        if self.same is not None:
            return f"same-{self.same.pk}"
        return f"work-{self.work.pk}-{self.newest.ordinal if self.newest else 0}" if self.work else "new"


def target_of(candidate: Candidate) -> Target:
    """Find where one file would go, with its facts as they were set right so far."""
    return targets_of([candidate])[0]


def targets_of(candidates: Sequence[Candidate]) -> list[Target]:
    """Find where files would go, each with its facts as they were set right so far: four queries for them all."""
    hashes = {one.read.sha256 for one in candidates if one.read}
    same = {one.sha256: one for one in Expression.objects.filter(sha256__in=hashes).without_text()}
    identities = [identity_of(facts_from(one.facts), is_stand_in=False) for one in candidates]
    shelf = shelf_for(identities, among=Work.objects.annotate(**brought_by("pk")))
    works = [shelf.holds(identity) for identity in identities]
    newest = _newest(work for work in works if work is not None)
    found = []
    for one, work in zip(candidates, works, strict=True):
        known = same.get(one.read.sha256) if one.read else None
        if known is not None:
            found.append(Target(known.work, known, known))
        elif work is not None:
            found.append(Target(work, None, newest.get(work.pk), shelf.settled(work), bringer_of(work)))
        else:
            found.append(Target())
    return found


def to_stand(candidate: Candidate, target: Target) -> dict[str, str]:
    """Give the facts that would stand if the file were kept as it is: what a work knows is not read again."""
    if target.same is not None:
        return standing(target.same)
    if target.work is None:
        return candidate.facts
    known = {name: text_of(getattr(target.work, name)) for name in candidate.facts if name not in OF_WORDING}
    kept = {name: text for name, text in known.items() if text or name in target.settled}
    return {**candidate.facts, **kept, **candidate.fixes}


def changes_of(pairs: Sequence[tuple[Candidate, Target]]) -> list[Changes | None]:
    """Count what each new wording changes against the newest, None where it is not one: one query for them all."""
    earlier = {target.newest.pk: target.newest for _one, target in pairs if target.newest and not target.same}
    before = _articles(earlier)
    return [
        _changes(before[target.newest.pk], one.read.articles)
        if one.read and target.newest and not target.same
        else None
        for one, target in pairs
    ]


def similar_to(pairs: Sequence[tuple[Candidate, Target]]) -> list[list[Work]]:
    """Give works whose number is nearly the same: a mark or a stroke that one of two files has wrong. One query."""
    heads = {int(head) for one, target in pairs if target.work is None and (head := _head(one))}
    found = Work.objects.filter(leading__in=heads).only("uri", "type_key", "number").order_by("-pk")[:MOST_NEAR]
    near = [(fold(work.number), work) for work in found] if heads else []
    return [_alike(one, near) if target.work is None else [] for one, target in pairs]


def _newest(works: Iterable[Work]) -> dict[int, Expression]:
    """Give the newest wording of each work, with its text and the format in which it first came."""
    found = Expression.objects.filter(work__in=list(works), pk=newest_of("work")).select_related("work")
    return {one.work_id: one for one in found.annotate(format=first_format()).defer("warnings", "components")}


def _articles(expressions: Mapping[int, Expression]) -> dict[int, dict[str, str]]:
    spans: dict[int, list[tuple[str, str]]] = {pk: [] for pk in expressions}
    rows = (
        Provision.objects.filter(expression__in=expressions, kind="article")
        if expressions
        else Provision.objects.none()
    )
    for pk, eid, start, end in rows.values_list("expression", "eid", "start", "end"):
        spans[pk].append((eid, expressions[pk].text[start:end]))
    return {pk: digests(found, expressions[pk].format or "") for pk, found in spans.items()}  # type: ignore[attr-defined]  # annotated


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    both = before.keys() & after.keys()
    return Changes(len(after.keys() - both), len(before.keys() - both), sum(before[one] != after[one] for one in both))


def _head(candidate: Candidate) -> str:
    """Give the figures a number begins with; a number without any has nothing that could be nearly the same."""
    number = candidate.facts.get("number", "")
    return number[: len(number) - len(number.lstrip("0123456789"))][:HEAD_MAX]


def _may_share_year(one: str, other: str) -> bool:
    """Say whether two numbers may be one document's: 30/2020/NĐ-CP and 30/2021/NĐ-CP never are."""
    years = [match[1] for number in (one, other) if (match := _YEAR.match(number))]
    return len(set(years)) < 2


def _alike(candidate: Candidate, near: Sequence[tuple[str, Work]]) -> list[Work]:
    number, head, rated = candidate.facts.get("number", ""), _head(candidate), []
    matcher = SequenceMatcher(b=fold(number))
    for folded, work in near:
        same_head = head and work.number.startswith(head) and not work.number[len(head) :][:1].isdigit()
        if same_head and _may_share_year(number, work.number):
            matcher.set_seq1(folded)
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                rated.append((matcher.ratio(), work))
    rated.sort(key=lambda pair: -pair[0])
    return [one for ratio, one in rated if ratio >= ALIKE][:MOST_SIMILAR]
