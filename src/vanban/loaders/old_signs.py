"""Know the signs by which text from before Unicode shows, at next to no cost for a text that has none of them."""

from __future__ import annotations

from typing import NamedTuple

from vanban.patterns import late

# Signs of windows-1252 that Vietnamese does not use; all old encodings read with that table are full of them.
STRANGE = late("[\u00a1-\u00bfÄ-ÇËÎÏÑÖ-ØÛÜÞßä-çëîïñö-øûüþÿ€-™ŒœŠšŸŽžƒˆ˜]")
# Loaders put these around words in a font that shows small letters as capitals; no text may hold them (Unicode 23.7).
FONT_BEGINS, FONT_ENDS = "\ufdd0", "\ufdd1"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CAPITALS_FONT = late(r"^\W*\.Vn\w[\w ]*H\b")


class Look(NamedTuple):
    """How words look: the font's name, whether small letters show as capitals, whether they are raised."""

    font: str = ""
    capitals: bool = False
    raised: bool = False


def is_strange(text: str) -> bool:
    """Say whether a text has to be looked at before it can be called Unicode."""
    return FONT_BEGINS in text or STRANGE.search(text) is not None


def marked(words: str, font: str) -> str:
    """Return words with marks around them when `font` shows small letters as capitals (.VnTimeH)."""
    return f"{FONT_BEGINS}{words}{FONT_ENDS}" if words.strip() and _CAPITALS_FONT.match(font) else words


def as_it_looks(words: str, look: Look) -> str:
    """Return words as a reader sees them: in capitals where the look has them, numbers raised in raised digits."""
    if look.raised and words.strip().isdecimal():
        return words.translate(_RAISED)
    return marked(words.upper() if look.capitals else words, look.font)


def without_font_marks(text: str) -> str:
    """Return text without marks of fonts."""
    return text.replace(FONT_BEGINS, "").replace(FONT_ENDS, "")
