"""Normalise a text once, and look at it through a view of the same length.

Spans point into the normalised text (NFC and line ends only). Patterns run over the *view*, which keeps every offset
but shows no-break spaces, tabs, controls, look-alike letters and both placements of tone marks in one form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from vanban.patterns import late

# The letter eth prints like D with stroke and stands for it in about one file in thirty; some PDF fonts give Ƣ for Ư.
_LOOKALIKES = {
    "Ð": "Đ",
    "ð": "đ",
    "Ƣ": "Ư",
    "ƣ": "ư",
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "⁄": "/",
    "∕": "/",
    "\u00a0": " ",
    "\u2007": " ",
    "\u202f": " ",
    "\ufeff": " ",
}
_ACCENTED = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "d": "đ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
}
_INVISIBLE = [*range(10), *range(11, 32), *range(127, 160), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060]
_VIEW = _LOOKALIKES | dict.fromkeys(map(chr, _INVISIBLE), " ")
_TONES = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "òe": "oè",
    "óe": "oé",
    "ỏe": "oẻ",
    "õe": "oẽ",
    "ọe": "oẹ",
}
_TONES |= {"ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}
_NEW_TO_OLD = {later: early for early, later in _TONES.items()}
_NEW_TO_OLD |= {later.capitalize(): early.capitalize() for early, later in _TONES.items()}
_NEW_TO_OLD |= {later.upper(): early.upper() for early, later in _TONES.items()}
_SHOWN = _VIEW | _NEW_TO_OLD
_SECOND = "".join(sorted({pair[1] for pair in _NEW_TO_OLD}))
# One set, which the engine looks for at once: signs shown otherwise, and pairs whose tone mark stands on the second.
_UNLIKE = late(rf"[{''.join(_VIEW)}oOuU](?:(?<![oOuU])|(?<![qQ].)[{_SECOND}](?!\w))")
# Each begins with a sign of its own, which the engine looks for much faster than for several at once.
_MARKUP = (
    late(r"\n[ \t]*(?:#{1,6}(?=\s)|>|```\w*)"),
    late(r"<br\s*/?>"),
    late(r"\\(?=[!-/:-@\[-`{-~])"),
    late(r"_(?:(?<!\w_)_?(?=\w)|(?<=\w_)_?(?!\w))"),
)


# Vietnamese capitals cannot be written as a range: in Unicode they alternate with the small letters.
UPPER = "A-Z" + "".join(sign for sign in map(chr, [*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)]) if sign.isupper())


def normalise(raw: str) -> str:
    """Return `raw` as NFC with "\\n" line ends and without a byte-order mark; nothing else changes."""
    text = raw.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def folded(words: str) -> str:
    """Return words in small letters without their accents, đ as d: "Thi đua" gives "thi dua"."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def any_accent(letter: str) -> str:
    """Return a pattern of a plain letter with any accent or none."""
    return f"[{letter}{_ACCENTED[letter]}]" if letter in _ACCENTED else re.escape(letter)


def view(text: str, *, markdown: bool = False) -> str:
    """Return what patterns should see: the same length, one form of each sign; markdown marks become spaces."""
    shown = _UNLIKE.sub(_shown, text)
    return _without_markup(shown) if markdown else shown


def behind_line_end(view: str) -> str:
    """Return the view behind one line end, for patterns that begin with one: found five times as fast as `^`.

    A line of the view begins where its "\\n" stands here; every other place is one further on.
    """
    return f"\n{view}"


def _shown(match: re.Match[str]) -> str:
    """Return a sign as patterns see it; "uỷ" as "ủy" and "oà" as "òa", but "quý" stays."""
    return _SHOWN.get(match[0], match[0])


def _without_markup(text: str) -> str:
    text = f"\n{text}"
    for pattern in _MARKUP:
        text = pattern.sub(_blank, text)
    return text.replace("*", " ")[1:]


def _blank(match: re.Match[str]) -> str:
    words = match[0]
    return "\n" + " " * (len(words) - 1) if words[0] == "\n" else " " * len(words)


def squeeze(text: str) -> str:
    """Return the words of `text` on one line, single spaces between them."""
    return " ".join(text.split())


# All that Python takes for white space beside the blank and the line end.
_ODD_SPACES = (
    "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + "\u2028\u2029\u202f\u205f\u3000"
)


def with_plain_spaces(text: str) -> str:
    """Return the text with blanks for all other white space but line ends; the length stays."""
    for sign in _ODD_SPACES:
        text = text.replace(sign, " ")
    return text


def squeeze_lines(plain: str) -> str:
    """Return the words of a text of plain spaces with single ones, keeping one line end between its lines."""
    text = plain.strip()
    if "\n" in text:
        text = "\n".join(filter(None, map(str.strip, text.split("\n"))))
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def written(own: str, seen: str) -> str:
    """Return words as they are written, without what the view, which sees them as `seen`, shows as space."""
    if own == seen:
        return squeeze(own)
    return squeeze(
        "".join(" " if eye == " " else _LETTERS.get(sign, sign) for sign, eye in zip(own, seen, strict=True))
    )


_LETTERS = {"Ð": "Đ", "ð": "đ"}


@lru_cache(maxsize=65_536)
def unaccented(text: str) -> str:
    """Return `text` in lower case ASCII letters without marks; đ becomes d."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def slug(text: str) -> str:
    """Return `text` as ASCII words joined by hyphens, for addresses."""
    return re.sub(r"[^a-z0-9]+", "-", unaccented(text)).strip("-")


class Lines:
    """Find the line of an offset; lines count from 1. Questions in the order of the text look through it once."""

    __slots__ = ("_line", "_offset", "_text")

    def __init__(self, text: str) -> None:
        self._text, self._offset, self._line = text, 0, 1

    def at(self, offset: int) -> int:
        """Return the number of the line that holds `offset`."""
        if offset >= self._offset:
            self._line += self._text.count("\n", self._offset, offset)
        else:
            self._line -= self._text.count("\n", offset, self._offset)
        self._offset = offset
        return self._line
