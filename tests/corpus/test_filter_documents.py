"""Filter the list of documents: four filters, each counted among what the others leave, kept in the address."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from tests.cascade.doors import enter, few_queries, page, text_of
from tests.corpus import papers
from tests.factories import NOW, Four, make_expression
from thongsuot.corpus.actions.importing import import_document
from thongsuot.corpus.models import Work
from thongsuot.corpus.queries.documents import Facet, Listing, documents
from thongsuot.corpus.queries.wanted import FILTERS, Wanted, wanted_from

pytestmark = pytest.mark.django_db(databases="__all__")

TODAY = NOW.date()
HTMX = {"HX-Request": "true", "HX-Trigger": "ket-qua"}
TYPING = {"HX-Request": "true", "HX-Trigger": "tim"}


def shelve(kind: str, number: str, issuer: str, on: date | None, in_force_from: date | None = None) -> Work:
    """Put a document on the shelf as an import would."""
    return make_expression(number, type_key=kind, issuer=issuer, issued_on=on, in_force_from=in_force_from).work


@pytest.fixture
def shelf(four: Four) -> None:
    """Hold two decrees, a circular and a regulation of which little is known."""
    shelve("nghi-dinh", "30/2020/NĐ-CP", "Chính phủ", date(2020, 3, 5), date(2020, 3, 5))
    shelve("nghi-dinh", "9/2021/NĐ-CP", "Chính phủ", date(2021, 1, 8), TODAY)
    shelve("thong-tu", "1/2021/TT-BNV", "Bộ Nội vụ", date(2021, 6, 11), TODAY + timedelta(days=1))
    shelve("quy-dinh", "7-QĐ/TU", "", None)


def asked(four: Four, query: str) -> Listing:
    return documents(four.an, wanted_from(QueryDict(query)), today=TODAY)


def numbers(listing: Listing) -> list[str]:
    return [line.work.number for line in listing.lines]


def counts(listing: Listing, name: str) -> dict[str, int]:
    (facet,) = [facet for facet in listing.facets if facet.name == name]
    return {choice.value: choice.count for choice in facet.choices}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("loai=nghi-dinh", ["9/2021/NĐ-CP", "30/2020/NĐ-CP"]),
        ("loai=nghi-dinh&loai=thong-tu&nam=2021", ["1/2021/TT-BNV", "9/2021/NĐ-CP"]),
        ("co-quan=Chính phủ&nam=2020", ["30/2020/NĐ-CP"]),
        ("hieu-luc=da-den-ngay", ["9/2021/NĐ-CP", "30/2020/NĐ-CP"]),
        ("hieu-luc=chua-den-ngay", ["1/2021/TT-BNV"]),
        ("hieu-luc=khong-ghi", ["7-QĐ/TU"]),
        ("nam=chua-ro&co-quan=chua-ro", ["7-QĐ/TU"]),
        ("loai=nghi-dinh&tim=2021", ["9/2021/NĐ-CP"]),
        ("loai=thong-tu&nam=2020", []),
    ],
)
def test_filters_narrow_the_list_together(four: Four, query: str, found: list[str]) -> None:
    listing = asked(four, query)
    assert numbers(listing) == found
    assert listing.total == len(found)


@pytest.mark.usefixtures("shelf")
def test_each_filter_is_counted_among_what_the_others_leave(four: Four) -> None:
    listing = asked(four, "loai=nghi-dinh&nam=2021")
    assert counts(listing, "loai") == {"nghi-dinh": 1, "thong-tu": 1}
    assert counts(listing, "nam") == {"2021": 1, "2020": 1}
    assert counts(listing, "co-quan") == {"Chính phủ": 1}
    assert counts(listing, "hieu-luc") == {"da-den-ngay": 1}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("chosen", ["", "loai=nghi-dinh", "nam=2021&hieu-luc=da-den-ngay", "loai=thong-tu&nam=2020"])
def test_counts_are_the_same_with_words_that_everything_matches(four: Four, chosen: str) -> None:
    Work.objects.filter(number="30/2020/NĐ-CP").update(amended_on=TODAY)
    for work in Work.objects.all():
        work.title = "Mọi việc"
        work.save()
    without, with_words = asked(four, chosen), asked(four, f"{chosen}&tim=moi+viec")
    assert numbers(without) == numbers(with_words)
    assert {name: counts(without, name) for name in FILTERS} == {name: counts(with_words, name) for name in FILTERS}


@pytest.mark.usefixtures("shelf")
def test_what_is_chosen_stays_to_be_undone_though_nothing_is_left_of_it(four: Four) -> None:
    listing = asked(four, "loai=thong-tu&nam=2020")
    assert counts(listing, "loai") == {"thong-tu": 0, "nghi-dinh": 1}
    assert [chip.label for chip in listing.chips] == ["Thông tư", "2020"]
    assert [chip.query for chip in listing.chips] == ["nam=2020", "loai=thong-tu"]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("so", ["1/2021/TT-BNV", "7-QĐ/TU", "9/2021/NĐ-CP", "30/2020/NĐ-CP"]),
        ("moi", ["1/2021/TT-BNV", "9/2021/NĐ-CP", "30/2020/NĐ-CP", "7-QĐ/TU"]),
    ],
)
def test_the_list_is_sorted_as_asked_and_the_address_says_so(four: Four, sort: str, found: list[str]) -> None:
    listing = asked(four, f"xep={sort}")
    assert numbers(listing) == found
    assert listing.wanted.query == ("" if sort == "moi" else f"xep={sort}")


def test_titles_are_sorted_without_minding_marks(four: Four) -> None:
    for title in ("Về xã", "Điều hành", "Ấp", "Bến"):
        make_expression(title=title)
    titles = [line.work.title for line in asked(four, "xep=ten").lines]
    assert titles == ["Ấp", "Bến", "Điều hành", "Về xã"]


@pytest.mark.parametrize(
    "query",
    ["loai=%00", "nam=hai", "nam=20200", "hieu-luc=con", "xep=sai", "la=1", "co-quan=", f"loai={'a' * 41}", "tim=%00"],
)
def test_a_damaged_address_asks_for_what_is_left_of_it(query: str) -> None:
    assert wanted_from(QueryDict(query)) == Wanted()


def test_an_address_may_be_read_back() -> None:
    wanted = Wanted("tiếp dân", (("loai", ("luat", "nghi-dinh")), ("co-quan", ("Ủy ban & Sở",))), "so")
    assert wanted_from(QueryDict(wanted.query)) == wanted


def test_many_choices_fold_away_and_the_chosen_ones_stand_on_top(four: Four) -> None:
    for number in range(12):
        for _copy in range(12 - number):
            shelve("quy-dinh", f"{number}-QĐ/TU", f"Xã {number:02d}", None)
    (facet,) = [facet for facet in asked(four, "co-quan=Xã 11").facets if facet.name == "co-quan"]
    assert isinstance(facet, Facet)
    assert [choice.label for choice in facet.shown][:3] == ["Xã 11", "Xã 00", "Xã 01"]
    assert (len(facet.shown), len(facet.folded), facet.left_out) == (8, 4, 0)


@pytest.mark.usefixtures("shelf")
def test_the_page_works_as_a_plain_form_and_keeps_what_was_chosen(four: Four) -> None:
    html = page(enter(four.an), "/van-ban/?loai=nghi-dinh&nam=2021&tim=chinh+phu")
    assert "Có 1 văn bản khớp với “chinh phu”" in text_of(html)
    assert 'name="loai" value="nghi-dinh" checked' in html
    assert 'href="?tim=chinh+phu&amp;nam=2021"' in html
    assert 'href="/van-ban/">Xoá bộ lọc' in html
    assert "Hiệu lực, theo lời văn bản" in html


@pytest.mark.usefixtures("shelf")
def test_htmx_gets_the_list_alone_and_the_address_that_shows_the_same(four: Four) -> None:
    client = enter(four.an)
    pressed = client.get("/van-ban/?tim=&loai=nghi-dinh", headers=HTMX)
    typed = client.get("/van-ban/?tim=nd30&loai=nghi-dinh", headers=TYPING)
    assert pressed.headers["HX-Push-Url"] == "/van-ban/?loai=nghi-dinh"
    assert typed.headers["HX-Replace-Url"] == "/van-ban/?tim=nd30&loai=nghi-dinh"
    html = typed.content.decode()
    assert html.strip().startswith('<div class="sifted" id="ket-qua"')
    assert 'id="dem" aria-live="polite" hx-swap-oob="innerHTML">Có 1 văn bản khớp với “nd30”' in html
    assert "<html" not in html and 'id="tim"' not in html


@pytest.mark.usefixtures("shelf")
def test_going_back_in_the_browser_shows_the_whole_page_again(four: Four) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in enter(four.an).get("/van-ban/?loai=nghi-dinh", headers=headers).content.decode()


@pytest.mark.usefixtures("shelf")
def test_nothing_left_says_which_filter_to_take_away(four: Four) -> None:
    html = page(enter(four.an), "/van-ban/?loai=thong-tu&nam=2020")
    assert "Không văn bản nào khớp bộ lọc" in text_of(html)
    assert "Thử bỏ bớt bộ lọc" in html and 'href="/van-ban/">Xem tất cả văn bản' in html


@pytest.mark.usefixtures("shelf")
def test_filters_words_and_order_ask_the_database_little(four: Four) -> None:
    client = enter(four.an)
    with few_queries():
        page(client, "/van-ban/?loai=nghi-dinh&nam=2021&hieu-luc=da-den-ngay&tim=nd&xep=so&trang=2")


def test_the_day_in_force_of_the_newest_wording_is_the_one_that_counts(four: Four) -> None:
    import_document(papers.TEXT.encode(), name="a.txt", by=None, now=NOW)
    before = Work.objects.get().in_force_from
    later = papers.TEXT.replace("1 tháng 11 năm 2026", "1 tháng 2 năm 2099")
    import_document(later.encode(), name="b.txt", by=None, now=NOW)
    assert (before, Work.objects.get().in_force_from) == (date(2026, 11, 1), date(2099, 2, 1))
    assert "từ 01/02/2099" in text_of(page(enter(four.an), "/van-ban/?hieu-luc=chua-den-ngay"))


LATER = """THÀNH ỦY AN HẢI
*
Số 200-QĐ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
An Hải, ngày 1 tháng 11 năm 2026
QUY ĐỊNH
về việc giữ lời hẹn, thay cho lần trước
Điều 1. Hiệu lực
1. Quy định này có hiệu lực từ ngày {day}.
2. Quy định này {deed} Quy định số 118-QĐ/TU ngày 12 tháng 10 năm 2026 của Thành ủy An Hải.
"""


@pytest.mark.parametrize("first", ["the old one", "the new one"])
@pytest.mark.parametrize(
    ("day", "deed", "standing"),
    [
        ("15 tháng 11 năm 2026", "thay thế", {"bi-thay": 1, "da-den-ngay": 1}),
        ("15 tháng 12 năm 2026", "thay thế", {"da-den-ngay": 1, "chua-den-ngay": 1}),
        ("15 tháng 11 năm 2026", "sửa đổi, bổ sung một số điều của", {"da-den-ngay": 2, "duoc-sua": 1}),
        ("15 tháng 11 năm 2026", "bãi bỏ khoản 2 Điều 1 của", {"da-den-ngay": 2, "duoc-sua": 1}),
    ],
)
def test_what_another_text_of_the_corpus_ends_or_amends_says_so_from_the_day_that_text_names(
    four: Four, first: str, day: str, deed: str, standing: dict[str, int]
) -> None:
    texts = [papers.TEXT, LATER.format(day=day, deed=deed)]
    for number, text in enumerate(texts if first == "the old one" else reversed(texts)):
        import_document(text.encode(), name=f"{number}.txt", by=None, now=NOW)
    assert counts(asked(four, ""), "hieu-luc") == standing
