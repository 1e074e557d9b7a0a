"""Hold what a conference report, dispatch or news item says, as frozen values like those of `vanban.model`.

They stand apart because making such classes takes time, and reading or citing a document needs none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanban.model import Caution, Shape, Span


@dataclass(frozen=True, slots=True)
class Event(Shape):
    """What took place: `kind` is a key of [events] in `vocab/notices.toml` (conference, workshop, training, meeting).

    For a dispatch or plan, which is no report, it is dispatch, the organiser its issuer and the title what it is about.
    `on` is None when the report names no year and none was given; `span` covers the sentence.
    """

    kind: str
    on: date | None
    organiser: str | None
    title: str | None
    span: Span
    organiser_span: Span | None = None
    on_span: Span | None = None
    title_span: Span | None = None
    hidden: ClassVar[frozenset[str]] = frozenset({"span", "organiser_span", "on_span", "title_span"})


@dataclass(frozen=True, slots=True)
class NoticedWork(Shape):
    """One document a report speaks of, its mentions merged; `span` is the first, `mentions` are all of them.

    `chapters` and `articles` are counts as the report says them, also where they contradict each other.
    """

    type: str
    number: str | None
    date: date | None
    issuer: str | None
    title: str | None
    chapters: int | None
    articles: int | None
    topics: tuple[str, ...]
    span: Span
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class NoticedPerson(Shape):
    """One person a report names, with the posts it gives them; `span` covers the name at first mention."""

    name: str
    posts: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class AudienceGroup(Shape):
    """One group that attended or must attend; `levels` are keys such as city, ward, in the order written."""

    text: str
    levels: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Instruction(Shape):
    """One direction given: who said it, who must act, the clause and its directive verbs."""

    by: str | None
    to: tuple[str, ...]
    text: str
    verbs: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Notice(Shape):
    """What a conference report, dispatch or news item says; `text` is the normalised text of the spans."""

    event: Event | None
    works: tuple[NoticedWork, ...]
    people: tuple[NoticedPerson, ...]
    audience: tuple[AudienceGroup, ...]
    instructions: tuple[Instruction, ...]
    warnings: tuple[Caution, ...]
    text: str = ""
    hidden: ClassVar[frozenset[str]] = frozenset({"text"})
