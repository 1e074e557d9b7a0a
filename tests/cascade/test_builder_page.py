"""The builder and the list of drives, through the door: draft, see whom it reaches, correct, publish, close."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cascade.doors import assert_absent, enter, few_queries, heading_of, page, text_of
from tests.cascade.told import BOTH, read, told
from tests.factories import Four, make_dissemination, make_expression, make_four, make_person, make_seat
from thongsuot.cascade.models import Dissemination
from thongsuot.kernel.clock import day_of
from thongsuot.orgs.models import Seat

pytestmark = pytest.mark.django_db(**BOTH)


@pytest.fixture
def four() -> Four:
    return make_four()


@pytest.fixture
def draft(four: Four) -> Dissemination:
    today = day_of(timezone.now())
    days = {"city": today, "ward": today + timedelta(days=15), "cell": today + timedelta(days=30)}
    return make_dissemination(four.cuc, make_expression("126-QĐ/TW"), published=False, deadlines=days)


def sent(draft: Dissemination, **changes: object) -> dict[str, object]:
    """Give what the form of a draft would send: everybody, its text, days from today."""
    today = day_of(timezone.now())
    values: dict[str, object] = {
        "title": draft.title,
        "message": "",
        "expressions": [text.expression_id for text in draft.texts.all()],
        "reaches": ["city:staff", "ward:leader", "cell:leader", "cell:member"],
        "due_city": f"{today:%d/%m/%Y}",
        "due_ward": f"{today + timedelta(days=15):%d/%m/%Y}",
        "due_cell": f"{today + timedelta(days=30):%d/%m/%Y}",
    }
    return {**values, **changes}


def test_the_office_sees_whom_the_draft_reaches_and_names_of_its_own_unit_only(
    four: Four, draft: Dissemination
) -> None:
    html = page(enter(four.cuc), f"/quan-triet/{draft.pk}/")
    words = text_of(html)
    assert heading_of(html) == "Bản nháp sẵn sàng: 2 đơn vị, 4 người phải học"
    assert "Ban hành cho 2 đơn vị" in words
    assert "Mai Thị Cúc" in words
    assert not {"Trần Văn An", "Lê Thị Bình", "Hồ Văn Dũng"} & {name for name in NAMES if name in words}
    assert "Tên người ở đơn vị khác chỉ đơn vị ấy thấy." in words


NAMES = ("Trần Văn An", "Lê Thị Bình", "Hồ Văn Dũng", "Mai Thị Cúc")


def test_the_builder_asks_the_database_little(four: Four, draft: Dissemination) -> None:
    for _ in range(3):
        make_expression()
    cuc, place = enter(four.cuc), f"/quan-triet/{draft.pk}/"
    with few_queries():
        page(cuc, place)


def test_saving_keeps_what_was_ticked_and_shows_it_again(four: Four, draft: Dissemination) -> None:
    cuc, other = enter(four.cuc), make_expression("01-QĐi/TW")
    data = sent(draft, title="Đợt mới", expressions=[other.pk], reaches=["cell:member"], message="Đọc trước thứ Sáu.")
    answer = cuc.post(f"/quan-triet/{draft.pk}/soan/", data)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/quan-triet/{draft.pk}/")
    html = page(cuc, f"/quan-triet/{draft.pk}/")
    assert 'value="cell:member" checked' in html
    assert 'value="cell:leader" checked' not in html
    assert f'value="{other.pk}" checked' in html
    assert "Đọc trước thứ Sáu." in html
    assert 'value="Đợt mới"' in html


def test_the_same_form_publishes(four: Four, draft: Dissemination) -> None:
    cuc = enter(four.cuc)
    answer = cuc.post(f"/quan-triet/{draft.pk}/soan/", sent(draft, **{"ban-hanh": "1"}))
    assert answer.status_code == 302
    assert "Đã ban hành." in page(cuc, f"/quan-triet/{draft.pk}/")
    assert len(told("cascade.dissemination.published")) == 1
    assert "126-QĐ/TW" in page(enter(four.an), f"/quan-triet/{draft.pk}/")


def test_days_in_disorder_keep_the_button_grey_and_say_why(four: Four, draft: Dissemination) -> None:
    cuc = enter(four.cuc)
    early = sent(draft, due_cell=f"{day_of(timezone.now()):%d/%m/%Y}")
    cuc.post(f"/quan-triet/{draft.pk}/soan/", early)
    html = page(cuc, f"/quan-triet/{draft.pk}/")
    assert 'disabled aria-describedby="vi-sao"' in html
    assert '<a href="#han">Hạn của cấp dưới đang sớm hơn cấp trên.' in html
    answer = cuc.post(f"/quan-triet/{draft.pk}/soan/", {**early, "ban-hanh": "1"})
    assert answer.status_code == 409
    assert "Hạn của cấp dưới đang sớm hơn cấp trên" in text_of(answer.content.decode())


@pytest.mark.parametrize(
    ("changes", "place"), [({"expressions": []}, "van-ban"), ({"reaches": []}, "ai"), ({"due_city": ""}, "han")]
)
def test_what_is_missing_is_named_with_the_way_to_it(
    four: Four, draft: Dissemination, changes: dict[str, object], place: str
) -> None:
    cuc = enter(four.cuc)
    cuc.post(f"/quan-triet/{draft.pk}/soan/", sent(draft, **changes))
    html = page(cuc, f"/quan-triet/{draft.pk}/")
    assert f'<a href="#{place}">' in html
    assert f'id="{place}"' in html


def test_a_day_that_is_none_is_mended_in_place_and_nothing_typed_is_lost(four: Four, draft: Dissemination) -> None:
    answer = enter(four.cuc).post(
        f"/quan-triet/{draft.pk}/soan/",
        sent(draft, title="Tên vừa gõ", due_ward="31/02/2027", reaches=["cell:member"]),
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Tên vừa gõ"' in html
    assert 'value="31/02/2027"' in html
    assert 'href="#id_due_ward"' in html
    assert "Ghi ngày theo dạng 26/11/2026." in html
    assert heading_of(html) == "Chưa lưu được, còn chỗ phải sửa trong bản nháp"
    assert 'value="cell:member" checked' in html
    assert 'value="ward:leader" checked' not in html
    assert Dissemination.objects.get(pk=draft.pk).title == draft.title


def test_days_are_written_as_people_here_write_them_in_any_browser(four: Four, draft: Dissemination) -> None:
    html = enter(four.cuc).get(f"/quan-triet/{draft.pk}/", headers={"Accept-Language": "en-US"}).content.decode()
    assert f'value="{day_of(timezone.now()):%d/%m/%Y}"' in html


def test_a_draft_is_invisible_outside_the_office(four: Four, draft: Dissemination) -> None:
    for seat in (four.an, four.binh, four.dung, make_seat(make_person(), four.city)):
        assert_absent(enter(seat), f"/quan-triet/{draft.pk}/")
    answer = enter(four.binh).post("/quan-triet/moi/")
    assert answer.status_code == 403
    assert "Việc này do văn phòng cấp ủy làm" in text_of(answer.content.decode())


def test_another_office_cannot_touch_a_draft(four: Four, draft: Dissemination) -> None:
    other = enter(make_seat(make_person(), four.ward, role=Seat.Role.OFFICE))
    assert_absent(other, f"/quan-triet/{draft.pk}/")
    for verb in ("soan", "khep-lai"):
        assert other.post(f"/quan-triet/{draft.pk}/{verb}/", sent(draft)).status_code == 404


def test_an_empty_draft_begins_in_the_list(four: Four) -> None:
    cuc = enter(four.cuc)
    html = page(cuc, "/quan-triet/")
    assert heading_of(html) == "Chưa có đợt quán triệt nào"
    answer = cuc.post("/quan-triet/moi/")
    assert answer.status_code == 302
    html = page(cuc, answer.headers["Location"])
    assert "Chọn ít nhất một văn bản phải học" in html
    assert "Bản nháp" in text_of(page(cuc, "/quan-triet/"))


def test_the_list_says_who_is_late_first_and_offers_drafting_to_the_office_alone(four: Four) -> None:
    today = day_of(timezone.now())
    late = make_dissemination(four.cuc, make_expression("1-QĐ/TU"), title="Đợt trễ")
    make_dissemination(four.cuc, make_expression("2-QĐ/TU"), title="Đợt kịp", deadlines=dict.fromkeys(LEVELS, FAR))
    Dissemination.objects.filter(pk=late.pk).update(deadlines=dict.fromkeys(LEVELS, "2026-01-01"))
    late.duties.update(due_on=today - timedelta(days=2))
    read(late, four.binh)
    html = page(enter(four.an), "/quan-triet/")
    assert heading_of(html) == "Hai đợt đang mở, một đợt có người quá hạn"
    assert html.index("Đợt trễ") < html.index("Đợt kịp")
    assert "1 / 2 người" in text_of(html)
    assert "/quan-triet/moi/" not in html
    cuc = enter(four.cuc)
    with few_queries():
        assert "/quan-triet/moi/" in page(cuc, "/quan-triet/")


LEVELS = ("city", "ward", "cell")
FAR = date(2090, 1, 1)


def test_the_page_of_a_drive_tells_a_member_what_is_left(four: Four) -> None:
    drive = make_dissemination(
        four.cuc, make_expression("1-QĐ/TU"), make_expression("2-QĐ/TU"), deadlines=dict.fromkeys(LEVELS, FAR)
    )
    an = enter(four.an)
    assert heading_of(page(an, f"/quan-triet/{drive.pk}/")).startswith("Còn hai văn bản phải học, hạn")
    read(drive, four.an)
    html = page(an, f"/quan-triet/{drive.pk}/")
    assert heading_of(html).startswith("Còn một văn bản phải học, hạn")
    assert "khep-lai" not in html


def test_the_office_closes_a_drive_and_the_page_says_when(four: Four) -> None:
    drive = make_dissemination(four.cuc)
    cuc = enter(four.cuc)
    assert f'href="/quan-triet/{drive.pk}/dieu-chinh/"' in page(cuc, f"/quan-triet/{drive.pk}/")
    assert f'action="/quan-triet/{drive.pk}/khep-lai/"' in page(cuc, f"/quan-triet/{drive.pk}/dieu-chinh/")
    cuc.post(f"/quan-triet/{drive.pk}/khep-lai/")
    html = page(cuc, f"/quan-triet/{drive.pk}/")
    assert heading_of(html).startswith("Đợt này đã khép lại ngày")
    assert f'action="/quan-triet/{drive.pk}/khep-lai/"' not in page(cuc, f"/quan-triet/{drive.pk}/dieu-chinh/")
    assert "Mở đọc" not in text_of(page(enter(four.an), f"/quan-triet/{drive.pk}/"))


def test_nobody_lists_drives_unnamed() -> None:
    assert Client().get("/quan-triet/").status_code == 302
