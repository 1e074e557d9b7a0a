"""Minutes, news and invitations drafted from the facts of a conference: whole sentences, for people to go on writing.

Pure. What is not known stays as dots, so that nobody signs what was guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from thongsuot.conferences.queries.report import ResultReport
from thongsuot.papers.paper import BLANK, Heading, OfficialPaper, Part, Signature, Words, lowered
from thongsuot.proceedings.heads import head_of_report
from thongsuot.proceedings.result import agenda_words, conference_named
from thongsuot.proceedings.rules import INVITATION, MINUTES, NEWS

HEADING = re.compile(r"\d+\. [^.]{1,90}")


def drafted(kind: str, report: ResultReport) -> str:
    """Give the first text of a paper, a paragraph a line."""
    lines = {MINUTES: _minutes, NEWS: _news, INVITATION: _invitation}[kind](report)
    return "\n".join(lines)


def paper_of(kind: str, text: str, report: ResultReport) -> OfficialPaper:
    """Set a text in the form of its unit; a short numbered line without a full stop is a heading."""
    name, short, post = {
        MINUTES: ("BIÊN BẢN", "BB", "Chủ trì"),
        NEWS: ("TIN HỘI NGHỊ", "", ""),
        INVITATION: ("GIẤY MỜI", "GM", "Người đứng đầu đơn vị"),
    }[kind]
    on = None if kind == MINUTES else report.written_on
    hands = (Signature(post="Thư ký"), Signature(post=post)) if kind == MINUTES else (Signature(post=post),)
    return OfficialPaper(
        head=head_of_report(report, short, on),
        name=name,
        title=conference_named(report.title),
        parts=tuple(_part(line) for line in text.splitlines() if line.strip()),
        receivers=("Như trên", "Lưu văn phòng") if kind == INVITATION else (),
        signatures=hands,
    )


def _part(line: str) -> Part:
    words = line.strip()
    return Heading(words) if HEADING.fullmatch(words) else Words(words)


def _when(report: ResultReport) -> str:
    return ", ".join(row.half_day.lower() for row in report.attendance) or BLANK


def _invitation(report: ResultReport) -> Iterator[str]:
    yield f"{report.unit} trân trọng kính mời: {BLANK}"
    yield f"Tới dự: {conference_named(report.title)}."
    yield f"Chủ trì: {BLANK}"
    yield f"Thời gian: {_when(report)}, khai mạc lúc {BLANK} giờ."
    yield f"Địa điểm: {report.place or BLANK}."
    for text in report.texts:
        yield f"Văn bản học tập: {text}."
    if report.agenda:
        yield "Chương trình:"
    for line in report.agenda:
        yield f"- {agenda_words(line)}."
    yield "Đề nghị đến đúng giờ; ai không dự được thì báo trước lý do cho văn thư của đơn vị."


def _minutes(report: ResultReport) -> Iterator[str]:
    yield f"Thời gian bắt đầu: {BLANK} giờ, {_when(report)}."
    yield f"Địa điểm: {report.place or BLANK}."
    yield "1. Thành phần tham dự"
    for row in report.attendance:
        yield (
            f"{row.half_day}: triệu tập {row.expected} người, có mặt {row.present}, vắng có lý do {row.excused}, "
            f"vắng không lý do {row.missing}."
        )
    yield f"Chủ trì: {BLANK}"
    yield f"Thư ký: {BLANK}"
    yield "2. Nội dung"
    for text in report.texts:
        yield f"Hội nghị học tập, quán triệt {text}."
    for line in report.agenda:
        yield f"{agenda_words(line)}."
    yield "3. Thảo luận và kết luận"
    yield BLANK
    if report.asked:
        yield f"{report.answered} người làm bài kiểm tra nhận thức {report.asked} câu."
    yield f"Hội nghị kết thúc vào {BLANK} giờ cùng ngày."


def _news(report: ResultReport) -> Iterator[str]:
    where = f" tại {report.place}" if report.place else ""
    yield f"{report.unit} tổ chức {lowered(conference_named(report.title))}{where}, {_when(report)}."
    yield f"Hội nghị triệu tập {report.called} người, {report.came} người có mặt."
    for text in report.texts:
        yield f"Hội nghị học tập, quán triệt {text}."
    if report.agenda:
        yield f"Chương trình gồm: {'; '.join(line.title for line in report.agenda)}."
    if report.asked:
        yield f"Cuối hội nghị, {report.answered} người làm bài kiểm tra nhận thức {report.asked} câu."
