"""An import in two steps: files are read and wait, sealed, until a person who saw what was read keeps or drops them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from thongsuot.corpus import permissions, rules
from thongsuot.corpus.actions.importing import Incoming, Outcome
from thongsuot.corpus.arriving import batches
from thongsuot.corpus.arriving.candidates import DROPPED, KEPT, Candidate, read_of
from thongsuot.corpus.arriving.reception import Damaged, receive
from thongsuot.corpus.arriving.storing import Arrival, kept_aside, store_once
from thongsuot.corpus.arriving.targets import target_of, to_stand
from thongsuot.corpus.facts.settling import Fixes
from thongsuot.files.disk import clean_name
from thongsuot.files.staging import Place
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Seat


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about one file: the facts as they typed them, after what, and what they were shown."""

    values: Mapping[str, str]
    reason: str
    seen: str


def review_import(incoming: Iterable[Incoming], *, token: str, by: Seat, now: datetime) -> tuple[Outcome, ...]:
    """Read files and let those wait that may be kept; answer with the refused ones, of which nothing remains.

    Neither the database nor the ledger hears of a file before somebody keeps it. Of a refused file, be it stamped or
    one in which a stamp could hide, not even the name is sealed with the others. The same token again begins anew.
    """
    permissions.check_import(by)
    place = batches.place_of(token, by)
    refused: list[Outcome] = []
    waiting: list[Candidate] = []
    with place.held():
        place.clear()
        for one in incoming:
            try:
                waiting.append(_staged(place, one, len(waiting), now))
            except Refusal as refusal:
                refused.append(Outcome(one.name, None, refusal))
        if waiting:
            batches.save(place, waiting, now=now)
    return tuple(refused)


def keep_reviewed(token: str, *, choices: Mapping[int, Choice], by: Seat, now: datetime) -> tuple[Candidate, ...]:
    """Keep the files chosen, as they were set right, and drop the others; answer with what became of each.

    A file that would now become something else than the person was shown waits on, with a sentence, and while one
    waits none is dropped. The same request again answers with what became of them. Refusal `staging_gone` after two
    hours, for another seat, and for what was dropped.
    """
    permissions.check_import(by)
    place = batches.place_of(token, by)
    with place.held():
        before = batches.load(place, now=now)
        if not before:
            raise batches.gone()
        if any(one.is_waiting for one in before):
            rules.check_chosen(len(choices))
        after = [_decided(place, one, choices.get(one.place), by, now) if one.is_waiting else one for one in before]
        if not any(one.is_waiting and one.place in choices for one in after):
            after = [replace(one, state=DROPPED) if one.is_waiting else one for one in after]
        for one in after:
            if not one.is_waiting:
                place.drop(str(one.place))
        batches.save(place, after, now=now)
    return tuple(after)


def discard_reviewed(token: str, *, by: Seat, now: datetime) -> None:
    """Remove the files that wait under a token, at once; nothing of them remains. What is not there is gone already."""
    permissions.check_import(by)
    place = batches.place_of(token, by)
    with place.held():
        place.clear()


def _staged(place: Place, one: Incoming, number: int, now: datetime) -> Candidate:
    content = one.drained()
    received = receive(content, one.name)
    place.put(str(number), content, now=now)
    name = clean_name(one.name)
    if isinstance(received, Damaged):
        return Candidate(number, name, len(content), None, flaw=received.flaw)
    return Candidate(number, name, len(content), read_of(received))


def _decided(place: Place, one: Candidate, choice: Choice | None, by: Seat, now: datetime) -> Candidate:
    if choice is None:
        return one
    fixed = _fixed(one, choice)
    try:
        return _kept(place, fixed, choice, by, now)
    except Refusal as refusal:
        return replace(fixed, stopped=str(refusal))


def _fixed(one: Candidate, choice: Choice) -> Candidate:
    """Take over what was typed where it differs from what was shown; what was read is no correction of itself."""
    if one.read is None:
        return one
    shown = to_stand(one, target_of(one))
    typed = {name: text for name, text in choice.values.items() if text.split() != shown.get(name, "").split()}
    fixes = {**one.fixes, **typed}
    plain = replace(one, fixes={}, stopped="", reason=choice.reason)
    standing = to_stand(plain, target_of(replace(one, fixes=fixes)))
    kept = {name: text for name, text in fixes.items() if not (text == one.read.facts[name] == standing[name])}
    return replace(plain, fixes=kept)


def _kept(place: Place, one: Candidate, choice: Choice, by: Seat, now: datetime) -> Candidate:
    content = place.take(str(one.place), now=now)
    if content is None:
        raise batches.gone()
    if one.read is not None:
        rules.check_facts(one.fixes, today=day_of(now))
        rules.check_seen(choice.seen, target_of(one).seen)
    received = receive(content, one.name)
    if isinstance(received, Damaged):
        flawed = kept_aside(content, received, name=one.name, by=by, now=now)
        return replace(one, state=KEPT, stopped=str(flawed))
    arrival = Arrival(content, one.name, received, by, now, fixes=Fixes(one.fixes, one.reason))
    expression, is_new = store_once(arrival)
    return replace(one, state=KEPT, stopped="", expression=expression.pk, is_new=is_new)
