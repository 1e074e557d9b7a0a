"""Say what a document is called in one spelling, so that a citation and the document it names can meet. Pure."""

from __future__ import annotations

import re

from vanban import numbers
from vanban.lexicon import vocabulary
from vanban.text import slug, unaccented

NUMBER_KEY_MAX, NAME_KEY_MAX, ISSUER_KEY_MAX = 140, 300, 200
NAMED = ("luat", "bo-luat", "phap-lenh", "hien-phap", "dieu-le")  # what is cited by name alone
LOCAL = frozenset({"HĐND", "UBND", "TTHĐND", "TTHU", "TU", "ĐU", "HU", "QU", "ĐUK", "CT"})  # one row a place
_GAPS = re.compile(r"[^a-z0-9]+")
_SHORT = (("ubnd ", "uy ban nhan dan "), ("hdnd ", "hoi dong nhan dan "), ("bch ", "ban chap hanh "))
_OF_THE_NATION = re.compile(r" (?:cua )?(?:nuoc )?cong hoa xa hoi chu nghia viet nam$| cong san viet nam$")


def number_key(type_key: str, number: str) -> str:
    """Return type and number in one spelling; the Party's numbers stand apart from the State's, as addresses do."""
    if not (type_key and number):
        return ""
    tidy = numbers.tidy(number)
    key = f"{'dang-' if numbers.is_party(tidy) else ''}{type_key} {slug(tidy)}"
    return key[:NUMBER_KEY_MAX]


def keys(type_key: str, number: str, title: str, issuer: str) -> dict[str, str]:
    """Return the spellings by which citations find a work; a consolidated text (VBHN) does not bear the law's name."""
    name = "" if "VBHN" in number else name_key(type_key, title)
    return {"number_key": number_key(type_key, number), "name_key": name, "issuer_key": issuer_key(issuer)}


def name_key(type_key: str, words: str) -> str:
    """Return the name of a law in one spelling ("luat cu tru"); nothing for what is not cited by name.

    `words` is the title of the document, or type and name as a citation has them.
    """
    if type_key not in NAMED:
        return ""
    kind = plain(vocabulary("types")["names"][type_key])
    name = plain(words)
    if type_key == "hien-phap":
        return kind
    whole = name if f"{name} ".startswith(f"{kind} ") else f"{kind} {name}".strip()
    whole = _OF_THE_NATION.sub("", whole)
    return "" if whole == kind else whole[:NAME_KEY_MAX]


def issuer_key(issuer: str) -> str:
    """Return an issuing body in one spelling, the usual short forms written out."""
    words = f"{plain(issuer)} "
    for short, full in _SHORT:
        words = words.replace(short, full)
    return words.strip()[:ISSUER_KEY_MAX]


def needs_proof(number: str) -> bool:
    """Say whether a number alone names no document: it has no year, or every province and ward counts its own."""
    letters = numbers.issuing_letters(numbers.tidy(number))
    return numbers.year_of(number) is None or not letters or bool(LOCAL.intersection(letters))


def plain(words: str) -> str:
    """Return the words in ASCII small letters with single spaces."""
    return _GAPS.sub(" ", unaccented(words)).strip()
