"""Whether an answer is right: pure, and the same for the hall and for the check over days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from thongsuot.corpus.search import fold

Given: TypeAlias = "Sequence[int] | str"  # places of options, in the order chosen; or what was typed
TICKED = frozenset({"single", "multiple", "true_false"})
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Key:
    """What decides: the kind of a question, its options in the order kept, the places of the right ones."""

    kind: str
    options: tuple[str, ...]
    right: frozenset[int]
    is_folded: bool = False


def is_right(key: Key, given: Given) -> bool:
    """Tell whether an answer is right; half of several right options is not."""
    if key.kind == "short":
        return isinstance(given, str) and _plain(given, key) in {_plain(each, key) for each in key.options}
    if isinstance(given, str):
        return False
    if key.kind == "order":
        return list(given) == list(range(len(key.options)))
    return frozenset(given) == key.right


def _plain(text: str, key: Key) -> str:
    """Write a short answer in one form: single blanks, and without marks and capitals where the question says so."""
    text = " ".join(text.split()).rstrip(".")
    return fold(text).strip() if key.is_folded else text


def as_given(kind: str, kept: Any) -> Given:
    """Read an answer back from JSON; what is no answer of that kind is an empty one."""
    if kind == "short":
        return kept[:LONGEST] if isinstance(kept, str) else ""
    return [one for one in kept if isinstance(one, int)] if isinstance(kept, list) else []
