"""Fictional documents in the shapes in which real ones come, and files that mean harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache
from html import escape

NUMBER = "118-QĐ/TU"
LINES = (
    "THÀNH ỦY AN HẢI",
    "*",
    f"Số {NUMBER}",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "An Hải, ngày 12 tháng 10 năm 2026",
    "QUY ĐỊNH",
    "về việc giữ lời hẹn với người dân",
    "Căn cứ Điều lệ Đảng;",
    "Ban Thường vụ Thành ủy quy định như sau:",
    "Chương I",
    "NHỮNG QUY ĐỊNH CHUNG",
    "Điều 1. Phạm vi",
    "Quy định này nói về việc giữ lời hẹn tại phường, xã của thành phố An Hải.",
    "Điều 2. Nguyên tắc",
    "1. Mỗi lời hẹn có một ngày làm xong.",
    "2. Người hẹn ghi rõ:",
    "a) việc đã hẹn;",
    "b) ngày làm xong;",
    "c) nơi trả kết quả;",
    "d) người làm;",
    "đ) số điện thoại để hỏi.",
    "Chương II",
    "THI HÀNH",
    "Điều 3. Hiệu lực",
    "Quy định này có hiệu lực từ ngày 1 tháng 11 năm 2026.",
)
TEXT = "\n".join(LINES) + "\n"
NEXT_TEXT = TEXT.replace("một ngày làm xong", "một ngày làm xong và một người chịu trách nhiệm")
STAMPED_TEXT = TEXT.replace("*\n", "TỐI MẬT\n", 1)
ABOUT_SECRETS = TEXT.replace("giữ lời hẹn với người dân", "lập danh mục bí mật nhà nước độ Tối mật, độ Mật")
TYPES = "[Content_Types].xml"
MAIN = "word/document.xml"
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body_of(text: str) -> str:
    """Set lines as the paragraphs of a Word document."""
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {WORDS}><w:body>{lines}</w:body></w:document>'


def header_of(text: str) -> str:
    """Set a text as the page header of a Word document."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:hdr {WORDS}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>'


def zipped(parts: Mapping[str, str | bytes], *, packed: bool = True) -> bytes:
    """Put parts into a zip in the order given, as Word does: the types first."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return whole.getvalue()


@cache
def docx(text: str = TEXT, *, header: str = "") -> bytes:
    """Make the smallest Word document that holds a text and, where given, a page header; its bytes hold the time."""
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    types += '<Override PartName="/word/header1.xml" ContentType="h"/>' if header else ""
    parts = {TYPES: f"{types}</Types>", MAIN: body_of(text)}
    return zipped(parts | ({"word/header1.xml": header_of(header)} if header else {}))


def cut_short(content: bytes) -> bytes:
    """Cut a file as a broken line does: the zip's directory at the end is gone, most of the text is there."""
    return content[: content.rindex(b"PK\x01\x02") - 40]


def damaged_inside(text: str) -> bytes:
    """Pack a text, then go on with a block of a kind that packing does not have (RFC 1951 section 3.2.3)."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(body_of(text).encode()) + packer.flush(zlib.Z_FULL_FLUSH) + b"\xff" * 5_000
    name = MAIN.encode()
    head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(packed), 9_999, len(name), 0)
    types = zipped({TYPES: "<Types/>"})
    return types[: types.index(b"PK\x01\x02")] + head + name + packed


def zip_bomb() -> bytes:
    """Pack 60 MB of nothing into 60 kB."""
    return zipped({TYPES: "<Types/>", MAIN: b" " * (60 * 1024 * 1024)})


def with_entity() -> bytes:
    """Ask the reader's machine for one of its own files."""
    body = body_of(TEXT).replace("<w:document", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document')
    return zipped({TYPES: "<Types/>", MAIN: body.replace("Điều lệ", "&x;")})


def with_escape() -> bytes:
    """Carry a part that wants to be written outside of its folder."""
    return zipped({TYPES: "<Types/>", MAIN: body_of(TEXT), "../../outside.txt": "x"})


def nested(depth: int = 5_000) -> bytes:
    """Nest tables so deep that a careless reader falls over."""
    body = f"<w:document {WORDS}><w:body>{'<w:sdt>' * depth}{'</w:sdt>' * depth}</w:body></w:document>"
    return zipped({TYPES: "<Types/>", MAIN: body})
