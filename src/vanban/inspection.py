"""Look at a file as a door does: first for a stamp of secrecy, then at everything else.

What is found is told step by step, so that it stands even when a later step never ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.loaders.choosing import load
from vanban.loaders.rescue import rescue
from vanban.model import Document, Shape, UnreadableFile
from vanban.reading import document_of
from vanban.stamp import Stamp, find_stamp, find_stamp_in_rescued


@dataclass(frozen=True, slots=True)
class Sighting(Shape):
    """What was seen of a file before it was read: its stamp, its length, or why it cannot be read.

    `shows_every_place` says of a file with a flaw whether all places of a stamp were seen; of others it is true.
    """

    stamp: Stamp | None
    chars: int = 0
    code: str | None = None
    flaw: str | None = None
    shows_every_place: bool = True


def inspect(
    data: bytes, file: str, most_chars: int | None = None, reads_stamped: bool = False
) -> Iterator[Sighting | Document]:
    """Yield what was seen of a file, then its Document.

    There is none for what cannot be read, nor for a text longer than `most_chars` or, unless asked for, with a stamp.
    """
    try:
        loaded = load(data, file)
    except UnreadableFile as unreadable:
        yield _flawed(data, unreadable)
        return
    stamp = find_stamp(loaded.text, loaded.blocks)
    yield Sighting(stamp, len(loaded.text))
    if (stamp is None or reads_stamped) and (most_chars is None or len(loaded.text) <= most_chars):
        yield document_of(loaded, hashlib.sha256(data).hexdigest(), file)


def inspect_broken(data: bytes, file: str) -> Iterator[Sighting]:
    """Yield what can be seen of an archive that no loader survives."""
    yield _flawed(data, UnreadableFile("broken_docx", "", file))


def _flawed(data: bytes, unreadable: UnreadableFile) -> Sighting:
    if unreadable.code != "broken_docx":
        return Sighting(None, 0, unreadable.code, unreadable.message, shows_every_place=False)
    rescued = rescue(data)
    stamp = find_stamp_in_rescued(rescued)
    return Sighting(stamp, 0, unreadable.code, unreadable.message, rescued.shows_every_place)
