"""Make a virtualenv that holds the reader's own wheel and what its tests need, and nothing of the product."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZipFile

# Without -P the modules of the folder would stand in for those of the standard library that share a name (numbers).
BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
LEFT_BY_EARLIER_WORK = shutil.ignore_patterns("build", "__pycache__", "*.egg-info")


def wheel_of(package: Path, folder: Path) -> Path:
    """Build the wheel of a copy of the package's folder, with the backend its pyproject.toml names."""
    copy = folder / "source"
    shutil.copytree(package, copy, ignore=LEFT_BY_EARLIER_WORK)
    done = subprocess.run(
        [sys.executable, "-P", "-c", BUILD, str(folder)], cwd=copy, check=True, stdout=subprocess.PIPE, text=True
    )
    return folder / done.stdout.split()[-1]


def environment(folder: Path, wheel: Path, needs: Iterable[str]) -> Path:
    """Make a virtualenv with the wheel and with links to this environment's copies of `needs`; returns its Python."""
    venv.EnvBuilder(symlinks=True).create(folder)
    packages = next(folder.glob("lib/python*/site-packages"))
    with ZipFile(wheel) as archive:  # a wheel of pure Python is installed by unpacking it
        archive.extractall(packages)
    for found in _with_their_own(needs, {}).values():
        for name in {str(file).split("/")[0] for file in found.files or ()} - {"..", "__pycache__"}:
            if not (packages / name).exists():
                (packages / name).symlink_to(Path(str(found.locate_file(name))))
    return folder / "bin" / "python"


def _with_their_own(needs: Iterable[str], found: dict[str, Distribution]) -> dict[str, Distribution]:
    """Return the distributions named and, in their turn, what those require without extras."""
    for need in needs:
        name = re.split(r"[^\w.-]", need.strip())[0].lower()
        if name and name not in found and "extra ==" not in need:
            try:
                found[name] = distribution(name)
            except PackageNotFoundError:  # needed on another platform only, or not installed for this run
                continue
            _with_their_own(found[name].requires or (), found)
    return found


def entries(wheel: Path) -> Iterator[str]:
    """Yield the names of the files in a wheel."""
    with ZipFile(wheel) as archive:
        yield from archive.namelist()
