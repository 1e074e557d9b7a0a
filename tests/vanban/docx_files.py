"""Make small .docx files for the tests, sound and hostile."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>'
)
_CLOSE = "</w:body></w:document>"


@dataclass
class Docx:
    """What goes into a file: `body` is markup inside w:body, `parts` are further members by name."""

    body: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    document: str | None = None

    def data(self) -> bytes:
        """Return the bytes of the file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", self.document or _OPEN + self.body + _CLOSE)
            for name, text in self.parts.items():
                archive.writestr(name, text)
        return buffer.getvalue()


def paragraph(text: str) -> str:
    """Return a paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def paragraphs(text: str) -> str:
    """Return a paragraph for every line."""
    return "".join(paragraph(line) for line in text.split("\n"))


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; a cell's lines are its paragraphs."""
    cells = ("".join(f"<w:tc>{paragraphs(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def textbox(text: str) -> str:
    """Return a paragraph that holds a text box."""
    box = f"<v:textbox><w:txbxContent>{paragraphs(text)}</w:txbxContent></v:textbox>"
    return f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>"


def header(text: str) -> str:
    """Return the markup of a page header."""
    return f'<w:hdr xmlns:w="{W}">{paragraphs(text)}</w:hdr>'
