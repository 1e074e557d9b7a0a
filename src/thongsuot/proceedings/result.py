"""The result report of one conference as an official paper. Pure: figures in, words out, none computed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thongsuot.conferences.queries.report import AgendaRow, ResultReport
from thongsuot.papers.paper import Grid, Heading, OfficialPaper, Part, Picture, Signature, Words, lowered
from thongsuot.proceedings.heads import head_of_report

ATTENDANCE = ("Buổi", "Triệu tập", "Có mặt", "Vắng có lý do", "Vắng không lý do", "Cách ghi")
ABSENT = ("Họ và tên", "Chức vụ", "Buổi, lý do")
RAISED = ("Điều khoản", "Câu hỏi", "Trả lời")
QUESTIONS = ("Câu hỏi", "Điều khoản", "Số bài tính", "Trả lời sai")


def result_paper(report: ResultReport, photos: Sequence[Picture] = ()) -> OfficialPaper:
    """Set the report in the form of its unit, its photographs at the end."""
    head = head_of_report(report, "BC", report.written_on)
    return OfficialPaper(
        head=head,
        name="BÁO CÁO",
        title=f"Kết quả {lowered(conference_named(report.title))}",
        parts=(*_parts(report), *photos),
        receivers=(report.parent or "Cấp trên trực tiếp", "Lưu văn phòng"),
        signatures=(Signature(post="Người đứng đầu đơn vị"),),
    )


def conference_named(title: str) -> str:
    """Name a conference by its title, which may call itself one already."""
    return title if lowered(title).startswith("hội nghị") else f"Hội nghị {lowered(title)}"


def agenda_words(line: AgendaRow) -> str:
    """Say a line of the agenda in words: hour, topic, provision, presenter."""
    hour, where = f"{line.hour}: " if line.hour else "", f", {line.provision}" if line.provision else ""
    return f"{hour}{line.title.rstrip('.')}{where}{f' ({line.presenter} trình bày)' if line.presenter else ''}"


def _parts(report: ResultReport) -> Iterator[Part]:
    yield Heading("1. Nội dung và chương trình")
    yield Words(f"Địa điểm: {report.place or 'chưa ghi'}.")
    for text in report.texts:
        yield Words(f"- Học tập, quán triệt: {text}.")
    for line in report.agenda:
        yield Words(f"- {agenda_words(line)}.")
    yield from _attendance(report)
    yield from _check(report)
    yield from _raised(report)
    yield Words("Trên đây là kết quả hội nghị.")


def _attendance(report: ResultReport) -> Iterator[Part]:
    yield Heading("2. Người dự")
    yield Words(f"Triệu tập {report.called} người, có mặt ít nhất một buổi {report.came} người.")
    rows = [
        (row.half_day, str(row.expected), str(row.present), str(row.excused), str(row.missing), row.methods)
        for row in report.attendance
    ]
    yield Grid(ATTENDANCE, rows, (3, 2, 2, 2, 2, 4), frozenset({1, 2, 3, 4}))
    if report.absent:
        yield Words("Người vắng:")
        yield Grid(ABSENT, report.absent, (3, 3, 4))


def _raised(report: ResultReport) -> Iterator[Part]:
    yield Heading("4. Câu hỏi và trả lời")
    if not report.raised:
        yield Words("Không có câu hỏi nào được ghi lại.")
        return
    rows = [(provision or "Cả văn bản", text, answer or "Chưa trả lời") for provision, text, answer in report.raised]
    yield Grid(RAISED, rows, (2, 5, 5))


def _check(report: ResultReport) -> Iterator[Part]:
    yield Heading("3. Kiểm tra nhận thức")
    if not report.asked:
        yield Words("Hội nghị không tổ chức kiểm tra nhận thức.")
        return
    yield Words(f"{report.answered} người đã nộp bài kiểm tra nhận thức {report.asked} câu.")
    if not report.questions:
        yield Words("Số liệu từng câu chỉ nêu khi có từ mười bài trở lên.")
        return
    for article, share in report.to_brief:
        yield Words(f"- {article}: {share} trả lời sai, cần trao đổi lại.")
    rows = [(row.text, row.provision, str(row.answered), row.share) for row in report.questions]
    yield Grid(QUESTIONS, rows, (6, 2, 2, 2), frozenset({2}))
