"""The story of a signature: whoever signed is read with the post they hold, whatever the block looks like."""

from __future__ import annotations

import pytest

import vanban

ACT = """BỘ TƯ PHÁP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 9901/QĐ-BTP
Hà Nội, ngày 05 tháng 3 năm 2031

QUYẾT ĐỊNH
Về việc treo chuông gió (hư cấu)

Căn cứ Luật Chuông gió số 901/2030/QH17;
Điều 1. Treo chuông gió ở cổng.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.

"""
BLOCKS = {
    "the head of a ministry": ("BỘ TRƯỞNG\n\n\nNguyễn Văn Ví Dụ\n", [("Nguyễn Văn Ví Dụ", "Bộ trưởng")]),
    "a deputy for the head": (
        "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n(Đã ký)\nLê Thị Giả Định\n",
        [("Lê Thị Giả Định", "Thứ trưởng")],
    ),
    "a deputy, without spaces": ("KT.BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Thị Giả Định\n", [("Lê Thị Giả Định", "Thứ trưởng")]),
    "a people's committee": (
        "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nPhan Thị Hư Cấu\n",
        [("Phan Thị Hư Cấu", "Phó Chủ tịch")],
    ),
    "one line of a cell": (
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Phan Thị Hư Cấu\n",
        [("Phan Thị Hư Cấu", "Phó Chủ tịch")],
    ),
    "the Government": (
        "TM. CHÍNH PHỦ\nKT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n\n\nTrần Văn Tưởng Tượng\n",
        [("Trần Văn Tưởng Tượng", "Phó Thủ tướng")],
    ),
    "the National Assembly": (
        "CHỦ TỊCH QUỐC HỘI\n\n\nTrần Văn Tưởng Tượng\n",
        [("Trần Văn Tưởng Tượng", "Chủ tịch Quốc hội")],
    ),
    "a body whose name stands with the post": (
        "GIÁM ĐỐC SỞ NỘI VỤ\nTrần Văn Tưởng Tượng\n",
        [("Trần Văn Tưởng Tượng", "Giám đốc Sở Nội vụ")],
    ),
    "the Secretariat": (
        "T/M BAN BÍ THƯ\nTHƯỜNG TRỰC BAN BÍ THƯ\n\nTrần Văn Tưởng Tượng\n",
        [("Trần Văn Tưởng Tượng", "Thường trực Ban Bí thư")],
    ),
    "the Secretariat, no post printed": ("T/M BAN BÍ THƯ\n\nTrần Văn Tưởng Tượng\n", [("Trần Văn Tưởng Tượng", None)]),
    "the Political Bureau": (
        "T/M BỘ CHÍNH TRỊ\nTỔNG BÍ THƯ\n\nTrần Văn Tưởng Tượng\n",
        [("Trần Văn Tưởng Tượng", "Tổng Bí thư")],
    ),
    "a provincial committee": (
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\n\nVõ Thị Mẫu\n",
        [("Võ Thị Mẫu", "Phó Bí thư Thường trực")],
    ),
    "a commission": ("K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n\nVõ Thị Mẫu\n", [("Võ Thị Mẫu", "Phó Trưởng Ban")]),
    "by order": ("TL. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG\n\nVõ Thị Mẫu\n", [("Võ Thị Mẫu", "Chánh Văn phòng")]),
    "by order, one line": ("T/L BAN THƯỜNG VỤ CHÁNH VĂN PHÒNG\nVõ Thị Mẫu\n", [("Võ Thị Mẫu", "Chánh Văn phòng")]),
    "a name in capitals": ("BỘ TRƯỞNG\n\nNGUYỄN VĂN VÍ DỤ\n", [("Nguyễn Văn Ví Dụ", "Bộ trưởng")]),
    "a rank before the name": ("BỘ TRƯỞNG\n\nĐại tướng Nguyễn Văn Ví Dụ\n", [("Nguyễn Văn Ví Dụ", "Bộ trưởng")]),
    "two columns": (
        "KT. BỘ TRƯỞNG BỘ TÀI CHÍNH            KT. BỘ TRƯỞNG BỘ TƯ PHÁP\nTHỨ TRƯỞNG                  THỨ TRƯỞNG\n\n"
        "Nguyễn Văn Ví Dụ               Lê Thị Giả Định\n",
        [("Nguyễn Văn Ví Dụ", "Thứ trưởng"), ("Lê Thị Giả Định", "Thứ trưởng")],
    ),
    "two ministers, one after the other": (
        "BỘ TRƯỞNG BỘ TÀI CHÍNH\n\nNguyễn Văn Ví Dụ\n\nBỘ TRƯỞNG BỘ TƯ PHÁP\n\nLê Thị Giả Định\n",
        [("Nguyễn Văn Ví Dụ", "Bộ trưởng Bộ Tài chính"), ("Lê Thị Giả Định", "Bộ trưởng Bộ Tư pháp")],
    ),
    "recipients beside it": (
        "Nơi nhận:                                THỨ TRƯỞNG\n- Như trên;\n"
        "- Lưu: VT, Vụ PC.                        Lê Thị Giả Định\n",
        [("Lê Thị Giả Định", "Thứ trưởng")],
    ),
    "the stamp of a digital signature": (
        "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ\nEmail: thu@vidu.vn\nCơ quan: VĂN PHÒNG\n"
        "Thời gian ký: 12.08.2031 15:59:07 +07:00\nBỘ TRƯỞNG\n\nLê Thị Giả Định\n",
        [("Lê Thị Giả Định", "Bộ trưởng")],
    ),
    "a consolidated text": (
        "XÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 20 tháng 4 năm 2031\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nLê Thị Giả Định\n",
        [("Lê Thị Giả Định", "Thứ trưởng")],
    ),
    "signed, no post left": ("- Lưu: VT. |\n( Đã ký) Lê Thị Giả Định |\n", [("Lê Thị Giả Định", None)]),
    "nobody": ("Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n", []),
    "a form's blank": ("GIÁM ĐỐC\n(Ký, ghi rõ họ tên)\n", []),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_the_block_names_who_signed_and_the_post_held(case: str) -> None:
    block, expected = BLOCKS[case]
    document = vanban.read((ACT + block).encode(), name="a.txt")
    assert [(one.name, one.post) for one in document.signers] == expected
    for one in document.signers:
        assert document.text[slice(*one.span)].casefold() == one.name.casefold()


def test_a_list_behind_the_act_has_no_signers_of_its_own() -> None:
    annex = "\nDANH SÁCH TỔ TREO CHUÔNG\nGIÁM ĐỐC\nHoàng Văn Không Ký\n"
    document = vanban.read((ACT + "BỘ TRƯỞNG\n\nNguyễn Văn Ví Dụ\n" + annex).encode(), name="a.txt")
    assert [one.name for one in document.signers] == ["Nguyễn Văn Ví Dụ"]


def test_cells_of_a_table_hold_a_signer_each() -> None:
    cells = (
        "|\nKT. BỘ TRƯỞNG BỘ TÀI CHÍNH\nTHỨ TRƯỞNG\nNguyễn Văn Ví Dụ\n|\n**KT. BỘ TRƯỞNG BỘ TƯ PHÁP**\n"
        "THỨ TRƯỞNG\nLê Thị Giả Định\n|\n"
    )
    document = vanban.read((ACT + cells).encode(), name="a.md")
    assert [(one.name, one.post) for one in document.signers] == [
        ("Nguyễn Văn Ví Dụ", "Thứ trưởng"),
        ("Lê Thị Giả Định", "Thứ trưởng"),
    ]
