"""Word files read again for the stories of this room."""

from __future__ import annotations

from io import BytesIO

from docx import Document


def words_of(content: bytes) -> str:
    """Give what a Word file says, its tables cell by cell at the end."""
    paper = Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])
