"""Keep bytes on the disk under their hash: written aside, forced to the disk, then renamed into place."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from django.conf import settings

NAME_MAX = 255
NAMELESS = "tep-khong-ten"


def path_of(sha256: str) -> Path:
    """Give the place of a content: `ab/cd/<sha256>` under the files folder, never anything a sender could choose."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise RuntimeError("a content is found by the 64 hexadecimal signs of its SHA-256")
    return Path(settings.FILES_FOLDER) / sha256[:2] / sha256[2:4] / sha256


def put(content: bytes, sha256: str) -> None:
    """Write a content once, mode 0600; when this returns it survives a power cut."""
    target = path_of(sha256)
    if target.is_file() and target.stat().st_size == len(content):
        return
    for folder in (target.parents[2], target.parents[1], target.parent):
        folder.mkdir(
            mode=0o700, parents=True, exist_ok=True
        )  # the mode holds for the last folder made, not for its parents
    write_whole(target, content)
    _force_folder(target.parent)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file, mode 0600, that is there in its full length or not at all."""
    aside = target.with_name(f".{token_hex(8)}.part")
    try:
        _write(aside, content)
        aside.replace(target)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def take(sha256: str, size: int) -> BinaryIO | None:
    """Open a content for reading; None when it is not there in its full length."""
    target = path_of(sha256)
    if not target.is_file() or target.stat().st_size != size:
        return None
    return target.open("rb")


def clean_name(name: str) -> str:
    """Give a file's name as people may see it again: no folders, no controls, no signs that turn the reading order."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    shown = " ".join(shown.split()).strip(". ")
    if len(shown) > NAME_MAX:
        stem, dot, ending = shown.rpartition(".")
        shown = f"{stem[: NAME_MAX - 11]}{dot}{ending[:10]}" if dot else shown[:NAME_MAX]
    return shown or NAMELESS


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _force_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
