"""The story of `notice`: a report says which works, who, for whom and what is to be done; each with its span."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vanban
from tests.vanban.founding import REPORT
from vanban.noticed import Notice

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))


def compared(notice: Notice) -> dict[str, object]:
    """Return what the expected files hold: everything but spans."""
    shape = notice.to_json()
    for kind in ("works", "people", "audience", "instructions"):
        for one in shape[kind]:
            one.pop("span")
    for work in shape["works"]:
        work["mentions"] = len(work["mentions"])
    shape["warnings"] = [one["code"] for one in shape["warnings"]]
    return shape


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_a_report_in_another_style_is_read_as_a_person_reads_it(report: Path) -> None:
    expected = json.loads(report.with_suffix(".json").read_text(encoding="utf-8"))
    assert compared(vanban.notice(report.read_text(encoding="utf-8"))) == expected


def test_the_event_takes_its_year_from_the_line_of_posting() -> None:
    event = vanban.notice(REPORT).event
    assert event is not None
    assert (event.kind, event.on, event.organiser) == (
        "conference",
        date(2019, 5, 9),
        "Ban Thường vụ Thành ủy Mây Trắng",
    )
    assert event.title == (
        "Hội nghị phổ biến Quy định số 9126-QĐ/TW ngày 01-4-2019 của Bộ Chính trị về “Giữ gìn giếng làng”"
    )


def test_without_a_year_anywhere_the_day_is_null_and_a_warning_says_so() -> None:
    notice = vanban.notice(REPORT.replace("Đăng ngày 10-05-2019 08:15", ""))
    assert notice.event is not None
    assert notice.event.on is None
    assert "event_date_unknown" in {one.code for one in notice.warnings}


@pytest.mark.parametrize(
    ("published", "held"),
    [
        (date(2021, 5, 10), date(2021, 5, 9)),
        (date(2022, 1, 2), date(2021, 5, 9)),
        (date(2021, 4, 20), date(2021, 5, 9)),
    ],
)
def test_the_day_of_publication_lends_its_year_or_the_one_before(published: date, held: date) -> None:
    event = vanban.notice(REPORT.replace("Đăng ngày 10-05-2019 08:15", ""), published).event
    assert event is not None
    assert event.on == held


def test_both_works_are_merged_from_their_mentions() -> None:
    first, second = vanban.notice(REPORT).works
    assert (first.number, first.date, first.issuer) == ("9126-QĐ/TW", date(2019, 4, 1), "Bộ Chính trị")
    assert (first.title, first.chapters, first.articles) == ("Giữ gìn giếng làng", 2, 11)
    assert first.topics == ("việc nạo vét", "việc che đậy, rào chắn", "việc ghi sổ mực nước")
    assert len(first.mentions) == 3
    assert (second.number, second.date, second.chapters, second.articles) == ("9101-QĐi/TW", None, 3, 7)
    assert len(second.mentions) == 2


def test_people_have_their_posts_and_a_byline_is_nobody() -> None:
    assert [
        (one.name, one.posts) for one in vanban.notice(REPORT + "\nTRẦN BÚT DANH\nBài và ảnh: Lê Người Viết").people
    ] == [
        ("Trần Văn Giả Tưởng", ("Phó Bí thư Thành ủy",)),
        ("Mộc Hư Cấu", ("Cục trưởng Cục Giếng làng, Ban Nước sạch Trung ương",)),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Chủ tịch Hồ Chí Minh",
        "Bí thư Tỉnh ủy Lâm Đồng",
        "Chủ tịch UBND tỉnh Cao Bằng",
        "các đồng chí Ủy viên Ban Thường vụ",
    ],
)
def test_names_of_places_and_institutions_are_nobody(words: str) -> None:
    assert vanban.notice(f"Dự hội nghị có {words} và cán bộ.").people == ()


@pytest.mark.parametrize(
    ("words", "name", "posts"),
    [
        ("Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh Lê Văn Thử", "Lê Văn Thử", ("Bí thư Tỉnh ủy", "Chủ tịch HĐND tỉnh")),
        ("đồng chí Lê Văn Thử - Bí thư Tỉnh ủy", "Lê Văn Thử", ("Bí thư Tỉnh ủy",)),
        ("bà Hoa Thị Nháp, Phó Chủ tịch UBND huyện", "Hoa Thị Nháp", ("Phó Chủ tịch UBND huyện",)),
        ("Bí thư Tỉnh ủy Quảng Mơ Nguyễn Thử", "Nguyễn Thử", ("Bí thư Tỉnh ủy Quảng Mơ",)),
        ("đồng chí Trưởng Ban Tổ chức Tỉnh ủy Phạm Nháp", "Phạm Nháp", ("Trưởng Ban Tổ chức Tỉnh ủy",)),
    ],
)
def test_posts_are_read_before_and_after_a_name(words: str, name: str, posts: tuple[str, ...]) -> None:
    assert [(one.name, one.posts) for one in vanban.notice(f"Chủ trì hội nghị là {words}.").people] == [(name, posts)]


def test_six_groups_attended_each_with_its_levels() -> None:
    assert [(one.text, one.levels) for one in vanban.notice(REPORT).audience] == [
        ("các ủy viên Đảng bộ thành phố", ("city",)),
        ("người đứng đầu các cơ quan Đảng", ("ward", "district", "city")),
        ("chính quyền từ cấp phường đến thành phố", ("ward", "district", "city")),
        ("đại diện các phòng, ban", ()),
        ("đoàn thể", ()),
        ("đơn vị cấp nước", ()),
    ]


def test_each_clause_with_a_verb_of_its_own_is_one_instruction() -> None:
    leaders = ("cấp ủy các cấp", "người đứng đầu cấp ủy, đơn vị")
    inspectors = ("Ủy ban Kiểm tra các cấp",)
    assert [(one.to, one.text, one.verbs) for one in vanban.notice(REPORT).instructions] == [
        (leaders, "nâng cao ý thức giữ nước", ("nâng cao",)),
        (leaders, "phát huy vai trò của các tổ tự quản", ("phát huy",)),
        (leaders, "đẩy mạnh việc nạo vét", ("đẩy mạnh",)),
        (leaders, "góp phần giữ mạch nước ngầm", ("góp phần",)),
        (inspectors, "tăng cường phổ biến Quy định", ("tăng cường",)),
        (inspectors, "chủ động đề xuất cách làm hay", ("chủ động", "đề xuất")),
    ]
    assert {one.by for one in vanban.notice(REPORT).instructions} == {"Trần Văn Giả Tưởng"}


@pytest.mark.parametrize("text", [REPORT, *(path.read_text(encoding="utf-8") for path in REPORTS)])
def test_every_span_holds_what_is_claimed(text: str) -> None:
    notice = vanban.notice(text)
    for one in (*notice.audience, *notice.instructions):
        assert notice.text[slice(*one.span)] == one.text
    for person in notice.people:
        assert notice.text[slice(*person.span)] == person.name
    for work in notice.works:
        assert work.span == work.mentions[0]
        said = [notice.text[slice(*span)] for span in work.mentions]
        assert all(work.type.split()[0].lower() in words.lower() or words == work.number for words in said)
    event = notice.event
    if event is not None and event.title_span is not None:
        assert notice.text[slice(*event.title_span)] == event.title


def test_a_report_without_capitals_is_read_as_with_them_and_keeps_its_own_words() -> None:
    small = vanban.notice(REPORT.lower())
    known = vanban.notice(REPORT)
    assert [one.code for one in small.warnings] == ["no_capitals", *(one.code for one in known.warnings)]
    assert [(one.number, one.date) for one in small.works] == [(one.number, one.date) for one in known.works]
    assert small.text == REPORT.lower()
    assert {one.name for one in small.people} <= {one.name.lower() for one in known.people}


def test_a_day_and_a_body_before_the_verb_are_the_document_s() -> None:
    said = "Ngày 28/8/2031, Thủ tướng Chính phủ ban hành Chỉ thị số 9311/CT-TTg về thắp đèn. Ngày 5/9/2031 xã họp."
    work = vanban.notice(said).works[0]
    assert (work.date, work.issuer) == (date(2031, 8, 28), "Thủ tướng Chính phủ")


def test_contradicting_counts_keep_the_first_and_warn_with_the_line() -> None:
    text = REPORT.replace("Quy định gồm 3 chương, 7 điều", "Quy định gồm 3 chương, 7 điều. Quy định này có 8 điều")
    notice = vanban.notice(text)
    assert notice.works[1].articles == 7
    assert [one.line for one in notice.warnings if one.code == "counts_conflict"] == [10]


def test_a_text_that_is_no_report_gives_warnings_and_no_error() -> None:
    notice = vanban.notice("Trời hôm nay đẹp.")
    assert (notice.event, notice.works, notice.people, notice.audience, notice.instructions) == (None, (), (), (), ())
    assert {one.code for one in notice.warnings} == {"works_missing", "event_missing"}


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("Trong hai ngày 14 và 15/8/2031", date(2031, 8, 14)),
        ("Chiều ngày 21 và sáng ngày 22 tháng 12 năm 2031", date(2031, 12, 21)),
        ("Từ ngày 3 đến 5-6-2031", date(2031, 6, 3)),
        ("Sáng 9.5.2031", date(2031, 5, 9)),
    ],
)
def test_of_several_days_the_first_is_the_day_of_the_event(said: str, on: date) -> None:
    event = vanban.notice(f"{said}, Huyện ủy Đồi Thông tổ chức hội nghị sơ kết công tác trồng cây.").event
    assert event is not None
    assert (event.on, event.organiser) == (on, "Huyện ủy Đồi Thông")


def test_a_headline_leaves_the_event_to_the_sentence_that_tells_its_day() -> None:
    text = "Đồi Thông tổ chức hội nghị trồng cây.\n\nNgày 3/2/2031, Huyện ủy Đồi Thông tổ chức hội nghị trồng cây."
    event = vanban.notice(text).event
    assert event is not None
    assert (event.on, event.organiser) == (date(2031, 2, 3), "Huyện ủy Đồi Thông")


def test_a_second_event_is_a_warning_with_its_line() -> None:
    text = (
        "Sáng 3/2/2031, Xã đoàn Bến Mơ tổ chức hội nghị phổ biến quy chế giữ thuyền.\n"
        "Chiều cùng ngày, Xã đoàn Bến Mơ tổ chức hội nghị tổng kết phong trào thể thao mùa đông."
    )
    notice = vanban.notice(text)
    assert notice.event is not None
    assert notice.event.title == "hội nghị phổ biến quy chế giữ thuyền"
    assert [one.line for one in notice.warnings if one.code == "second_event"] == [2]


def test_a_dispatch_is_an_event_of_its_issuer_and_directs_by_itself() -> None:
    text = next(path for path in REPORTS if path.stem == "cong-van").read_text(encoding="utf-8")
    notice = vanban.notice(text)
    assert notice.event is not None
    assert (notice.event.kind, notice.event.on, notice.event.organiser) == (
        "dispatch",
        date(2024, 5, 7),
        "Huyện ủy Đồi Chè",
    )
    assert "chậm nhất ngày 15/6/2024" in next(one.text for one in notice.instructions if "danh sách" in one.text)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("Nghị quyết số 918, 919 và 920 của Bộ Chính trị", ["918", "919", "920"]),
        ("Nghị quyết số 918-NQ/TW, 919-NQ/TW.", ["918-NQ/TW", "919-NQ/TW"]),
        ("Quy định 58 và 12 chi bộ", ["58"]),
    ],
)
def test_several_documents_share_one_type(said: str, numbers: list[str]) -> None:
    works = vanban.notice(f"Hội nghị nghe phổ biến {said}").works
    assert [one.number for one in works] == numbers


def test_a_bare_number_joins_the_document_named_in_full_and_alone_it_is_a_warning() -> None:
    full = "Hội nghị học tập Quy định số 9144-QĐ/TW ngày 9/5/2031 của Bộ Chính trị. Quy định 9144 gồm 3 chương, 8 điều."
    (work,) = vanban.notice(full).works
    assert (work.number, work.chapters, work.articles, len(work.mentions)) == ("9144-QĐ/TW", 3, 8, 2)
    alone = vanban.notice("Mở đầu.\nHội nghị học tập Quy định 58 của Tỉnh ủy.")
    assert [one.line for one in alone.warnings if one.code == "number_incomplete"] == [2]


@pytest.mark.parametrize(
    ("said", "by", "to", "text"),
    [
        ("Đồng chí Lê Văn Thử, Bí thư Xã ủy giao các thôn dọn bãi.", "Lê Văn Thử", "các thôn", "dọn bãi"),
        ("Ban Thường vụ Huyện ủy yêu cầu các chi bộ họp sớm.", "Ban Thường vụ Huyện ủy", "các chi bộ", "họp sớm"),
        (
            "Bí thư Xã ủy Lê Văn Thử đánh giá cao kết quả, đồng thời lưu ý các thôn không đốt rơm.",
            "Lê Văn Thử",
            "các thôn",
            "không đốt rơm",
        ),
        (
            "Bí thư Xã ủy Lê Văn Thử chủ trì. Theo đồng chí Bí thư Xã ủy, Công an xã phải trực đêm.",
            "Lê Văn Thử",
            "Công an xã",
            "trực đêm",
        ),
        (
            "Bí thư Xã ủy Lê Văn Thử yêu cầu các thôn trồng cây; nơi nào để cây chết thì trưởng thôn phải trồng lại.",
            "Lê Văn Thử",
            "trưởng thôn",
            "trồng lại",
        ),
    ],
)
def test_who_speaks_and_who_must_act_are_read_from_the_sentence(said: str, by: str, to: str, text: str) -> None:
    last = vanban.notice(said).instructions[-1]
    assert (last.by, last.to, last.text) == (by, (to,), text)


@pytest.mark.parametrize(
    "said",
    [
        "Các đại biểu đề nghị cấp trên hỗ trợ kinh phí.",
        "Đồng chí Lê Văn Thử, Bí thư Xã ủy phát biểu chỉ đạo hội nghị.",
        "Đồng chí Lê Văn Thử, Bí thư Xã ủy nhấn mạnh, đây là việc lớn.",
        "Hội nghị đáp ứng yêu cầu nhiệm vụ trong tình hình mới.",
        "Xã ủy tổ chức giao ban hằng tuần.",
    ],
)
def test_what_directs_nobody_is_no_instruction(said: str) -> None:
    assert vanban.notice(said).instructions == ()


PIECES = st.sampled_from(
    [
        "Sáng 5/6, ",
        "Kính gửi: ",
        "đồng chí Lê Văn Thử, ",
        "Bí thư Xã ủy ",
        "yêu cầu ",
        "các chi bộ ",
        "cần ",
        "rà soát sổ; ",
        "tổ chức hội nghị ",
        "Quy định số 58, 59 ",
        "của Bộ Chính trị ",
        "nơi nào ",
        "thì ",
        "như sau:\n",
        "- ",
        "“",
        "”",
        ". ",
        "\n",
        "\u0301",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_pieces_of_reports_in_any_order_are_read_with_true_spans(raw: str) -> None:
    notice = vanban.notice(raw)
    for one in (*notice.audience, *notice.instructions):
        assert notice.text[slice(*one.span)] == one.text
    for person in notice.people:
        assert " ".join(notice.text[slice(*person.span)].split()) == person.name
