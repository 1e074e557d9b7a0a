"""The story of `notice`, gone on: turns of phrase of other papers."""

from __future__ import annotations

from datetime import date

import pytest

import vanban


def told(sentence: str) -> tuple[str | None, str | None, str | None]:
    event = vanban.notice(f"{sentence}\n", date(2031, 10, 25)).event
    assert event is not None
    return (str(event.on) if event.on else None, event.organiser, event.title)


def test_bodies_that_organise_together_are_named_together() -> None:
    sentence = "Sáng 16/9, xã dự Hội nghị toàn quốc học tập Nghị quyết 9059-NQ/TW do Bộ Chính trị, Ban Bí thư tổ chức"
    assert told(f"{sentence} theo hình thức trực tuyến.") == (
        "2031-09-16",
        "Bộ Chính trị, Ban Bí thư",
        "Hội nghị toàn quốc học tập Nghị quyết 9059-NQ/TW",
    )


def test_an_event_that_has_no_name_but_its_kind_has_no_title() -> None:
    sentence = "Hội nghị diễn ra sáng 6/10 tại hội trường xã Mây Trắng, do Đảng ủy xã tổ chức."
    assert told(sentence) == ("2031-10-06", "Đảng ủy xã", None)


def test_a_body_that_meets_on_a_day_holds_the_event() -> None:
    notice = vanban.notice("Chiều 15/01/2031, Chi bộ Thôn 5 họp thường kỳ, quán triệt Quy định số 9037-QĐ/TW.\n")
    assert notice.event is not None
    assert (notice.event.kind, notice.event.organiser) == ("meeting", "Chi bộ Thôn 5")


def test_counts_belong_to_the_work_they_follow() -> None:
    report = "Theo ông Bảo, Quy định 9296-QĐ/TW gồm 5 chương, 28 điều, thay thế Quy định số 9022-QĐ/TW.\n"
    counts = {one.number: (one.chapters, one.articles) for one in vanban.notice(report).works}
    assert counts == {"9296-QĐ/TW": (5, 28), "9022-QĐ/TW": (None, None)}


def test_numbers_that_share_their_letters_are_works_of_their_own() -> None:
    report = "Hội nghị triển khai Kết luận số 9177, 9178 và 9179-KL/TW của Bộ Chính trị.\n"
    assert [one.number for one in vanban.notice(report).works] == ["9177-KL/TW", "9178-KL/TW", "9179-KL/TW"]


def test_the_full_title_of_a_work_is_kept_and_not_that_of_the_headline() -> None:
    report = (
        "Xã Mây Trắng học tập Nghị quyết số 9071 về đột phá giáo dục\n\n"
        "Đảng ủy xã học Nghị quyết số 9071-NQ/TW ngày 22/8/2031 của Bộ Chính trị về đột phá phát triển giáo dục.\n"
    )
    assert [one.title for one in vanban.notice(report).works] == ["đột phá phát triển giáo dục"]


@pytest.mark.parametrize(
    "post",
    [
        "Giám đốc Sở Giáo dục và Đào tạo",
        "Phó Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy",
        "Vụ trưởng Vụ Tổ chức - Biên chế",
    ],
)
def test_the_name_of_a_body_goes_on_behind_and(post: str) -> None:
    [person] = vanban.notice(f"Đồng chí Lê Thị Mận, {post}, phát biểu tại hội nghị.\n").people
    assert person.posts == (post,)


def test_a_name_that_is_a_word_elsewhere_still_speaks() -> None:
    [one] = vanban.notice("Đồng chí Đào Văn Sự yêu cầu Phòng Tổ chức - Hành chính rà soát quy trình.\n").instructions
    assert (one.by, one.to) == ("Đào Văn Sự", ("Phòng Tổ chức - Hành chính",))


def test_people_are_no_verb() -> None:
    [one] = vanban.notice(
        "Đồng chí Lê Thị Mận đề nghị báo cáo viên tuyên truyền đến đảng viên và nhân dân.\n"
    ).instructions
    assert one.verbs == ("tuyên truyền",)
