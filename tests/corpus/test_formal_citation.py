"""Write how a document or a place in it is cited: by the rules of State papers, and by those of the Party."""

from __future__ import annotations

from datetime import date

import pytest

from thongsuot.corpus.setting.formal import Act, citation, place_of, spoken_title
from thongsuot.corpus.setting.pieces import Row

DECREE = Act("nghi-dinh", "Nghị định", "30/2020/NĐ-CP", date(2020, 3, 5), "Chính phủ", "Về công tác văn thư")
LAW = Act("luat", "Luật", "02/2011/QH13", date(2011, 11, 11), "Quốc hội", "KHIẾU NẠI")
RULES = Act("quy-dinh", "Quy định", "118-QĐ/TU", date(2026, 10, 12), "Thành ủy An Hải", "về việc giữ lời hẹn")
ARTICLE = ("article", "15", 1)
CHAIN = (("chapter", "II", 0), ARTICLE, ("clause", "2", 2), ("point", "đ", 3))


def rows(*places: tuple[str, str, int], component: int = 0) -> list[Row]:
    """Make the rows of provisions that stand inside each other or follow: (kind, number, depth)."""
    return [Row(f"p{at}", kind, num, "", depth, component, at, at + 1) for at, (kind, num, depth) in enumerate(places)]


def test_a_decree_is_cited_in_full_once_and_by_its_number_from_then_on() -> None:
    cited = citation(DECREE, "khoản 2 Điều 15")
    words = "khoản 2 Điều 15 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
    assert cited.full == words
    assert cited.short == "khoản 2 Điều 15 Nghị định số 30/2020/NĐ-CP"


def test_a_law_is_cited_by_its_name() -> None:
    cited = citation(LAW, "Điều 9")
    assert (cited.full, cited.short) == ("Điều 9 Luật Khiếu nại", "Điều 9 Luật số 02/2011/QH13")


def test_a_law_whose_title_repeats_its_type_says_it_once() -> None:
    assert citation(Act("luat", "Luật", "", None, "", "Luật Thanh tra")).full == "Luật Thanh tra"


def test_the_party_sets_the_day_apart_and_in_figures() -> None:
    assert citation(RULES, "khoản 1 Điều 2").full == (
        "khoản 1 Điều 2 Quy định số 118-QĐ/TU, ngày 12/10/2026 của Thành ủy An Hải về việc giữ lời hẹn"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert citation(Act("", "Văn bản", "", None, "", "")).full == "Văn bản"
    assert citation(Act("cong-van", "Công văn", "7/UBND", None, "", "")).full == "Công văn số 7/UBND"
    plan = citation(Act("ke-hoach", "Kế hoạch", "", date(2026, 1, 9), "Đảng ủy phường Bến Đá", "Tiếp công dân"))
    assert plan.full == "Kế hoạch tiếp công dân ngày 09 tháng 01 năm 2026 của Đảng ủy phường Bến Đá"
    assert plan.short == "Kế hoạch tiếp công dân"


def test_a_title_in_capitals_is_set_small_and_keeps_the_names_of_its_issuer() -> None:
    issuer = "Hội đồng nhân dân thành phố An Hải"
    act = Act("nghi-quyet", "Nghị quyết", "7/NQ-HĐND", date(2025, 11, 27), issuer, "QUY ĐỊNH MỨC CHI CỦA AN HẢI")
    assert citation(act).full.endswith(f"của {issuer} quy định mức chi của An Hải")
    assert spoken_title(act) == "Quy định mức chi của An Hải"


def test_the_party_keeps_its_capital_in_a_title_and_its_members_need_none() -> None:
    act = Act(
        "quy-dinh", "Quy định", "", None, "Ban Bí thư", "VỀ TÀI LIỆU CỦA ĐẢNG CỘNG SẢN VIỆT NAM, CỦA ĐẢNG VÀ ĐẢNG VIÊN"
    )
    assert spoken_title(act) == "Quy định về tài liệu của Đảng Cộng sản Việt Nam, của Đảng và đảng viên"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (DECREE, "Nghị định về công tác văn thư"),
        (LAW, "Luật Khiếu nại"),
        (Act("chi-thi", "Chỉ thị", "3/CT-UBND", None, "", ""), "Chỉ thị 3/CT-UBND"),
    ],
)
def test_a_document_is_named_as_in_speech(act: Act, said: str) -> None:
    assert spoken_title(act) == said


@pytest.mark.parametrize(
    ("at", "said"), [(0, "Chương II"), (1, "Điều 15"), (2, "khoản 2 Điều 15"), (3, "điểm đ khoản 2 Điều 15")]
)
def test_a_place_is_named_from_the_inside_up_to_its_article(at: int, said: str) -> None:
    assert place_of(rows(*CHAIN), at) == said


def test_a_text_without_articles_names_all_that_stands_above() -> None:
    party = rows(("section", "III", 0), ("clause", "2", 1), ("point", "2.1", 2))
    assert place_of(party, 2) == "điểm 2.1 khoản 2 Mục III"


def test_what_is_beside_is_not_above() -> None:
    beside = rows(ARTICLE, ("clause", "1", 2), ("point", "a", 3), ("clause", "2", 2))
    assert place_of(beside, 3) == "khoản 2 Điều 15"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("QUY CHẾ làm việc của Ủy ban", "Điều 15 Quy chế làm việc của Ủy ban ban hành kèm theo"),
        ("QUY CHẾ LÀM VIỆC", "Điều 15 Quy chế ban hành kèm theo"),
        ("Phụ lục I DANH MỤC", "Điều 15 Phụ lục I ban hành kèm theo"),
        ("PHỤ LỤC II DANH MỤC", "Điều 15 Phụ lục II ban hành kèm theo"),
        ("Mẫu số 02a ĐƠN ĐỀ NGHỊ", "Điều 15 Mẫu số 02a ban hành kèm theo"),
        ("Phụ lục", "Điều 15 Phụ lục ban hành kèm theo"),
        (None, "Điều 15 Văn bản ban hành kèm theo"),
    ],
)
def test_a_place_in_an_attached_text_is_named_with_it(title: str | None, said: str) -> None:
    assert place_of(rows(ARTICLE, component=1), 0, [None, title]) == said
