"""Read who signed: the post in capitals and the name below it, in the signature block of the act."""

from __future__ import annotations

import re

from vanban.model import Component, Signer
from vanban.text import UPPER, squeeze

_NAME = re.compile(rf"[ |*]*(?P<name>[{UPPER}][^\W\d_]*(?:[ ]+[{UPPER}][^\W\d_]*){{1,4}})[ |*]*$")
_POST = re.compile(
    r"(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|BÍ THƯ|TRƯỞNG BAN|THƯỜNG TRỰC|GIÁM ĐỐC|TỔNG|"
    r"CHỦ NHIỆM|THỐNG ĐỐC|CHÁNH|ỦY VIÊN|CỤC TRƯỞNG)"
)
_FOR = re.compile(r"T/?M\.?\s")
_NOT_NAMES = re.compile(r"Nơi|Như|Lưu|Văn|Các|Ban|Bộ|Công|Ủy|Hội|Tòa|Viện|Đảng|Phòng|Cổng|Kiểm|Cơ|Trung")


def signers_of(text: str, view: str, main: Component) -> tuple[Signer, ...]:
    """Return the signer of the act when its block shows a post in capitals and a name below it, else nothing."""
    block = next((node for node in reversed(main.body) if node.kind == "signature"), None)
    if block is None:
        return ()
    post: str | None = None
    signed = False
    position = block.span[0]
    for line in view[slice(*block.span)].split("\n"):
        words = squeeze(line).strip("|* ")
        name = _NAME.match(line)
        if _FOR.match(words):
            signed = True
        elif words.isupper() and _POST.search(words):
            post, signed = words, True
        elif signed and name and not words.isupper() and not _NOT_NAMES.match(words):
            start = position + name.start("name")
            return (
                Signer(
                    squeeze(text[start : position + name.end("name")]), post, span=(start, position + name.end("name"))
                ),
            )
        position += len(line) + 1
    return ()
