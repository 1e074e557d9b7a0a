"""Questions as an Excel file: one a row; a formula is read by its saved value, and nothing of the file is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from thongsuot.orgs.cells import tidy
from thongsuot.orgs.rows import Column, Sheet
from thongsuot.orgs.tables import places_in
from thongsuot.orgs.workbook import BROKEN, check_package, unreadable, write_lines
from thongsuot.understanding.exchange.rows import MOST_ROWS, Fault, Reading, Row, judged
from thongsuot.understanding.models import QuestionVersion

SHEET = Sheet(
    "questions",
    "Câu hỏi",
    (
        Column("article", "Điều", "Ví dụ 5 hoặc 12a; để trống nếu hỏi về cả văn bản.", 10, is_optional=True),
        Column("kind", "Loại câu", "chọn một, chọn nhiều, đúng hay sai, xếp thứ tự, trả lời ngắn.", 16),
        Column("text", "Câu hỏi", "Một câu, kết thúc bằng dấu hỏi hoặc dấu chấm.", 50),
        Column("right", "Lựa chọn đúng", "Mỗi dòng trong ô một lựa chọn; câu xếp thứ tự ghi đúng thứ tự.", 40),
        Column("wrong", "Lựa chọn sai", "Mỗi dòng trong ô một lựa chọn.", 40, is_optional=True),
        Column("folded", "Nhận không dấu", "Ghi x nếu câu trả lời ngắn được gõ không dấu.", 16, is_optional=True),
    ),
)
EXAMPLE = Row("2", "", "single", "Câu mẫu: xóa dòng này rồi ghi câu của đơn vị?", ("Đúng", "Sai"), frozenset({0}))
with override(settings.LANGUAGE_CODE):
    KINDS = {str(label): value for value, label in QuestionVersion.Kind.choices}
LABELS = {value: label for label, value in KINDS.items()}


def write(rows: Iterable[Row], out: IO[bytes]) -> None:
    """Write questions into the workbook that an office would fill in."""
    book = Workbook(write_only=True)
    write_lines(book, SHEET, (_line(row) for row in rows))
    hints = book.create_sheet("Hướng dẫn")
    for column in SHEET.columns:
        hints.append([column.heading, column.hint])
    book.save(out)


def _line(row: Row) -> list[str | None]:
    right = [option for at, option in enumerate(row.options) if at in row.right]
    wrong = [option for at, option in enumerate(row.options) if at not in row.right]
    article = row.eid.removeprefix("art_")
    return [article, LABELS[row.kind], row.text, "\n".join(right), "\n".join(wrong), "x" if row.is_folded else None]


def read(file: IO[bytes], known: frozenset[str]) -> Reading:
    """Read a workbook; every cell that is wrong is named. Refuses what is no such workbook at all."""
    check_package(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        source = book[SHEET.title] if SHEET.title in book.sheetnames else book.worksheets[0]
        lines = list(source.iter_rows(max_row=MOST_ROWS + 2, max_col=16, values_only=True))
        book.close()
    except BROKEN as broken:
        raise unreadable() from broken
    return _read(lines, known)


def _read(lines: list[tuple[Any, ...]], known: frozenset[str]) -> Reading:
    places = places_in(SHEET, lines[0]) if lines else {}
    missing = [column.heading for column in SHEET.columns if not column.is_optional and column.name not in places]
    if missing:
        message = _("Thiếu cột “%(heading)s”. Chép các câu hỏi vào mẫu rồi nhập lại.")
        return Reading((), (Fault("A1", message % {"heading": missing[0]}),))
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, values in _filled(lines):
        cells = {name: values[at] if at < len(values) else None for name, at in places.items()}
        kind = KINDS.get(tidy(cells["kind"]).lower(), "")
        if not kind:
            message = _("Chọn một trong: %(options)s.") % {"options": "; ".join(KINDS)}
            faults.append(Fault(SHEET.cell("kind", number), message))
        else:
            rows.append(_row(number, kind, cells))
    return judged(rows, faults, known)


def _filled(lines: list[tuple[Any, ...]]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    for number, values in enumerate(lines[1:], start=2):
        if any(tidy(value) for value in values):
            yield number, values


def _row(number: int, kind: str, cells: dict[str, Any]) -> Row:
    right, wrong = _options(cells["right"]), _options(cells.get("wrong"))
    article = tidy(cells.get("article")).removeprefix("Điều").strip().lower()
    return Row(
        place=SHEET.cell("text", number),
        eid=article if "_" in article else f"art_{article}" if article else "",
        kind=kind,
        text=tidy(cells["text"]),
        options=(*right, *wrong),
        right=frozenset(range(len(right))),
        is_folded=bool(tidy(cells.get("folded"))),
    )


def _options(cell: Any) -> tuple[str, ...]:
    return tuple(told for line in str(cell or "").splitlines() if (told := tidy(line)))
