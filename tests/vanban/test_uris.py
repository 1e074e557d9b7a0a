"""The story of addresses: one work, one address, in ASCII, stable even when facts are missing."""

from __future__ import annotations

from datetime import date

import pytest

from vanban.uris import WorkFacts, provision_id, type_key, work_uri


def test_a_state_document_has_the_address_of_its_type_day_and_number() -> None:
    facts = WorkFacts("nghi-dinh", "30/2020/NĐ-CP", date(2020, 3, 5))
    assert work_uri(facts) == "/akn/vn/act/nghi-dinh/2020-03-05/30-2020-nd-cp"


def test_a_party_document_stands_under_its_own_subtype() -> None:
    facts = WorkFacts("quy-dinh", "126-QĐ/TW", date(2018, 2, 28))
    assert work_uri(facts) == "/akn/vn/act/dang-quy-dinh/2018-02-28/126-qd-tw"


def test_missing_facts_are_said_to_be_missing() -> None:
    assert work_uri(WorkFacts("nghi-dinh", "30/2020/NĐ-CP")) == "/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp"
    assert work_uri(WorkFacts(sha256="ab" * 32)) == "/akn/vn/act/van-ban/undated/sha256-abababababababab"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Luật An ninh mạng", "luat"),
        ("Thông tư liên tịch", "thong-tu-lien-tich"),
        ("Quy  định", "quy-dinh"),
        ("Hoa", None),
        (None, None),
    ],
)
def test_the_type_as_written_has_a_key(written: str | None, key: str | None) -> None:
    assert type_key(written) == key


def test_the_letter_with_a_stroke_stays_apart_from_d() -> None:
    assert provision_id({"article": "9", "clause": "2", "point": "đ"}) == "art_9__cl_2__point_dd"
    assert provision_id({"article": "9", "clause": "2", "point": "d"}) == "art_9__cl_2__point_d"
    assert provision_id({}) is None
