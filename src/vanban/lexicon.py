"""Compile patterns from the vocabularies, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from vanban.patterns import late
from vanban.text import UPPER
from vanban.words import vocabulary as vocabulary

_SPACE = late(r"\s+")


def alternation(words: Iterable[str], printed: Callable[[str], str] = re.escape) -> str:
    """Return a pattern that matches the longest of `words`, any white space between their syllables.

    Words that begin alike share their beginning, so that the engine tries it once and compiles it once. `printed`
    gives the pattern of one sign.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for sign in _SPACE.sub(" ", word):
            node = node.setdefault(sign, {})
        node[""] = {}
    return f"(?:{_branches(tree, printed)})"


_Tree = dict[str, "_Tree"]


def _branches(tree: _Tree, printed: Callable[[str], str]) -> str:
    """Return a pattern of what may follow: the longer words first, nothing where one may end here."""
    rests = [
        (r"\s+" if sign == " " else printed(sign)) + _branches(rest, printed) for sign, rest in tree.items() if sign
    ]
    pattern = "|".join(rests)
    if not rests or (len(rests) == 1 and "" not in tree):
        return pattern
    return f"(?:{pattern})?" if "" in tree else f"(?:{pattern})"


@lru_cache(maxsize=1)
def document_types() -> dict[str, str]:
    """Return the key of each document type's name in lower case: {"nghị định": "nghi-dinh", ...}."""
    return {name: key for key, name in vocabulary("types")["names"].items()}


@lru_cache(maxsize=1)
def header_types() -> dict[str, str]:
    """Return the types a header may name: those that are cited, and papers that are not."""
    return document_types() | {name: key for key, name in vocabulary("types")["papers"].items()}


@lru_cache(maxsize=1)
def issuer_pattern() -> str:
    """Return the source of a pattern that matches the name of an issuing body, at its start anchored by the caller."""
    table = vocabulary("issuers")
    place = rf"[{UPPER}]\w*(?:\.[{UPPER}]\w*)*"
    kind = r"(?:cấp\s+)?(?:Thành\s+phố|thành\s+phố|tỉnh|Tỉnh|TP\.?|huyện|quận|xã|phường|thị\s+xã|đặc\s+khu)(?!\w)"
    name = rf"(?:\s+(?!(?:Về|Quy|Ban|Sửa|Phê|Bãi|Hướng)(?!\w)){place}(?:\s+-(?=\s+[{UPPER}]))?){{1,5}}"
    proper = rf"(?:\s+{kind}(?:{name})?|{name})"
    ministries = alternation(table["ministries"])
    fixed = alternation(table["bodies"])
    local = alternation(table["local"])
    heads = alternation(table["heads"])
    ministry = rf"(?:{heads}\s+)?{ministries}"
    return rf"(?:{fixed}|{ministry}|{local}(?:{proper})?)(?!\w)"
