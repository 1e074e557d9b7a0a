"""Write the number of a list item as its style shows it: 1, a, A, i, I."""

from __future__ import annotations

_THOUSANDS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN = (*_THOUSANDS, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 3_999
_MOST_LETTERS = 780
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def numeral(number: int, style: str) -> str:
    """Return a number in the style decimal, letter, LETTER, roman or ROMAN; decimal where a style has none for it."""
    shape = style.lower()
    if shape == "roman" and 0 < number <= _MOST_ROMAN:
        written = _roman(number)
    elif shape == "letter" and 0 < number <= _MOST_LETTERS:
        written = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)
    else:
        return str(number)
    return written.upper() if style.isupper() else written


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written
