"""What a waiting file would become: a new document, a new wording of a known one, or nothing new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from thongsuot.corpus.candidates import Candidate, digests
from thongsuot.corpus.facts import facts_from, text_of
from thongsuot.corpus.identity import identity_of
from thongsuot.corpus.known import known_work
from thongsuot.corpus.models import Expression, Provision, Work
from thongsuot.corpus.search import fold
from thongsuot.corpus.settling import OF_WORDING, standing

MOST_SIMILAR = 3
ALIKE = 0.8


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
    """Where a file would go: `same` has its very words; else `work` is its document and `newest` the last wording."""

    work: Work | None = None
    same: Expression | None = None
    newest: Expression | None = None

    @property
    def seen(self) -> str:
        """Give the mark by which one request tells the next what a person was shown."""
        if self.same is not None:
            return f"same-{self.same.pk}"
        return f"work-{self.work.pk}-{self.newest.ordinal if self.newest else 0}" if self.work else "new"


def target_of(sha256: str, facts: Mapping[str, str]) -> Target:
    """Find where a text with these words and these facts would go."""
    same = Expression.objects.filter(sha256=sha256).without_text().first()
    if same is not None:
        return Target(same.work, same, same)
    work = known_work(identity_of(facts_from(facts), is_stand_in=False), among=Work.objects.all())
    if work is None:
        return Target()
    return Target(work, None, work.expressions.without_text().order_by("-ordinal").first())


def to_stand(candidate: Candidate, target: Target) -> dict[str, str]:
    """Give the facts that would stand if the file were kept as it is: what a work knows is not read again."""
    if target.same is not None:
        return standing(target.same)
    if target.work is None:
        return candidate.facts
    settled = set(target.work.corrections.values_list("field", flat=True))
    known = {name: text_of(getattr(target.work, name)) for name in candidate.facts if name not in OF_WORDING}
    kept = {name: text for name, text in known.items() if text or name in settled}
    return {**candidate.facts, **kept, **candidate.fixes}


def changes(candidate: Candidate, target: Target) -> Changes | None:
    """Count what a new wording changes against the newest; None where it is not one."""
    if candidate.read is None or target.newest is None or target.same is not None:
        return None
    before, after = _articles(target.newest), candidate.read.articles
    both = before.keys() & after.keys()
    return Changes(len(after.keys() - both), len(before.keys() - both), sum(before[one] != after[one] for one in both))


def similar(facts: Mapping[str, str], target: Target) -> list[Work]:
    """Give works whose number is nearly the same: a stroke or a mark that one of the two files has wrong."""
    number = facts.get("number", "")
    if target.work is not None or not number:
        return []
    digits = number[: len(number) - len(number.lstrip("0123456789"))]
    near = Work.objects.filter(number__startswith=digits or number[:1])[:200]
    wanted = fold(number)
    alike = [(SequenceMatcher(None, wanted, fold(one.number)).ratio(), one) for one in near if _begins(one, digits)]
    return [one for ratio, one in sorted(alike, key=lambda pair: -pair[0]) if ratio >= ALIKE][:MOST_SIMILAR]


def _begins(work: Work, digits: str) -> bool:
    return not work.number[len(digits) : len(digits) + 1].isdigit()


def _articles(expression: Expression) -> dict[str, str]:
    text = Expression.objects.values_list("text", flat=True).get(pk=expression.pk)
    file_format = expression.manifestations.order_by("pk").values_list("format", flat=True).first() or ""
    spans = Provision.objects.filter(expression=expression, kind="article").values_list("eid", "start", "end")
    return digests(((eid, text[start:end]) for eid, start, end in spans), file_format)
