"""Turn an uploaded table, Excel or text, into the text that a page sends on."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from thongsuot.orgs import delimited, workbook
from thongsuot.orgs.cells import tidy
from thongsuot.orgs.lists import PACKED

MOST_LINES = 20_000


def lines_of_file(content: bytes) -> str:
    """Turn an uploaded list, Excel or text, into the text that a page sends on. Refuses what is neither."""
    if not content.startswith(PACKED):
        return delimited.decode(content)
    file = io.BytesIO(content)
    workbook.check_package(file)
    file.seek(0)
    sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
    rows = sheet.iter_rows(max_row=MOST_LINES + 2, max_col=20, values_only=True)
    return "\n".join("\t".join(tidy(value).replace("\t", " ") for value in row) for row in rows)
