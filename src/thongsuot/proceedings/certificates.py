"""What a certificate of participation says, and the commitment to it that the ledger holds. Pure."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Sequence

from thongsuot.papers.paper import Form, Head, OfficialPaper, Picture, Signature, Words, lowered
from thongsuot.proceedings.result import conference_named

CONTEXT = "thongsuot certificate 1"


def plain_name(name: str) -> str:
    """Give a name as it is compared: composed letters, small, one space between words."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def commitment_of(code: str, conference: str, name: str, half_days: Sequence[str]) -> str:
    """Commit to a certificate: whoever holds the paper computes the same, whoever holds the ledger learns nothing.

    The code is random and long enough that nobody finds the name by trying.
    """
    said = json.dumps([CONTEXT, code, conference, plain_name(name), sorted(half_days)], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def certificate_paper(
    head: Head, title: str, named: tuple[str, str], half_days: Sequence[str], link: tuple[str, bytes]
) -> OfficialPaper:
    """Set a certificate in the form of its unit: `named` is who and as what, `link` the address and its picture."""
    name, post = named
    address, drawn = link
    who = "Đồng chí" if head.form is Form.PARTY else "Ông (bà)"
    return OfficialPaper(
        head=head,
        name="GIẤY XÁC NHẬN",
        title=f"Tham dự {lowered(conference_named(title))}",
        parts=(
            Words(f"{head.unit} xác nhận:"),
            Words(f"{who} {name}, {post}."),
            Words(f"Đã có mặt tại {lowered(conference_named(title))}."),
            Words(f"Các buổi có mặt: {', '.join(half_days)}."),
            Words("Giấy này chỉ xác nhận việc có mặt."),
            Picture(drawn, f"Kiểm tra giấy này tại {address}", is_small=True),
        ),
        signatures=(Signature(post="Người đứng đầu đơn vị"),),
    )
