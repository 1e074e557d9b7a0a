"""Hold the tables of the encodings Vietnamese was typed with before Unicode, and turn their letters into today's.

TCVN3 ("ABC", the .Vn fonts) has a code for each small letter; its capitals with a tone are those codes in another font.
VNI writes a letter and then its marks. Sources: TCVN 5712:1993; the published VNI table; windows-1258 and UTF-8 as
Python has them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from vanban.loaders.syllables import is_syllable
from vanban.patterns import late

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ®¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_VNI_MARKS = dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True))
_VNI_MARKS |= {sign: _BREVE + tone for sign, tone in zip("êéèúüë", ("", *_VNI_MARKS.values()), strict=True)}
_VNI_MARKS |= {
    sign: _CIRCUMFLEX + tone for sign, tone in zip("âáàåãä", ("", *list(_VNI_MARKS.values())[:5]), strict=True)
}
_VNI_LETTERS = dict(zip("ôöíìæóòîñ", ("ơ", "ư", "í", "ì", "ỉ", "ĩ", "ị", "ỵ", "đ"), strict=True))
_VNI_LETTERS |= {small.upper(): letter.upper() for small, letter in _VNI_LETTERS.items()}
_VNI = late(r"([AEOUYaeouyÔôÖö])([ùøûõïêéèúüëâáàåãäÙØÛÕÏÊÉÈÚÜËÂÁÀÅÃÄ])|([ôöíìæóòîñÔÖÍÌÆÓÒÎÑ])")


def from_tcvn3(text: str) -> str:
    """Return TCVN3 text, read as windows-1252, in Unicode; capitals with a tone come out small."""
    return text.translate(_TCVN3_TABLE)


def from_vni(text: str) -> str:
    """Return VNI text, read as windows-1252, in Unicode."""
    return unicodedata.normalize("NFC", _VNI.sub(lambda match: _vni_letter(match[0]), text))


@cache
def _vni_letter(typed: str) -> str:
    if typed in _VNI_LETTERS and len(typed) == 1:
        return _VNI_LETTERS[typed]
    return _VNI_LETTERS.get(typed[0], typed[0]) + _VNI_MARKS[typed[1].lower()]


# What each byte from 0x80 on looks like when it is read as windows-1252 or latin-1; five have no sign in the first.
_SEEN = {chr(code): code for code in range(0x80, 0x100)}
_SEEN |= {bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(0x80, 0xA0)}
_AFTER = re.escape("".join(sign for sign, code in _SEEN.items() if code < 0xC0))
_TWICE = late(
    f"[Â-ß][{_AFTER}]|[à-ï][{_AFTER}]{{2}}|[ð-ô][{_AFTER}]{{3}}"
    "|(?P<blank>Ã|áº) "  # a no-break space became a plain one
    "|(?P<lost>á»)"  # and one of the five signs was lost
)
_LOST_LETTERS = "ềọỏờỐ"
_LOST_WORD = late("[^\\W\\d_]*\ufffd[^\\W\\d_]*")


def from_twice(text: str) -> str:
    """Return text whose UTF-8 was read as windows-1252, in Unicode; a lost letter comes back where only one fits."""
    return _LOST_WORD.sub(_with_lost_letter, _TWICE.sub(_from_twice, text))


def _from_twice(match: re.Match[str]) -> str:
    if match["lost"]:
        return "\ufffd"
    seen = f"{match['blank']}\u00a0" if match["blank"] else match[0]
    try:
        return bytes(_SEEN[sign] for sign in seen).decode()
    except UnicodeDecodeError:
        return match[0]


def _with_lost_letter(match: re.Match[str]) -> str:
    words = [match[0].replace("\ufffd", letter) for letter in _LOST_LETTERS]
    sayable = [word for word in words if is_syllable(word)]
    return sayable[0] if len(sayable) == 1 else match[0]
