"""Make small .odt files for the tests."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
    )
)


@dataclass
class Odt:
    """What goes into a file: markup of the text, of its styles and of the edges of its pages, and further parts."""

    body: str = ""
    styles: str = ""
    edges: str = ""
    parts: dict[str, str] = field(default_factory=dict)

    def data(self) -> bytes:
        """Return the bytes of the file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
            body = f"<office:body><office:text>{self.body}</office:text></office:body>"
            styles = f"<office:automatic-styles>{self.styles}</office:automatic-styles>"
            archive.writestr(
                "content.xml", f"<office:document-content {_NAMES}>{styles}{body}</office:document-content>"
            )
            pages = f"<office:master-styles><style:master-page>{self.edges}</style:master-page></office:master-styles>"
            archive.writestr("styles.xml", f"<office:document-styles {_NAMES}>{pages}</office:document-styles>")
            for name, text in self.parts.items():
                archive.writestr(name, text)
        return buffer.getvalue()


def paragraphs(text: str) -> str:
    """Return a paragraph for every line."""
    return "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; a cell's lines are its paragraphs."""
    cells = ("".join(f"<table:table-cell>{paragraphs(cell)}</table:table-cell>" for cell in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"
