"""Every page of the thread as every person sees it: no sideways scroll, axe-clean, light and dark, two screenshots."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.conftest import Visits

PAGES = {
    "cuc": {
        "hom-nay-van-phong": "/",
        "van-ban": "/van-ban/",
        "van-ban-loc": "/van-ban/?tim=tiep&loai=quy-dinh&nam=2026",
        "van-ban-khong-co": "/van-ban/?tim=khong+co+gi&loai=luat",
        "nhap-van-ban": "/van-ban/nhap/",
        "sua-chi-tiet": "/van-ban/sua/1/",
        "quan-triet": "/quan-triet/",
        "nhan-ban-tin": "/quan-triet/ban-tin/",
        "duyet-ban-tin": "/quan-triet/ban-tin/1/",
        "dot-quan-triet": "/quan-triet/1/",
        "soan-dot": "/quan-triet/2/",
        "ngoai-le": "/quan-triet/2/ngoai-le/?tim=nguyen",
        "do-phu": "/quan-triet/1/do-phu/",
        "do-phu-chi-bo-tre": "/quan-triet/1/do-phu/?cap=cell&tinh-trang=planned",
        "do-phu-mot-ngay": f"/quan-triet/1/do-phu/AH/ngay/?ngay={timezone.now():%d/%m/%Y}",
        "so-sanh": "/quan-triet/1/so-sanh/",
        "dieu-chinh-dot": "/quan-triet/1/dieu-chinh/",
        "thay-doi-dot": "/quan-triet/1/thay-doi/",
        "hoi-nghi-cap-duoi": "/hoi-nghi/dot/1/",
        "tong-hop-hoi-nghi": "/hoi-nghi/dot/1/tong-hop/",
        "don-vi": "/don-vi/",
        "nhap-don-vi": "/don-vi/nhap/",
    },
    "van-thu": {
        "hom-nay-van-thu": "/",
        "do-phu-phuong": "/quan-triet/1/do-phu/",
        "don-vi-phuong": "/don-vi/",
        "dau-van-ban": "/don-vi/AH-01/dau-van-ban/",
        "ma-vao": "/don-vi/AH-01/ma-vao/",
        "hoi-nghi": "/hoi-nghi/",
        "mot-hoi-nghi": "/hoi-nghi/1/",
        "diem-danh": "/hoi-nghi/1/diem-danh/1/",
        "nguoi-du": "/hoi-nghi/1/nguoi-du/1/",
        "bien-ban": "/hoi-nghi/1/giay-to/bien-ban/",
        "anh-cau-hoi": "/hoi-nghi/1/anh-cau-hoi/",
        "cau-hoi": "/hoi-nghi/1/cau-hoi/",
        "kiem-tra": "/hoi-nghi/1/kiem-tra/",
        "trang-dai-bieu": "/hoi-nghi/hom-nay/",
        "len-lich": "/hoi-nghi/dot/1/len-lich/",
        "chuan-bi-hoi-nghi": "/hoi-nghi/1/chuan-bi/",
        "chuong-trinh": "/hoi-nghi/1/chuong-trinh/",
        "tai-lieu-hoi-nghi": "/hoi-nghi/1/tai-lieu/",
        "cac-diem-cau": "/hoi-nghi/1/diem-cau/",
        "man-hinh-diem-cau": "/diem-cau/1/man-hinh/",
        "nhap-ma-diem-cau": "/diem-cau/cua/",
        "nhap-danh-sach-ky": "/hoi-nghi/1/danh-sach-ky/1/",
        "giay-xac-nhan": "/hoi-nghi/1/giay-xac-nhan/",
        "giay-xac-nhan-cua-toi": "/hoi-nghi/giay-xac-nhan/",
        "gio-co-mat": "/hoi-nghi/1/gio-co-mat/",
        "cho-can-xem": "/hoi-nghi/1/xem-lai/",
        "truc-tiep-dot": "/hoi-nghi/dot/1/truc-tiep/",
        "ngan-hang": "/hoi-nghi/ngan-hang/",
        "ngan-hang-van-ban": "/hoi-nghi/ngan-hang/van-ban/1/",
        "mot-cau-hoi": "/hoi-nghi/ngan-hang/cau/1/",
        "hoc-kiem-tra": "/hoi-nghi/hoc/",
        "lap-bai": "/hoi-nghi/hoc/dot/1/lap-bai/",
        "bai-nhieu-ngay": "/hoi-nghi/hoc/bai/1/",
        "so-lieu-bai": "/hoi-nghi/hoc/bai/1/so-lieu/",
        "huong-dan-bai": "/hoi-nghi/hoc/bai/1/huong-dan/",
        "ra-de": "/hoi-nghi/hoc/dot/1/ra-de/",
        "de-thu-hoach": "/hoi-nghi/hoc/thu-hoach/1/",
        "xem-bai": "/hoi-nghi/hoc/thu-hoach/1/xem-bai/",
        "mot-bai": "/hoi-nghi/hoc/thu-hoach/bai/1/",
    },
    "binh": {
        "khong-hop-rieng": "/hoi-nghi/dot/1/thay-the/",
        "hom-nay-bi-thu": "/",
        "dot-bi-thu": "/quan-triet/1/",
        "trinh-duyet": "/quan-triet/duyet/",
        "do-phu-chi-bo": "/quan-triet/1/do-phu/AH-01-03/",
        "danh-sach-ky": "/quan-triet/1/danh-sach-ky/",
        "don-vi-chi-bo": "/don-vi/",
        "uy-quyen": "/don-vi/AH-01-03/uy-quyen/",
    },
    "an": {
        "cua-toi": "/cua-toi/",
        "thong-bao": "/thong-bao/",
        "ma-api": "/tai-khoan/ma-api/",
        "phien-dang-nhap": "/tai-khoan/phien/",
        "hom-nay-dang-vien": "/",
        "dot-cua-toi": "/quan-triet/1/",
        "bai-cua-toi": "/hoi-nghi/hoc/bai/1/",
        "thu-hoach-cua-toi": "/hoi-nghi/hoc/thu-hoach/1/",
    },
    "quan-tri": {"tinh-trang-may-chu": "/quan-tri/tinh-trang/"},
    "dung": {"quan-triet-nguoi-la": "/quan-triet/"},
}


@pytest.mark.parametrize("who", PAGES)
def test_every_page_of_a_person_can_be_seen_by_anyone(
    visit: Visits, examine: Callable[[Page, str], None], who: str
) -> None:
    page = visit(who)
    for name, path in PAGES[who].items():
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        examine(page, name)


def test_the_text_itself_can_be_seen_by_anyone_studied_or_looked_up(
    visit: Visits, examine: Callable[[Page, str], None]
) -> None:
    page = visit("an")
    page.goto("/")
    page.get_by_role("main").get_by_role("link").first.click()
    examine(page, "doc-de-tiep-thu")
    page.goto("/van-ban/")
    page.get_by_role("main").get_by_role("link", name="118-QĐ/TU").first.click()
    examine(page, "doc-van-ban")
    page.goto("/van-ban/xem-truoc/1/")
    examine(page, "cho-duoc-dan")
    page.goto("/van-ban/duoc-dan/1/")
    examine(page, "van-ban-dan-chieu")


def test_every_page_of_the_office_opens_without_javascript(visit: Visits) -> None:
    page = visit("cuc", js=False)
    for path in PAGES["cuc"].values():
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert page.locator("h1").count() == 1
