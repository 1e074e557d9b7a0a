"""A peer of ours in a virtualenv of its own, made once with a pinned package, asked for one round at a time.

`environment` gives the interpreter, or None with a sentence where this machine cannot have the package. A `Rival` is a
process that holds the documents and answers each `round()` with one line of JSON, so that rounds alternate with ours
and neither pays for the other's start. Both count CPU seconds: the machine may have other work.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, cast

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "build" / "peers"
RIVALS = HERE / "rivals"
_LATEST_MINOR = 15
_TELL_VERSION = "import sys, venv; print(sys.version_info[0], sys.version_info[1])"


@dataclass(frozen=True, slots=True)
class Lap:
    """One round of a peer: CPU seconds, documents it gave up on, and how much it found."""

    seconds: float
    errors: int
    found: int


class Rival:
    """A peer at work on documents it was given once: `script` of `rivals/`, run by the peer's own interpreter."""

    def __init__(self, interpreter: Path, script: str, documents: Path, *arguments: str) -> None:
        command = [str(interpreter), str(RIVALS / script), str(documents), *arguments]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Rival:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pipe("stdin").close()
        self._process.wait()

    def round(self) -> Lap:
        """Let the peer read every document once."""
        asking = self._pipe("stdin")
        asking.write("round\n")
        asking.flush()
        answer = self._pipe("stdout").readline()
        if not answer:
            raise RuntimeError("The peer ended without an answer; its message stands above.")
        return Lap(**json.loads(answer))

    def _pipe(self, name: str) -> IO[str]:
        return cast("IO[str]", getattr(self._process, name))


def documents(folder: Path, texts: Sequence[str]) -> Path:
    """Write the documents of a rival down as one JSON list, and return its path."""
    path = folder / "documents.json"
    path.write_text(json.dumps(list(texts), ensure_ascii=False), "utf-8")
    return path


def environment(requirements: Sequence[str], *, python: tuple[int, int] = (3, 11)) -> Path | None:
    """Give the interpreter of a virtualenv that holds `requirements`; None, and a sentence, where there can be none."""
    place = FOLDER / hashlib.sha256(repr((sorted(requirements), python)).encode()).hexdigest()[:12]
    interpreter = place / "bin" / "python"
    if (place / "ready").is_file():
        return interpreter
    maker = next(_interpreters(python), None)
    shutil.rmtree(place, ignore_errors=True)
    wrong = _fill(place, maker, requirements) if maker else f"no Python {python[0]}.{python[1]} or newer was found"
    if wrong:
        sys.stderr.write(f"The peer {requirements[0]} is left out: {wrong}.\n")
        return None
    (place / "ready").write_text("\n".join(requirements), "utf-8")
    return interpreter


def _fill(place: Path, maker: str, requirements: Sequence[str]) -> str | None:
    """Make the virtualenv and install into it; returns what went wrong."""
    install = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in ([maker, "-m", "venv", str(place)], [*install, *requirements]):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if "ERROR" in line]
            return said[-1] if said else "its virtualenv could not be made"
    return None


def _interpreters(least: tuple[int, int]) -> Iterator[str]:
    """Yield interpreters that start and are new enough: this one, those on the path, those that pyenv keeps."""
    for candidate in (sys.executable, *_on_the_path(least), *_kept_by_pyenv()):
        told = subprocess.run([candidate, "-c", _TELL_VERSION], capture_output=True, text=True)
        if told.returncode == 0 and tuple(map(int, told.stdout.split())) >= least:
            yield candidate


def _on_the_path(least: tuple[int, int]) -> Iterator[str]:
    names = [f"python{least[0]}.{minor}" for minor in range(least[1], _LATEST_MINOR + 1)]
    return (found for name in names if (found := shutil.which(name)))


def _kept_by_pyenv() -> Iterator[str]:
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return (str(path) for path in sorted(root.glob("versions/3.*/bin/python")))


def load_average() -> str:
    """Say how busy the machine is, for the conditions of a figure."""
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
