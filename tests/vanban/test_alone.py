"""The reader stands alone: its wheel holds all it needs, and its tests pass where neither Django nor the product is.

Runs on the folder of the sources; where the package was installed from its wheel there is nothing to build.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import vanban
from tests.vanban.alone import entries, environment, wheel_of

PACKAGE = Path(vanban.__file__).parent
TESTS = Path(__file__).parent
NEEDED_BY_TESTS = ("pytest", "hypothesis", "mypy", "types-defusedxml")
ONLY_HERE = ("test_alone.py", "alone.py")
PYTEST_INI = """[pytest]
addopts = --strict-markers --import-mode=importlib -p no:cacheprovider
pythonpath = .
markers =
    slow: left out here
"""


def project(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def own() -> dict[str, Any]:
    if not (PACKAGE / "pyproject.toml").is_file():
        pytest.skip("The reader was installed from its wheel, so there is no source folder to build from.")
    return project(PACKAGE)


@pytest.fixture(scope="module")
def wheel(own: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_of(PACKAGE, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def alone(own: dict[str, Any], wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs = [*own["project"]["dependencies"], *own["project"]["optional-dependencies"]["pdf"], *NEEDED_BY_TESTS]
    return environment(tmp_path_factory.mktemp("alone"), wheel, needs)


def run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DJANGO", "THONGSUOT"))}
    return subprocess.run([python, *arguments], cwd=cwd, env=kept, capture_output=True, text=True)


def test_the_reader_names_its_packages_and_agrees_with_the_products_pins(own: dict[str, Any]) -> None:
    product = project(PACKAGE.parent.parent)
    folders = {path.parent.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.glob("**/__init__.py")}
    named = {folder.replace("/", ".") for folder in folders if not folder.startswith("vanban/build")}
    assert set(own["tool"]["setuptools"]["packages"]) == named
    assert own["project"]["version"] == product["project"]["version"]
    assert own["project"]["requires-python"] == product["project"]["requires-python"]
    pinned = [*own["project"]["dependencies"], *own["project"]["optional-dependencies"]["pdf"]]
    assert set(pinned) <= set(product["project"]["dependencies"])


def test_neither_the_reader_nor_its_tests_know_the_product() -> None:
    known = {
        f"{path.name} imports {name}"
        for folder in (PACKAGE, TESTS)
        for path in folder.glob("**/*.py")
        for name in imported(path)
        if name.split(".")[0] in ("django", "thongsuot", "ninja", "bench", "docs")
    }
    assert known == set()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.slow
def test_the_wheel_holds_the_words_the_types_the_readme_and_the_licence(wheel: Path) -> None:
    held = set(entries(wheel))
    words = {f"vanban/vocab/{path.name}" for path in (PACKAGE / "vocab").glob("*.toml")}
    modules = {f"vanban/{path.relative_to(PACKAGE).as_posix()}" for path in PACKAGE.glob("**/*.py")}
    assert words | modules | {"vanban/py.typed", "vanban/README.md", "vanban/LICENSE"} <= held
    assert "vanban = vanban.cli:main" in text_of(wheel, "entry_points.txt")
    metadata = text_of(wheel, "METADATA")
    assert "License-Expression: Apache-2.0" in metadata
    assert "django" not in metadata.lower().split("\n\n")[0]


def text_of(wheel: Path, ending: str) -> str:
    from zipfile import ZipFile

    with ZipFile(wheel) as archive:
        return archive.read(next(name for name in archive.namelist() if name.endswith(ending))).decode()


@pytest.mark.slow
def test_where_the_wheel_is_installed_there_is_no_django_and_the_readers_tests_pass(
    alone: Path, tmp_path: Path
) -> None:
    django = run(alone, "-c", "import django", cwd=tmp_path)
    assert "No module named 'django'" in django.stderr
    shutil.copytree(TESTS, tmp_path / "tests" / "vanban", ignore=shutil.ignore_patterns("__pycache__", *ONLY_HERE))
    (tmp_path / "pytest.ini").write_text(PYTEST_INI, "utf-8")
    done = run(alone, "-m", "pytest", "-q", "-x", "-m", "not slow", "tests/vanban", cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-1_000:]
    where = run(alone, "-c", "import vanban; print(vanban.__file__)", cwd=tmp_path)
    assert where.stdout.startswith(str(alone.parent.parent))


@pytest.mark.slow
def test_a_stranger_who_uses_the_reader_is_told_of_every_wrong_type(alone: Path, tmp_path: Path) -> None:
    (tmp_path / "stranger.py").write_text(STRANGER, "utf-8")
    checked = run(alone, "-m", "mypy", "--strict", "--no-error-summary", "stranger.py", cwd=tmp_path)
    assert checked.stdout.splitlines() == [
        'stranger.py:14: error: Incompatible types in assignment (expression has type "str | None", variable has type'
        ' "int")  [assignment]'
    ]


STRANGER = """from datetime import date

import vanban

document: vanban.Document = vanban.read(b"x", name="x.txt")
articles = [step.node.num for step in document.walk() if step.node.kind == "article"]
told: list[vanban.Citation] = vanban.cite(document.text)
report: vanban.Notice = vanban.notice(document.text, published=date(2019, 5, 10))
try:
    vanban.read("nowhere.txt")
except vanban.UnreadableFile as refusal:
    print(refusal.code, refusal.message, refusal.file)
print(document.components[0].counts["article"], document.warnings, articles, told, report.event)
wrong: int = document.number
"""


@pytest.mark.slow
def test_the_command_of_the_wheel_answers(alone: Path, tmp_path: Path) -> None:
    (tmp_path / "cho.txt").write_text("NGHỊ ĐỊNH\nVề chợ phiên\n\nĐiều 1. Giờ họp\n", "utf-8")
    done = run(alone, "-m", "vanban.cli", "read", "--summary", "cho.txt", cwd=tmp_path)
    assert '"type": "nghi-dinh"' in done.stdout, done.stderr


HEAVY = ("django", "pypdfium2", "hypothesis", "defusedxml", "xml.etree", "zipfile", "html.parser", "asyncio", "http")


@pytest.mark.parametrize(
    "code",
    ["import vanban", "import vanban.cli", "import vanban; vanban.read('Điều 1. A'.encode(), name='a.txt')"],
    ids=["the package", "the command", "reading plain text"],
)
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    told = f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert [name for name in done.stdout.splitlines() if name.startswith(HEAVY)] == []
    assert "vanban.model" in done.stdout.splitlines()
