"""The agenda that holds for a conference: its own lines, or those of the nearest conference above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.cascade.models import Dissemination, StudyText
from thongsuot.conferences import rules
from thongsuot.conferences.agenda import Finder, Line, Misread, OnNow, Place, laid, on_now, read, text_of
from thongsuot.conferences.models import AgendaItem, Conference
from thongsuot.corpus.queries.outlines import Outline, outlines, places_named
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal, refusal_of
from thongsuot.orgs.models import Organisation, Seat


@dataclass(frozen=True, slots=True)
class HeldAgenda:
    """What holds: the lines, whose they are (None: the conference's own), and when they were set.

    `above` is what the nearest unit above set after us, where ours are our own: both are shown side by side.
    """

    lines: tuple[Line, ...]
    source: Organisation | None = None
    set_at: datetime | None = None
    above: HeldAgenda | None = None


def held_agenda(conference: Conference) -> HeldAgenda:
    """Find the agenda of a conference: live, so that what is changed above holds below at once; one query."""
    by_conference: dict[int, list[AgendaItem]] = {}
    for item in AgendaItem.objects.with_places().upward(conference):
        by_conference.setdefault(item.conference_id, []).append(item)
    told = [_held(items, conference) for items in by_conference.values()]
    if not told or told[0].source is not None or len(told) == 1:
        return told[0] if told else HeldAgenda(())
    own, above = told[:2]
    is_newer = own.set_at is not None and above.set_at is not None and above.set_at > own.set_at
    return replace(own, above=above) if is_newer else own


def _held(items: list[AgendaItem], conference: Conference) -> HeldAgenda:
    holder = items[0].conference
    source = None if holder.pk == conference.pk else holder.organisation
    return HeldAgenda(lines_of(items), source, holder.agenda_set.set_at)


def lines_of(items: Iterable[AgendaItem]) -> tuple[Line, ...]:
    """Give the lines as values, each provision with the way to it."""
    return tuple(
        Line(
            title=each.title,
            presenter=each.presenter,
            hour=each.hour,
            minutes=each.minutes,
            place=Place(each.expression_id, each.eid, each.place) if each.expression_id else None,
            seat=each.seat_id,
            href=f"{each.expression.get_absolute_url()}~{each.eid}/" if each.expression else "",
        )
        for each in items
    )


def now_at(conference: Conference, now: datetime) -> OnNow:
    """Say which line of the agenda is on, and which follows; neither on a day without a half day, or once it ended."""
    days = [each.on for each in conference.half_days.all()]
    if day_of(now) not in days or conference.ended_at is not None:
        return OnNow()
    return on_now(laid(held_agenda(conference).lines, days), now)


def outlines_of(drive: Dissemination) -> tuple[Outline, ...]:
    """Read the outlines of the texts that a drive asks to study."""
    return outlines(text.expression for text in StudyText.objects.filter(dissemination=drive).named())


def finder_for(known: Sequence[Outline], seat: Seat, day: date) -> Finder:
    """Let a reader look up provisions of these texts, and seats held in the unit on a day."""

    def place(words: str) -> Place | str:
        found = places_named(words, known)
        if len(found) == 1:
            outline, eid = found[0]
            return Place(outline.expression.pk, eid, place_words(outline, eid, known))
        if found:
            return _("Nhiều văn bản của đợt có điều khoản này. Ghi thêm số văn bản vào sau.")
        return _("Văn bản của đợt không có điều khoản này. Ghi như “Điều 5 khoản 2”, hoặc để trống.")

    def person(username: str) -> tuple[int, str] | None:
        held = Seat.objects.visible_to(seat).held_on(day).select_related("person")
        one = held.filter(person__username__iexact=username).order_by("pk").last()
        return (one.pk, one.person.full_name) if one else None

    return Finder(place, person)


def place_words(outline: Outline, eid: str, known: Sequence[Outline]) -> str:
    """Name a place; with its document where the drive has several."""
    words = outline.words(eid)
    work = outline.expression.work
    return f"{words} {work.type_label} {work}" if words and len(known) > 1 else words


@dataclass(frozen=True, slots=True)
class Choice:
    """One text to pick a provision from: its name, and its articles as they are typed with what they are headed."""

    name: str
    articles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """The agenda of a conference before its keeper: what holds, what was typed and what is wrong with it."""

    conference: Conference
    held: HeldAgenda
    text: str
    kept_text: str
    errors: tuple[Misread, ...]
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    is_typed: bool
    refusal: Refusal | None

    @property
    def is_whole(self) -> bool:
        """Whether what was typed can be kept: nothing is wrong with it. An empty box follows the unit above."""
        return self.is_typed and not self.errors

    @property
    def is_own(self) -> bool:
        """Whether the conference has lines of its own."""
        return bool(self.held.lines) and self.held.source is None


def agenda_page(conference_id: int, seat: Seat, now: datetime, typed: str | None = None) -> AgendaPage:
    """Show the agenda to a keeper of the unit, and read what was typed. Raises DoesNotExist for everybody else."""
    kept = Conference.objects.visible_to(seat).kept_by(seat).select_related("dissemination", "organisation")
    conference = kept.prefetch_related("half_days").get(pk=conference_id)
    held, known = held_agenda(conference), outlines_of(conference.dissemination)
    own = () if held.source else held.lines
    kept_text = text_of(own, _usernames(own))
    found = read(typed, finder_for(known, seat, day_of(now))) if typed is not None else None
    return AgendaPage(
        conference=conference,
        held=held,
        text=kept_text if typed is None else typed,
        kept_text=kept_text,
        errors=found.errors if found else (),
        lines=found.lines if found else (),
        choices=tuple(_choice(each, known) for each in known),
        is_typed=typed is not None,
        refusal=refusal_of(rules.check_unreported, conference.reported_at),
    )


def _choice(outline: Outline, known: Sequence[Outline]) -> Choice:
    articles = tuple((place_words(outline, eid, known), label) for eid, label in outline.articles)
    return Choice(str(outline.expression.work), articles)


def _usernames(lines: Iterable[Line]) -> dict[int, str]:
    seats = Seat.objects.filter(pk__in={line.seat for line in lines if line.seat})
    return dict(seats.values_list("pk", "person__username"))
