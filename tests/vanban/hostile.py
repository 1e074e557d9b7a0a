"""Shapes of text that some pattern once found, or could find, hard: each is made at any length.

What hypothesis or a search found slow is kept for good; the growth tests and `make bench B=parse` read all of them.
"""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]


def repeated(piece: str) -> Shape:
    """Repeat a piece up to so many characters."""
    return lambda size: piece * max(1, size // len(piece))


def opened_then(opening: str, piece: str, closing: str = "") -> Shape:
    """Open something once, repeat what may belong to it, and close it or not."""
    return lambda size: opening + piece * max(1, size // len(piece)) + closing


def halves(first: str, second: str) -> Shape:
    """Repeat one piece through the first half and another through the second."""
    return lambda size: first * max(1, size // 2 // len(first)) + second * max(1, size // 2 // len(second))


REPEATED = {
    "references": "Điều 1 ",
    "open quotes": "“Điều 1. ",
    "lines of articles": "Điều 1.\n",
    "commas": "khoản 1, ",
    "numbers": "1/",
    "spaces": "Điều  ",
    "law names": "Luật Tố ",
    "capitals": "Nguyễn Văn ",
    "bars": "| ",
    "stamp letters": "M ",
    "dates": "ngày 1 tháng ",
    "titles": "Quy định số 1-QĐ/TW về ",
    "posts": "Bí thư, ",
    "blank lines": "\n",
    "types": "QUYẾT ĐỊNH\n",
    "semicolons": "đồng chí Lê Văn Thử yêu cầu cần nâng cao; ",
    "clauses": "1. ",
    "annexes": "Điều 1. A\nPhụ lục I\n",
    "brackets": "( ",
    "source notes": "Nghị định số 1/2020/NĐ-CP Quy định ngày 1/2/2020 của Bộ A ",
    "places in a row": "khoản 1, 2, 3, ",
    "places and places": "điểm a khoản 1 và ",
    "ranges": "Điều 1 đến Điều 399, ",
    "articles of themselves": "Điều này và Điều 5 của ",
    "laws of laws": "Luật sửa đổi, bổ sung một số điều của Luật ",
    "laws without names": "Luật Luật ",
    "numbers of one type": "số 1/2020/NĐ-CP, ",
    "bodies": "Nghị định số 1/2020/NĐ-CP của Ban Ban ",
    "titles of titles": "Nghị định số 1/2020/NĐ-CP ngày 1/2/2020 của Chính phủ sửa đổi, ",
    "edges of pages": "Điều 1 của\n- 2 -\n",
    "amended acts": "; một số điều của Nghị định số 1/2020/NĐ-CP của Chính phủ về a, Bộ Y tế b",
    "numbers that share": "Nghị định số 1, 2, 3, 4, 5 và ",
    "open source notes": "Nghị định số 1/2020/NĐ-CP Quy định (a; ",
}
SHAPES: dict[str, Shape] = {name: repeated(piece) for name, piece in REPEATED.items()}
SHAPES |= {
    "a law and nothing": opened_then("Luật", " "),
    "a number and nothing": opened_then("Nghị định số 1/2020/NĐ-CP", " "),
    "a day and nothing": opened_then("ngày 1 tháng 1", " "),
    "a dotted line behind a quotation": lambda size: f"“a\nb”{'.' * size}x",
    "gaps": repeated("Nghị định số " + " " * 200),
}
