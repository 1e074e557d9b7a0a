"""Which work a text belongs to: its number, type, issuer and date as read, and the address made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thongsuot.corpus.facts.stated import Facts
from vanban import numbers
from vanban.text import slug, unaccented
from vanban.uris import WorkFacts, work_uri

STAND_IN = "soan-thay"
URI_MAX = 280


@dataclass(frozen=True, slots=True)
class Identity:
    """What names a work; empty strings and None where the text does not say."""

    type_key: str
    number: str
    issuer: str
    issued_on: date | None
    is_stand_in: bool = False


def identity_of(facts: Facts, *, is_stand_in: bool) -> Identity:
    """Return what names a work among the facts of one of its texts."""
    return Identity(facts.type_key, facts.number, facts.issuer, facts.issued_on, is_stand_in)


def is_same_work(known: Identity, read: Identity) -> bool:
    """Say whether two texts of one number and type are wordings of one work.

    Numbers start again every year, and every office has its own row of them: so the issuer and the date may not
    contradict, and where a number names no year one of the two must be known and agree, unless both texts are silent.
    A text written to stand in for another is never a wording of the real one.
    """
    alike = (known.number, known.type_key, known.is_stand_in) == (read.number, read.type_key, read.is_stand_in)
    if not alike or not read.number:
        return False
    dates = _agree(known.issued_on, read.issued_on)
    issuers = _agree(_issuer(known), _issuer(read))
    if dates is False or issuers is False:
        return False
    silent = not any((known.issued_on, known.issuer, read.issued_on, read.issuer))
    return bool(dates or issuers or silent or numbers.year_of(read.number))


def address_of(identity: Identity, sha256: str) -> str:
    """Return the FRBR address of a new work; without a number it is made of the text's fingerprint."""
    number = identity.number or None
    uri = work_uri(WorkFacts(identity.type_key or None, number, identity.issued_on, sha256=sha256))
    return f"{uri[:URI_MAX]}--{STAND_IN}" if identity.is_stand_in else uri[:URI_MAX]


def address_beside(uri: str, identity: Identity, place: int) -> str:
    """Return the address of a work whose own is taken by another: two offices used one number on one day."""
    issuer = slug(identity.issuer)[:60]
    own = f"{uri[: URI_MAX - 70]}--{issuer}" if issuer else uri[: URI_MAX - 70]
    return own if place == 1 and issuer else f"{own}--{place + 1}"


def _issuer(identity: Identity) -> str:
    return " ".join(unaccented(identity.issuer).split())


def _agree(known: object, read: object) -> bool | None:
    """True or False where both are known, None where one is silent."""
    if not known or not read:
        return None
    if isinstance(known, str) and isinstance(read, str):
        return known in read or read in known
    return known == read
