"""Read what comes in at the door before anything of it is kept: limits first, then the secrecy stamp, then the text.

Nothing here writes to the database, the disk or the log, not even the name or the hash of a file: a classified document
must leave no trace on a system that is not approved for it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.corpus import rules
from thongsuot.files.disk import clean_name
from thongsuot.files.rules import check_size
from thongsuot.kernel.errors import Refusal
from vanban.loaders.choosing import load
from vanban.loaders.rescue import rescue
from vanban.model import Document, UnreadableFile
from vanban.reading import document_of
from vanban.stamp import find_stamp, find_stamp_in_rescued

_DAMAGED = "broken_docx"


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file nobody can read, though every place of a stamp was seen and bears none; `flaw` says what is wrong."""

    flaw: str


def read_unclassified(content: bytes, name: str) -> Document:
    """Read a document that bears no secrecy stamp. Raises Refusal, a damaged file being one more kind of it."""
    received = receive(content, name)
    if isinstance(received, Damaged):
        raise Refusal("unreadable", received.flaw)
    return received


def receive(content: bytes, name: str) -> Document | Damaged:
    """Read a document, or say that it is damaged in a way that hides no stamp.

    Raises Refusal `classified` for a stamped one, `unreadable` for what is hostile or shows no text to judge by, and
    the codes of the limits. A stamp counts by its place on the page, never by its words.
    """
    shown = clean_name(name)
    check_size(len(content), settings.UPLOAD_MAX_BYTES)
    rules.check_plain_size(shown, len(content))
    try:
        loaded = load(content, shown)
    except UnreadableFile as unreadable:
        return _damaged(content, unreadable)
    rules.check_length(len(loaded.text))
    if find_stamp(loaded.text, loaded.blocks) is not None:
        raise _classified()
    return document_of(loaded, hashlib.sha256(content).hexdigest(), shown)


def _damaged(content: bytes, unreadable: UnreadableFile) -> Damaged:
    """Decide about a file that cannot be read: it is kept only when the places of a stamp were all seen.

    An archive that does not show the head of its text and every page header it names could be classified, so it is
    not kept; its sender still has it.
    """
    if unreadable.code == _DAMAGED:
        rescued = rescue(content)
        if find_stamp_in_rescued(rescued) is not None:
            raise _classified()
        if rescued.shows_every_place:
            return Damaged(unreadable.message)
    raise Refusal("unreadable", _("%(flaw)s Tệp này không được giữ lại.") % {"flaw": unreadable.message})


def _classified() -> Refusal:
    """Say where such a file belongs, without a word about what it was called."""
    message = _(
        "Tệp này mang dấu độ mật nên không được đưa lên đây; không có gì của tệp được lưu lại. "
        "Hãy chuyển cho bộ phận quản lý văn bản mật của cơ quan, xử lý trên hệ thống đã được ngành cơ yếu cho phép."
    )
    return Refusal("classified", message)
