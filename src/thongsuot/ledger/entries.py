"""What the ledger holds, as frozen values, and the exact bytes each is hashed from. Pure: no database, no clock."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import UUID

from msgspec.json import Decoder

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

VERSION = 1
EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,3}")
UNIT = re.compile(r"([1-9][0-9]*(/[1-9][0-9]*)*)?")
SUBJECT_MAX = EVENT_MAX = 120
UNIT_MAX = 400
ENTRY_MAX = 512 * 1024
_ONE_FORM = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, as values: `seat` and `person` ids, and `unit`, the path of organisation ids from the root ("1/5/77").

    The path is that of the moment, which is also the right legal record. The product itself acts as `SYSTEM`.
    `delegation` is the id of the delegation that the act rests on, where it was done in another's place; else None.
    """

    seat: int | None
    person: int | None
    unit: str
    delegation: int | None = None

    def to_json(self) -> dict[str, int | str | None]:
        """Give the actor as entries hold it; acts in one's own right look as they always did."""
        own = {"person": self.person, "seat": self.seat, "unit": self.unit}
        return own if self.delegation is None else {**own, "delegation": self.delegation}


SYSTEM = Actor(None, None, "")


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry before it has a place: what an action asks the ledger to keep. Raises ValueError for a wrong name.

    `facts` are what was done and make the identity of a repeated request; `derived` is what followed from the moment
    (such as being late) and may differ between two tries; `private` is text that must stay erasable.
    """

    event: str
    key: UUID
    by: Actor
    at: datetime
    subject: str
    facts: Mapping[str, Json]
    derived: Mapping[str, Json] = field(default_factory=dict)
    private: str = ""

    def __post_init__(self) -> None:
        if not EVENT.fullmatch(self.event) or len(self.event) > EVENT_MAX:
            raise ValueError(f"an event is named room.noun.past_participle, not {self.event!r}")
        if not 0 < len(self.subject) <= SUBJECT_MAX:
            raise ValueError(f"a subject has 1 to {SUBJECT_MAX} characters")
        if not UNIT.fullmatch(self.by.unit) or len(self.by.unit) > UNIT_MAX:
            raise ValueError("a unit is a path of organisation ids such as 1/5/77")
        if self.at.tzinfo is None:
            raise ValueError("a naive datetime says no moment")

    def to_json(self) -> dict[str, Any]:
        """Give the draft as it travels to the writer or waits in the outbox."""
        return {**public_part(self), "key": str(self.key), "private": self.private}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: `seq` counts from 1 without gap, `body` holds the bytes that were hashed."""

    seq: int
    event: str
    subject: str
    by: Actor
    at: datetime
    facts: Mapping[str, Any]  # JSON, as it was read
    key: UUID
    body: bytes = b""
    derived: Mapping[str, Any] = field(default_factory=dict)
    digest: str | None = None

    @property
    def leaf(self) -> bytes:
        """The Merkle leaf over the exact bytes (RFC 9162 section 2.1.1)."""
        return hashlib.sha256(b"\x00" + self.body).digest()


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to an entry that is on disk; `repeated` when an earlier request with the same key had put it there."""

    seq: int
    at: datetime
    leaf: bytes
    repeated: bool


@dataclass(frozen=True, slots=True)
class Rejection:
    """The answer to an entry that was not kept: `key_reused`, `invalid`, `nothing_to_erase` or `failed`."""

    code: str
    detail: str = ""


Answer: TypeAlias = Receipt | Rejection


@dataclass(frozen=True, slots=True)
class SeatMark:
    """What one entry means for one seat: in `scope` (a dissemination), for `item` (an expression), at `step`: `status`.

    The mark with the higher `rank` wins and equal ranks keep the first entry, so that a fold never depends on the order
    in which outbox and hot entries meet. `unit` is the path whose every prefix counts the seat; `tier` a word by which
    the room tells its counters apart, such as the level of the unit the seat is in.
    """

    scope: str
    item: str
    step: str
    seat: int
    unit: str
    status: str
    rank: int
    at: datetime
    late: bool
    tier: str = ""


Fold: TypeAlias = Callable[[Entry], Iterable[SeatMark]]


def canonical(value: Json) -> bytes:
    """Write JSON in its one form: sorted keys, no blanks, UTF-8. Raises ValueError for what JSON cannot hold."""
    try:
        return _ONE_FORM.encode(value).encode()
    except (TypeError, UnicodeEncodeError) as mistake:
        raise ValueError(f"not JSON: {mistake}") from mistake


def written(at: datetime) -> str:
    """Write a moment in UTC with milliseconds: 2026-11-23T08:05:00.123Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def public_part(draft: Draft) -> dict[str, Any]:
    """Give what an entry shows of a draft: everything but the key and the private text."""
    return {
        "at": written(draft.at),
        "by": draft.by.to_json(),
        "derived": draft.derived,
        "event": draft.event,
        "facts": draft.facts,
        "subject": draft.subject,
    }


def fitting(draft: Draft) -> bytes:
    """Give the draft as it travels or waits, in its one form. Raises ValueError for what is no entry but a file."""
    data = canonical(draft.to_json())
    if len(data) > ENTRY_MAX:
        raise ValueError("an entry is small: put long content into files and keep its hash here")
    return data


def draft_from(data: Any) -> Draft:
    """Read a draft that came over the socket or out of the outbox. Raises ValueError for anything that is not one."""
    try:
        by, at = data["by"], datetime.fromisoformat(data["at"])
        actor = Actor(_number(by["seat"]), _number(by["person"]), str(by["unit"]), _number(by.get("delegation")))
        facts, derived = dict(data["facts"]), dict(data["derived"])
        return Draft(data["event"], UUID(data["key"]), actor, at, data["subject"], facts, derived, str(data["private"]))
    except (KeyError, TypeError, AttributeError) as mistake:
        raise ValueError(f"not a draft: {mistake!r}") from mistake


def _number(value: Any) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise ValueError("ids are whole numbers")


def digest_of(salt: bytes, private: str) -> str:
    """Commit to a private text: SHA-256 in hex over random salt and text, so that erasing the salt ends every guess."""
    return hashlib.sha256(salt + private.encode()).hexdigest()


def entry_of(seq: int, draft: Draft, digest: str | None) -> Entry:
    """Give a draft its place and its bytes; `seq` stands first so that a page of the file reads in order."""
    public = public_part(draft)
    rest = canonical({**public, "digest": digest, "key": str(draft.key), "v": VERSION})
    body = b'{"seq":%d,' % seq + rest[1:]
    at = datetime.fromisoformat(public["at"])
    return Entry(seq, draft.event, draft.subject, draft.by, at, draft.facts, draft.key, body, draft.derived, digest)


def read_entry(body: bytes) -> Entry:
    """Read an entry back from its bytes. Raises ValueError when they are not the one form of an entry."""
    entry = parse_entry(body)
    try:
        draft = Draft(entry.event, entry.key, entry.by, entry.at, entry.subject, entry.facts, entry.derived)
        again = entry_of(entry.seq, draft, entry.digest).body
    except (TypeError, AttributeError, OverflowError) as mistake:
        raise ValueError(f"not an entry: {mistake!r}") from mistake
    if again != body:
        raise ValueError("the bytes are not in the one form of an entry")
    return entry


def parse_entry(body: bytes) -> Entry:
    """Read an entry from bytes that `ledger verify` answers for: a quarter of the time of `read_entry`, for long walks.

    Raises ValueError for bytes that are none.
    """
    try:
        entry = _STORED.decode(body)
    except RecursionError as mistake:
        raise ValueError(f"not an entry: {mistake!r}") from mistake
    object.__setattr__(entry, "body", body)  # the one thing of it that is not written in them
    return entry


_STORED = Decoder(Entry)


def same_content(entry: Entry, draft: Draft, kept_private: tuple[bytes, str] | None) -> bool:
    """Tell whether a draft repeats an entry: event, subject, person, facts, and the private text while it is there.

    The moment and what was derived from it may differ: a phone repeats a request later than it first sent it.
    """
    told = (entry.event, entry.subject, entry.by.person, canonical(entry.facts))
    asked = (draft.event, draft.subject, draft.by.person, canonical(draft.facts))
    if told != asked or (entry.digest is None) != (draft.private == ""):
        return False
    return kept_private is None or kept_private[1] == draft.private
