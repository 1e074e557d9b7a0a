"""Load a page saved whole (.mht), which is also what some offices send as .doc. Source: RFC 2557."""

from __future__ import annotations

import email
import email.policy
import re

from vanban.loaders.html import load_html
from vanban.loaders.loaded import Loaded
from vanban.model import UnreadableFile
from vanban.patterns import late

_BEGINS = late(rb"\A\s*(?:[\w-]+:[^\n]{0,500}\n[ \t]?){0,12}?MIME-Version:", re.IGNORECASE)
_HEAD = 4_096
_MOST_PARTS = 500


def is_mhtml(data: bytes) -> bool:
    """Say whether bytes begin like a page saved whole."""
    return _BEGINS.search(data[:_HEAD]) is not None


def load_mhtml(data: bytes, file: str) -> Loaded:
    """Return the text of the first page in it; raises UnreadableFile when there is none."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for number, part in enumerate(message.walk()):
        if part.get_content_type() == "text/html" and number < _MOST_PARTS:
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return load_html(page, file)
    raise UnreadableFile("no_text", f"Tệp {file} không có chữ nào đọc được. Hãy dùng bản có lớp chữ.", file)
