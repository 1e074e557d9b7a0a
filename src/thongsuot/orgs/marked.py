"""Marked copies waiting for the person who handed the list in: files of the data folder, gone after a day."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from django.conf import settings

from thongsuot.orgs import workbook
from thongsuot.orgs.rows import CellError

KEPT_SECONDS = 24 * 60 * 60
NAME = re.compile(r"[0-9a-f]{32}")


def keep(file: IO[bytes], errors: Sequence[CellError]) -> str:
    """Write the marked copy of an upload and give its name, which only this person's session learns."""
    folder = _folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    _clear(folder)
    name = secrets.token_hex(16)
    descriptor = os.open(folder / f"{name}.xlsx", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        workbook.mark(file, errors, out)
    return name


def find(name: str) -> Path | None:
    """Give the file of that name while it is kept: its day may end without another import to clear it away."""
    _clear(_folder())
    if not NAME.fullmatch(name):
        return None
    path = _folder() / f"{name}.xlsx"
    return path if path.is_file() else None


def _folder() -> Path:
    return Path(settings.DATA) / "marked"


def _clear(folder: Path) -> None:
    """Names and telephone numbers stand in these files, so none outlives its day."""
    for path in folder.glob("*.xlsx"):
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            path.unlink(missing_ok=True)
