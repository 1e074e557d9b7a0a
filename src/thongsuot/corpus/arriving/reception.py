"""Read what comes in at the door before anything of it is kept: limits first, then the secrecy stamp, then the text.

What comes in is read in a process of its own: a parser that dies takes nothing with it. Nothing here writes to the
database, the disk or the log, not even the name or the hash of a file: a classified document must leave no trace on a
system that is not approved for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.corpus import rules
from thongsuot.files.disk import clean_name
from thongsuot.files.rules import check_size
from thongsuot.kernel.errors import Refusal
from vanban.confined import inspect_confined
from vanban.model import Document, UnreadableFile


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
    inspected = inspect_confined(content, shown, most_chars=rules.MOST_CHARS)
    if inspected.sighting is None:
        raise _not_kept(inspected.failure)
    if inspected.sighting.stamp is not None:
        raise _classified()
    rules.check_length(inspected.sighting.chars)
    if inspected.document is not None:
        return inspected.document
    if inspected.failure is not None and inspected.sighting.shows_every_place:
        return Damaged(inspected.failure.message)
    raise _not_kept(inspected.failure)


def _not_kept(failure: UnreadableFile | None) -> Refusal:
    """Refuse a file in which a stamp could hide: nobody saw all its places, or its reader died before it had looked."""
    flaw = failure.message if failure else ""
    return Refusal("unreadable", _("%(flaw)s Tệp này không được giữ lại.") % {"flaw": flaw})


def check_unstamped(content: bytes, name: str) -> None:
    """Refuse a file whose readable text bears a secrecy stamp; a picture shows a machine no text to judge by."""
    sighting = inspect_confined(content, clean_name(name), most_chars=rules.MOST_CHARS).sighting
    if sighting is not None and sighting.stamp is not None:
        raise _classified()


def _classified() -> Refusal:
    """Say where such a file belongs, without a word about what it was called."""
    message = _(
        "Tệp này mang dấu độ mật nên không được đưa lên đây; không có gì của tệp được lưu lại. "
        "Hãy chuyển cho bộ phận quản lý văn bản mật của cơ quan, xử lý trên hệ thống đã được ngành cơ yếu cho phép."
    )
    return Refusal("classified", message)
