"""Load .html: blocks become lines, tables rows, lists keep their numbers; what a browser would not show is left out."""

from __future__ import annotations

import re

from vanban.loaders.html_document import document_in
from vanban.loaders.html_fonts import in_unicode
from vanban.loaders.html_lines import lines_of
from vanban.loaders.html_site import without_site
from vanban.loaders.html_tree import tree_of
from vanban.loaders.loaded import Loaded
from vanban.loaders.plain import decoded
from vanban.model import Block, UnreadableFile
from vanban.patterns import late

_CHARSET = late(rb"""<meta[^<>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_SEEN = 8_192


def load_html(data: bytes, file: str) -> Loaded:
    """Return the text of a web page; what stands around its document is a block. Raises UnreadableFile."""
    said = _CHARSET.search(data[:_SEEN])
    markup, encoding = decoded(data, file, said[1].decode("ascii") if said else None)
    tree = tree_of(markup)
    cautions, site = in_unicode(tree), without_site(tree)
    found = document_in(tree)
    text = "\n".join(lines_of(found.element))
    if not text.strip():
        raise UnreadableFile("no_text", f"Tệp {file} không có chữ nào đọc được. Hãy dùng bản có lớp chữ.", file)
    around = (found.before, found.after, site)
    blocks = tuple(Block("page", "\n".join(words.split("\n"))) for words in around if words.strip())
    return Loaded(text, "html", encoding, blocks=blocks, cautions=cautions)
