"""A document comes into the corpus, and the second text of a known number becomes its next wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.conf import settings

from thongsuot.corpus import permissions
from thongsuot.corpus.arriving.reception import Damaged, receive
from thongsuot.corpus.arriving.storing import Arrival, kept_aside, store_once
from thongsuot.corpus.models import Expression
from thongsuot.kernel.errors import Refusal
from thongsuot.orgs.models import Seat


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file at the door: the name its sender gave and its open stream, closed (and so removed) once it was read."""

    name: str
    stream: IO[bytes]

    def drained(self) -> bytes:
        """Read up to one byte over the limit and close: a temporary file of an upload is removed by that."""
        try:
            return self.stream.read(settings.UPLOAD_MAX_BYTES + 1)
        finally:
            self.stream.close()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the wording it is now, or the refusal that is shown beside its name."""

    name: str
    expression: Expression | None
    refusal: Refusal | None
    is_new: bool = False


def import_document(
    content: bytes, *, name: str, by: Seat | None, now: datetime, is_stand_in: bool = False
) -> Expression:
    """Take a document into the corpus and answer with its wording; the same text again answers with the first.

    A new text of a known number is the work's next wording. `by` is None for the administrator at the machine;
    `is_stand_in` marks a text written by us in place of one we do not have. Nothing is stored or logged of a file that
    bears a secrecy stamp (Refusal `classified`). A damaged file is kept aside, flagged (Refusal `unreadable_kept`);
    hostile ones, and those in which a stamp could hide, are not (`unreadable`).
    """
    permissions.check_import(by)
    expression, _is_new = _take_in(content, name=name, by=by, now=now, is_stand_in=is_stand_in)
    return expression


def _take_in(
    content: bytes, *, name: str, by: Seat | None, now: datetime, is_stand_in: bool = False
) -> tuple[Expression, bool]:
    received = receive(content, name)
    if isinstance(received, Damaged):
        raise kept_aside(content, received, name=name, by=by, now=now)
    return store_once(Arrival(content, name, received, by, now, is_stand_in))


def import_each(incoming: Iterable[Incoming], *, by: Seat | None, now: datetime) -> Iterator[Outcome]:
    """Import several files one by one; a file that is refused stops no other and is answered with its sentence."""
    permissions.check_import(by)
    for one in incoming:
        try:
            expression, is_new = _take_in(one.drained(), name=one.name, by=by, now=now)
        except Refusal as refusal:
            yield Outcome(one.name, None, refusal)
        else:
            yield Outcome(one.name, expression, None, is_new)
