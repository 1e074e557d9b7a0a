"""Say what a loader returns, and the limits every loader keeps."""

from __future__ import annotations

from typing import NamedTuple

from vanban.model import Block, Caution, UnreadableFile

MOST_BYTES = 100 * 1024 * 1024
MOST_PAGES = 3_000


class Loaded(NamedTuple):
    """Raw text in reading order, its format and encoding, what stands beside the body, and what to look at."""

    text: str
    format: str
    encoding: str
    markdown: bool = False
    blocks: tuple[Block, ...] = ()
    cautions: tuple[Caution, ...] = ()


def locked(file: str) -> UnreadableFile:
    """Refuse a file under a password."""
    return UnreadableFile("encrypted", f"Tệp {file} được đặt mật khẩu. Hãy bỏ mật khẩu rồi thử lại.", file)
