"""What is new in a wording that took the place of another, article by article: compared by address and words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thongsuot.cascade.models import CourseChange, StudyText
from thongsuot.corpus.models import Expression, Provision

ARTICLE = re.compile(r"art_(\w+)$")


@dataclass(frozen=True, slots=True)
class Novelty:
    """Which articles (addresses) a wording added, changed and removed against the one before it."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article's address and its name in words."""

    eid: str
    name: str


@dataclass(frozen=True, slots=True)
class News:
    """What the reading page tells of the last change of its wording: which, why, and the articles it is about."""

    change: CourseChange
    added: tuple[Article, ...]
    changed: tuple[Article, ...]
    removed: tuple[Article, ...]

    @property
    def is_correction(self) -> bool:
        return self.change.kind == CourseChange.Kind.CORRECTED

    @property
    def is_elsewhere(self) -> bool:
        """Whether every article is word for word what it was: then a title, an annex or a signature differs."""
        return not (self.added or self.changed or self.removed)


def news_of(change: CourseChange | None) -> News | None:
    """Tell how a wording came into a drive; None where it was there from the beginning."""
    if change is None:
        return None
    return News(change, *(_named(change.news.get(name, ())) for name in ("added", "changed", "removed")))


def _named(eids: Iterable[str]) -> tuple[Article, ...]:
    return tuple(Article(eid, article_of(eid) or eid) for eid in eids)


def novelty(before: Expression, after: Expression) -> Novelty:
    """Compare two wordings by their articles; two queries."""
    was, now_is = _articles(before), _articles(after)
    return Novelty(
        added=tuple(eid for eid in now_is if eid not in was),
        changed=tuple(eid for eid in now_is if eid in was and now_is[eid] != was[eid]),
        removed=tuple(eid for eid in was if eid not in now_is),
    )


def _articles(expression: Expression) -> dict[str, list[str]]:
    articles = Provision.objects.filter(expression=expression, kind="article").order_by("position")
    spans = articles.values_list("eid", "start", "end")
    return {eid: expression.text[start:end].split() for eid, start, end in spans}


def article_of(eid: str) -> str:
    """Say an article's address in words: "art_5" is "Điều 5"."""
    found = ARTICLE.search(eid)
    return _("Điều %(number)s") % {"number": found[1]} if found else ""


def newest_in_place_of(dissemination_id: int, sha256: str) -> str:
    """Give the wording (hash) that stands where another one stood in a drive, however often it was replaced.

    Raises StudyText.DoesNotExist where the drive never asked for it.
    """
    places = CourseChange.objects.filter(dissemination=dissemination_id, before__isnull=False).order_by("pk")
    newest: str | None = None
    for before, after in places.values_list("before__sha256", "after__sha256"):
        if before == (newest or sha256):
            newest = after
    if newest is None:
        raise StudyText.DoesNotExist
    return newest
