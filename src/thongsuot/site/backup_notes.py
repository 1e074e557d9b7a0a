"""What is known of the newest backup: when it was made, and whether anybody ever read it again to its end."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

NOTE = "newest.json"
NOT_READ = (ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Note:
    """The newest backup: its file's name and the moment it is of; `proven_at` is when it was held against itself."""

    file: str
    made_at: datetime
    proven_at: datetime | None = None


def newest(data: Path) -> Note | None:
    """Give the newest backup that is known of; a folder from before the note was kept is judged by its files."""
    files = [path for path in (data / "backups").glob("*.tar.gz") if path.is_file()]
    latest = max(files, key=lambda path: path.stat().st_mtime, default=None)
    seen = Note(latest.name, datetime.fromtimestamp(latest.stat().st_mtime, UTC)) if latest else None
    noted = _noted(data)
    if seen is None or noted is None:
        return noted or seen
    return noted if noted.file == seen.file or noted.made_at > seen.made_at else seen


def made(data: Path, file: Path, at: datetime) -> None:
    """Note that a backup was made; nobody has read it again yet."""
    _write(data, Note(file.name, at))


def proven(data: Path, made_at: datetime, now: datetime) -> bool:
    """Note that the newest backup was read again and agreed; another one, or one from elsewhere, is not noted."""
    noted = _noted(data)
    if noted is None or noted.made_at != made_at:
        return False
    _write(data, Note(noted.file, noted.made_at, now))
    return True


def _noted(data: Path) -> Note | None:
    try:
        said = json.loads((data / "backups" / NOTE).read_bytes())
        proof = said["proven_at"]
        proven_at = datetime.fromisoformat(proof) if proof else None
        return Note(str(said["file"]), datetime.fromisoformat(said["made_at"]), proven_at)
    except FileNotFoundError:
        return None
    except NOT_READ:
        return None  # half of a note is no note: the files themselves are looked at instead


def _write(data: Path, note: Note) -> None:
    folder = data / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    said = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(note).items()}
    part = folder / f".{NOTE}.part"
    part.write_text(json.dumps(said), "utf-8")
    os.replace(part, folder / NOTE)
