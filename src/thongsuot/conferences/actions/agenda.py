"""Set the agenda of a conference, or follow the one above again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.conferences import permissions, rules
from thongsuot.conferences.agenda import Line, Place, text_of
from thongsuot.conferences.models import Agenda, AgendaItem, Conference
from thongsuot.conferences.queries.agenda import held_agenda, lines_of, outlines_of, place_words
from thongsuot.conferences.queries.delegates import day_of_conference
from thongsuot.kernel.clock import day_of
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.entries import Json
from thongsuot.notices.actions import tell
from thongsuot.notices.models import Message
from thongsuot.orgs.models import Power, Seat


@transaction.atomic
def set_agenda(conference_id: int, *, lines: Sequence[Line], by: Seat, now: datetime) -> Conference:
    """Give a conference an agenda of its own; without lines it follows the nearest conference above it again.

    The same lines again change nothing, unless what is set above was changed since: then they are confirmed. Keepers
    of units below that have lines of their own are told, and so is who presents.
    """
    permissions.check_keep(by)
    conference = Conference.objects.locked_for(by).get(pk=conference_id)
    rules.check_unreported(conference.reported_at)
    rules.check_agenda([line.title for line in lines])
    wanted = _placed(conference, lines, by)
    before = [replace(line, href="") for line in lines_of(conference.agenda.with_places())]
    if before == wanted and held_agenda(conference).above is None:
        return conference
    _write(conference, wanted)
    Agenda.objects.update_or_create(conference=conference, defaults={"set_at": now, "set_by": by.pk})
    facts: dict[str, Json] = {
        "lines": len(wanted),
        "provisions": [[line.place.expression, line.place.eid] for line in wanted if line.place],
        "digest": hashlib.sha256(text_of(wanted, {}).encode()).hexdigest(),
    }
    ledger.record("conferences.agenda.set", subject=conference.ref, by=by.actor(Power.MEETINGS), at=now, facts=facts)
    if before != wanted:
        _tell_below(conference, by, now)
        _tell_presenters(conference, wanted, by, now)
    return conference


def _placed(conference: Conference, lines: Sequence[Line], by: Seat) -> list[Line]:
    """Name each provision by the text itself, and keep to texts of the drive and seats that `by` may see."""
    known = outlines_of(conference.dissemination) if any(line.place for line in lines) else ()
    by_wording = {each.expression.pk: each for each in known}
    wanted = {line.seat for line in lines if line.seat}
    seats = set(Seat.objects.visible_to(by).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    rules.check_presenters(wanted, seats)
    placed = []
    for line in lines:
        place = line.place
        if place is not None:
            outline = by_wording.get(place.expression)
            words = place_words(outline, place.eid, known) if outline else ""
            place = Place(place.expression, place.eid, rules.check_place(words)[:200])
        placed.append(replace(line, place=place, title=line.title.strip(), presenter=line.presenter.strip(), href=""))
    return placed


def _write(conference: Conference, lines: Iterable[Line]) -> None:
    conference.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            conference=conference,
            position=at,
            hour=line.hour,
            title=line.title,
            presenter=line.presenter,
            seat_id=line.seat,
            expression_id=line.place.expression if line.place else None,
            eid=line.place.eid if line.place else "",
            place=line.where,
            minutes=line.minutes,
        )
        for at, line in enumerate(lines)
    )


def _tell_presenters(conference: Conference, lines: Sequence[Line], by: Seat, now: datetime) -> None:
    """Tell who presents something at a conference to come, each once for its first day."""
    day = day_of_conference(conference)
    presenting = {line.seat for line in lines if line.seat} - {by.pk}
    if day is None or day < day_of(now) or not presenting:
        return
    said = (_("Trình bày tại hội nghị: %(title)s") % {"title": conference.title})[:500]
    messages = [
        Message(
            seat_id=seat,
            thing=f"conferences.presenting:{conference.pk}",
            kind=Message.Kind.NEW,
            due_on=day,
            title=said,
            href=reverse("conference", args=[conference.pk]),
            told_on=day_of(now),
        )
        for seat in sorted(presenting)
    ]
    tell(messages, by=by.actor(Power.MEETINGS), now=now)


def _tell_below(conference: Conference, by: Seat, now: datetime) -> None:
    """Tell the keepers of units below whose conference has lines of its own, once a day."""
    day = day_of(now)
    own = Agenda.objects.with_lines().below(conference).filter(conference__reported_at=None)
    held = {each.conference.organisation_id: each.conference for each in own}
    said = _("Xem lại chương trình, cấp trên vừa đổi chương trình: %(title)s")
    keepers = Seat.objects.filter(organisation__in=held).held_on(day) if held else Seat.objects.none()
    messages = [
        Message(
            seat=seat,
            thing=f"conferences.agenda:{held[seat.organisation_id].pk}",
            kind=Message.Kind.NEW,
            due_on=day,
            title=(said % {"title": held[seat.organisation_id].title})[:500],
            href=reverse("agenda", args=[held[seat.organisation_id].pk]),
            told_on=day,
        )
        for seat in keepers.select_related("organisation", "post", "person")
        if seat.may(Power.MEETINGS)
    ]
    if messages:
        tell(messages, by=by.actor(Power.MEETINGS), now=now)
