"""What a reader asks the list of documents for, as it stands in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from thongsuot.corpus.citing.standing import LABELS

UNKNOWN = "chua-ro"  # the value of what the text does not say
FILTERS = {"loai": "type_key", "co-quan": "issuer", "nam": "year", "hieu-luc": "standing"}
SORTED = ("moi", "so", "ten")
WORDS_MAX = 200
MOST_CHOSEN = 20
_KNOWN = {
    "loai": re.compile(r"[a-z0-9-]{1,40}"),
    "co-quan": re.compile(r"[^\0]{1,300}"),
    "nam": re.compile(rf"[0-9]{{4}}|{UNKNOWN}"),
    "hieu-luc": re.compile("|".join(LABELS)),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks the list for: words, the chosen values of each filter, the order."""

    words: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = "moi"

    def of(self, name: str) -> tuple[str, ...]:
        """Give the values chosen in one filter."""
        return dict(self.chosen).get(name, ())

    def without(self, name: str, value: str) -> Wanted:
        """Leave one value out."""
        kept = ((key, tuple(one for one in values if (key, one) != (name, value))) for key, values in self.chosen)
        return replace(self, chosen=tuple((key, values) for key, values in kept if values))

    @property
    def query(self) -> str:
        """Write it as the query of an address, empty for everything in the usual order."""
        pairs = [("tim", self.words)] if self.words else []
        pairs += [(name, value) for name, values in self.chosen for value in values]
        if self.sort != "moi":
            pairs.append(("xep", self.sort))
        return urlencode(pairs)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.words or self.chosen)


def wanted_from(data: QueryDict) -> Wanted:
    """Read an address; a value that no filter can have is left out, so that an old or damaged link still opens."""
    words = data.get("tim", "").replace("\0", "").strip()[:WORDS_MAX]
    chosen = tuple((name, values) for name in FILTERS if (values := _values(data, name)))
    sort = data.get("xep", "")
    return Wanted(words, chosen, sort if sort in SORTED else "moi")


def _values(data: QueryDict, name: str) -> tuple[str, ...]:
    known = (value for value in data.getlist(name) if _KNOWN[name].fullmatch(value))
    return tuple(dict.fromkeys(known))[:MOST_CHOSEN]
