"""See whether a text was typed with TCVN3 or VNI, or is UTF-8 read with the wrong table, and bring it into Unicode.

Correct Unicode is never touched: only lines with signs that Vietnamese does not use are looked at, and they are changed
only when nearly all their words become syllables, which hardly any of them were before.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from vanban.loaders.capitals import in_capitals_font, with_capitals
from vanban.loaders.loaded import Loaded
from vanban.loaders.old_signs import STRANGE, without_font_marks
from vanban.loaders.old_tables import from_tcvn3, from_twice, from_vni
from vanban.loaders.syllables import is_syllable
from vanban.model import Block, Caution
from vanban.patterns import late

_OF_UNICODE = late("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_WORD = late("[A-Za-z\u00a1-\u024f\u1ea0-\u1ef9\u2013-\u2122\u02c6\u02dc\u0300-\u0323]+")
_FEWEST_SIGNS = 12
_SHORTENED = late("[B-DF-HJ-NP-TV-ZĐ]+")  # QĐ, HĐND
_RIGHT = 0.8
_WRONG = 0.5
_SAMPLE = 6_000
_MOSTLY = 0.3
_BETWEEN = "\n\ufdd2\n"
_LOOK = "Hãy đối chiếu với bản gốc."
_SAID = {
    "tcvn3": f"Văn bản gõ bằng bảng mã TCVN3 (ABC) cũ, đã chuyển sang Unicode; chữ hoa có dấu có thể sai. {_LOOK}",
    "vni": f"Văn bản gõ bằng bảng mã VNI cũ, đã chuyển sang Unicode. {_LOOK}",
    "utf-8-twice": f"Chữ trong tệp bị mở sai bảng mã, đã khôi phục về Unicode. {_LOOK}",
}


def _from_tcvn3(text: str) -> str:
    return with_capitals(in_capitals_font(from_tcvn3(text)))


_READINGS: dict[str, Callable[[str], str]] = {"utf-8-twice": from_twice, "tcvn3": _from_tcvn3, "vni": from_vni}


@dataclass(frozen=True, slots=True)
class Mended:
    """A text in Unicode, the encoding it had, None when nothing was changed, and its first changed line from 1."""

    text: str
    encoding: str | None = None
    line: int | None = None


def in_unicode(text: str) -> Mended:
    """Return a text in Unicode; correct Unicode comes back as it is."""
    if not STRANGE.search(text):
        return Mended(text)
    lines = unicodedata.normalize("NFC", text).split("\n")
    suspects = [at for at, line in enumerate(lines) if STRANGE.search(line) and not _OF_UNICODE.search(line)]
    encoding = _encoding([lines[at] for at in suspects])
    if encoding is None:
        return Mended(text)
    reading = _READINGS[encoding]
    chosen = _chosen(lines, suspects, reading)
    for at in chosen:
        lines[at] = reading(lines[at])
    return Mended("\n".join(lines), encoding, chosen[0] + 1) if chosen else Mended(text)


def mended(loaded: Loaded) -> Loaded:
    """Return what was loaded in Unicode, with a caution when that changed it."""
    whole = _BETWEEN.join([loaded.text, *(block.text for block in loaded.blocks)])
    found = in_unicode(whole)
    text, *beside = without_font_marks(found.text).split(_BETWEEN)
    blocks = tuple(Block(block.kind, words) for block, words in zip(loaded.blocks, beside, strict=True))
    if found.encoding is None:
        return loaded._replace(text=text, blocks=blocks)
    line = found.line if found.line and found.line <= text.count("\n") + 1 else None
    caution = caution_of(found.encoding, line)
    return loaded._replace(text=text, blocks=blocks, encoding=found.encoding, cautions=(*loaded.cautions, caution))


def is_old(pieces: list[str], encoding: str) -> bool:
    """Say whether words that are set in a font of an encoding are in it: syllables when read so, and hardly before."""
    sample = _sample([" ".join(piece for piece in pieces if not _OF_UNICODE.search(piece))])
    before, after = _share(sample), _share([_READINGS[encoding](line) for line in sample])
    return before is not None and after is not None and before <= _WRONG and after >= _RIGHT


def reading_of(encoding: str) -> Callable[[str], str]:
    """Return what reads words of an old encoding; words that are Unicode already come back as they are."""
    return lambda text: text if _OF_UNICODE.search(text) else _READINGS[encoding](text)


def caution_of(encoding: str, line: int | None = None) -> Caution:
    """Return the caution that says from which encoding words were changed."""
    return Caution(f"converted_{encoding.replace('-', '_')}", line, _SAID[encoding])


def is_vietnamese(text: str) -> bool:
    """Say whether nearly all words with signs beyond ASCII are syllables."""
    share = _share(_sample(text.split("\n")))
    return share is not None and share >= _RIGHT


def _encoding(lines: list[str]) -> str | None:
    """Return the encoding under which nearly all words are syllables, where hardly any are as they stand."""
    sample = _sample(lines)
    share = _share(sample)
    if share is None or share > _WRONG:
        return None
    whole = "\n".join(sample)
    shares = {name: _share([reading(whole)]) or 0.0 for name, reading in _READINGS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _RIGHT else None


def _sample(lines: list[str]) -> list[str]:
    """Return as many lines as are needed to judge."""
    signs = accumulate(map(len, lines))
    return [line for line, before in zip(lines, signs, strict=True) if before < _SAMPLE] or lines[:1]


def _share(lines: list[str]) -> float | None:
    """Return how many of the words with signs beyond ASCII are syllables; None when they are too few to judge."""
    words = [word for line in lines for word in _WORD.findall(line) if not word.isascii()]
    if sum(map(len, words)) < _FEWEST_SIGNS:
        return None
    return sum(map(_is_sayable, words)) / len(words)


@lru_cache(maxsize=16_384)
def _is_sayable(word: str) -> bool:
    return is_syllable(word) or word.strip("Đđ") == "" or _SHORTENED.fullmatch(word) is not None


def _chosen(lines: list[str], suspects: list[int], reading: Callable[[str], str]) -> list[int]:
    """Return the lines to be changed: all that can be, when the whole text is old; else those that are surely old."""
    if len(suspects) >= _MOSTLY * sum(not line.isascii() for line in lines):
        return [at for at, line in enumerate(lines) if not line.isascii() and not _OF_UNICODE.search(line)]
    return [at for at in suspects if _is_surely_old(lines[at], reading)]


def _is_surely_old(line: str, reading: Callable[[str], str]) -> bool:
    before, after = _share([line]), _share([reading(line)])
    return before is not None and after is not None and before <= _WRONG and after >= _RIGHT
