"""Give the text of one PDF page in the order in which it is read: turned upright, its tables as rows."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from vanban.loaders.pdf_aligned import with_aligned_rows
from vanban.loaders.pdf_columns import in_columns
from vanban.loaders.pdf_rules import rules_of
from vanban.loaders.pdf_signs import Signs, lines_aside, spaced, turn_of
from vanban.loaders.pdf_tables import with_tables

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_WHOLE, _QUARTER = 360, 90


def text_of(page: PdfPage) -> str:
    """Return the text of a page; one whose words lie on their side is read as if it were turned."""
    with closing(page.get_textpage()) as words:
        text = str(words.get_text_range())
        if words.count_chars() != len(text):
            return text  # PDFium does not tell the place of each sign
        turn = turn_of(words, text)
        if (turn * _QUARTER + page.get_rotation()) % _WHOLE == 0:
            return _laid_out(page, text, Signs(words, turn))
        aside = lines_aside(words, text, turn)
    page.set_rotation(-turn * _QUARTER % _WHOLE)
    with closing(page.get_textpage()) as words:
        text, indices = spaced(words, str(words.get_text_range()), turn)
        return "\n".join([*aside, _laid_out(page, text, Signs(words, turn, indices))])


def _laid_out(page: PdfPage, text: str, signs: Signs) -> str:
    """Return a text with its columns one after the other, else its tables as rows."""
    parts = in_columns(text, signs, signs.middle(page))
    if parts is not None:
        return "\n".join(text[begin:end].rstrip() for begin, end in parts)
    ruled = with_tables(text, signs, list(rules_of(page)))
    return with_aligned_rows(text, signs) if ruled == text else ruled
