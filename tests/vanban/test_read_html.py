"""The story of `read` on .html: what a browser shows, as lines; the site around a document is no part of it."""

from __future__ import annotations

import pytest

import vanban
from tests.vanban.papers import DECISION


def read(body: str) -> vanban.Document:
    return vanban.read(
        f"<!DOCTYPE html><html><head><title>Trang</title></head><body>{body}</body></html>".encode(), "a.html"
    )


def test_the_same_words_read_alike_from_html_and_txt() -> None:
    page = read("".join(f"<p>{line}</p>" for line in DECISION.split("\n")))
    plain = vanban.read(DECISION.encode(), name="a.txt")
    assert [step.node.id for step in page.walk()] == [step.node.id for step in plain.walk()]
    assert (page.number, page.issued_on, page.title) == (plain.number, plain.issued_on, plain.title)
    assert page.source.format == "html"


def test_the_header_table_is_read_cell_by_cell_and_a_data_table_row_by_row() -> None:
    page = read(
        "<table><tr><td>SỞ GIÓ<br>Số: 1/QĐ-SG<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>"
        "Hà Gió, ngày 1 tháng 2 năm 2021</table>"
        "<p>QUYẾT ĐỊNH<p>Về gió (hư cấu)<p>Điều 1. Bảng<table><tr><th>STT<th>Tên<tr><td>1<td>Gió <b>nam</b></table>"
    )
    assert page.text.startswith("SỞ GIÓ\nSố: 1/QĐ-SG\nCỘNG HÒA")
    assert page.text.endswith("| STT | Tên |\n| 1 | Gió nam |")
    assert page.number == "1/QĐ-SG"


def test_what_a_browser_does_not_show_is_left_out() -> None:
    page = read(
        "<nav>Trang chủ</nav><script>var x = '<p>Điều 9.</p>'</script><style>p {}</style><!-- Điều 8. -->"
        "<p style='display: none'>Điều 7.</p><div hidden>Điều 6.</div><select><option>Tùy</select><p>Điều 1. Gió.</p>"
    )
    assert page.text == "Điều 1. Gió."


def test_lists_keep_the_numbers_a_browser_shows() -> None:
    page = read("<ol start=3><li><p>Ba<li>Bốn<ol type=a><li>Một<li>Hai</ol></ol><ul><li>Gạch</ul>")
    assert page.text.split("\n") == ["3. Ba", "4. Bốn", "a) Một", "b) Hai", "- Gạch"]


def test_line_breaks_entities_and_raised_note_marks_are_kept() -> None:
    page = read("<p>Điều&nbsp;5<sup>1</sup>. Gi&oacute;<br>thổi &lt; 3 m<sup>2</sup></p>")
    assert page.text == "Điều\u00a05¹. Gió\nthổi < 3 m²"


def test_words_broken_over_lines_of_the_source_are_one_line() -> None:
    assert read("<p>Gió\n  mùa   <i>đông</i>\nbắc</p>").text == "Gió mùa đông bắc"


SITE = (
    "<div id=top><a href=/>Trang chủ</a> <p>{menu}</p></div><div id=main><div id=doc>{document}</div></div>"
    "<div id=foot>{links}<p>Bản quyền</div>"
)


def test_the_site_around_a_document_stands_beside_it() -> None:
    long = DECISION.rstrip() + "".join(f"\n{at}. Treo thêm chuông gió ở cửa số {at} của nhà." for at in range(1, 9))
    document = "".join(f"<p>{line}</p>" for line in long.split("\n"))
    links = "".join(f"<a href=/{at}>Tin tức gió mây số {at}</a> " for at in range(40))
    page = read(SITE.format(menu="Điều 1. Quảng cáo. " * 20, document=document, links=links))
    assert page.text.startswith("SỞ GIÓ MÂY\n")
    assert page.text.endswith("cửa số 8 của nhà.")
    assert [block.kind for block in page.blocks] == ["page", "page"]
    assert "Quảng cáo" in page.blocks[0].text
    assert "Tin tức gió mây số 39" in page.blocks[1].text


def test_words_above_the_motto_belong_to_the_document_where_nothing_else_does() -> None:
    above = "<p>Văn bản này được chép lại để đọc. " + "Gió mùa đông bắc. " * 30 + "</p>"
    page = read(above + "".join(f"<p>{line}</p>" for line in DECISION.split("\n")))
    assert page.components[0].article_numbers == ("1", "2", "3")
    assert page.blocks == ()


def test_an_annex_beside_the_document_belongs_to_it() -> None:
    document = "".join(f"<p>{line}</p>" for line in DECISION.split("\n"))
    page = read(f"<div><div>{document}</div><div><p>Phụ lục<p>Chuông gió loại một</div></div>")
    assert page.text.endswith("Chuông gió loại một")


def test_tags_that_are_never_closed_lose_no_words() -> None:
    assert read("<b>Điều 1. <p>Gió <i>mùa <a href='x>Đông</a> <3 bắc <").text.split() == [
        "Điều",
        "1.",
        "Gió",
        "mùa",
        "Đông",
        "<3",
        "bắc",
        "<",
    ]


def test_any_number_of_nested_elements_is_read() -> None:
    assert read("<div>" * 50_000 + "Sâu" + "</div>" * 50_000).text == "Sâu"


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<a b='", '<a b="', "</", "<![CDATA[", "&#", "<p", "<table><td>", "<script>"]
)
def test_what_repeats_without_end_is_read_or_refused(piece: str) -> None:
    try:
        text = read(piece * 20_000).text
    except vanban.UnreadableFile as refused:
        assert refused.code == "no_text"
    else:
        assert text


MENU = "<ul class='tab-menu'><li><a>Toàn văn</a><li><a>Thuộc tính</a></ul>"


def test_menus_footers_and_related_lists_inside_the_document_are_kept_beside_it() -> None:
    page = read(
        f"{MENU}<p>Điều 1. Gió.</p><div id=footer>Bản quyền Sở Gió</div><div class='box related'>Gió khác</div>"
    )
    assert page.text == "Điều 1. Gió."
    assert {word for block in page.blocks for word in block.text.split("\n")} == {
        "Toàn văn Thuộc tính",
        "Bản quyền Sở Gió",
        "Gió khác",
    }


def test_what_is_called_a_menu_and_holds_articles_stays() -> None:
    assert (
        read("<div class='tab-content menu'><p>Điều 1. Gió.</p><p>Điều 2. Mưa.</p></div>").text
        == "Điều 1. Gió.\nĐiều 2. Mưa."
    )


def test_a_table_inside_a_ruled_one_is_the_words_of_its_cell_and_inside_a_layout_lines() -> None:
    inner = "<table><tr><td>10</td><td>cm</td></tr></table>"
    ruled = f"<p>A<table border=1><tr><td>Tên</td><td>Cỡ</td></tr><tr><td>Đèn</td><td>{inner}</td></tr></table>"
    assert read(ruled).text == "A\n| Tên | Cỡ |\n| Đèn | 10 cm |"
    assert "|" not in read(ruled.replace(" border=1", "")).text.split("\n")[1]


def test_words_in_old_fonts_are_read_span_by_span_beside_unicode() -> None:
    page = read(
        "<p><span style='font-family:.VnTimeH'>ubnd tØnh m©y tr¾ng</span></p><p>Điều 1. Giữ "
        "<font face='.VnTime'>chî phiªn</font> cũ</p><p style='font:14pt \".VnTime\"'>§iÒu 2. Qu¶n lý kÓ tõ ngµy.</p>"
        "<p><font face='VNI-Times'>Ñieàu 3. Ñoái töôïng aùp duïng</font></p>"
    )
    assert page.text.split("\n") == [
        "UBND TỈNH MÂY TRẮNG",
        "Điều 1. Giữ chợ phiên cũ",
        "Điều 2. Quản lý kể từ ngày.",
        "Điều 3. Đối tượng áp dụng",
    ]
    assert {"converted_tcvn3", "converted_vni"} <= {one.code for one in page.warnings}


def test_unicode_that_still_names_an_old_font_is_left_alone() -> None:
    page = read(
        "<p style='font-family:.VnTime'>Điều 1. Giữ chợ phiên.</p><p style='font-family:VNI-Times'>Café Gió</p>"
    )
    assert page.text == "Điều 1. Giữ chợ phiên.\nCafé Gió"
    assert not {one.code for one in page.warnings if one.code.startswith("converted")}
