"""Give a wording its fingerprint: what acknowledgements bind to, so nothing here may ever change."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Marks of Markdown that only set the words, never say anything: they must not make a second wording of one text.
MARKDOWN = re.compile(
    r"^[ \t]*(?:#{1,6}(?=\s)|>|\|?[ \t]*:?-{3,}:?[ \t|:-]*$)|\*{1,3}|<br\s*/?>|\\(?=[-*_.#])", re.MULTILINE
)


def fingerprint(text: str, file_format: str) -> str:
    """Return the SHA-256, in hex, of the words of a text: NFC, UTF-8, single spaces between them.

    White space and lines without a letter or digit (the rule under an office's name) are left out, because the same
    text laid out in two formats is one wording. Every other sign counts: a comma moved in a law is another law.
    """
    lines = (line for line in plain(text, file_format).splitlines() if any(map(str.isalnum, line)))
    return hashlib.sha256(" ".join(word for line in lines for word in line.split()).encode()).hexdigest()


def plain(text: str, file_format: str) -> str:
    """Return a text without the marks of its format; only Markdown has any."""
    shown = MARKDOWN.sub("", text) if file_format == "md" else text
    return unicodedata.normalize("NFC", shown)
