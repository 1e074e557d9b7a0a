"""What the walls look at: the files of the repository as they lie on the disk, or a snippet planted in a test."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("src", "tests", "docs", "bench", "locale", ".ci")
TEXTS = {".py", ".html", ".css", ".js", ".svg", ".toml", ".md", ".txt", ".yaml", ".yml", ".po", ".lock", ".json", ""}
MADE = {"__pycache__", "results", "node_modules", "build"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file: its path from the root with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Give every node of the tree; walked once, for a dozen walls look at it."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def calls(self) -> tuple[ast.Call, ...]:
        return tuple(node for node in self.nodes if isinstance(node, ast.Call))

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """Give every function, nested ones and methods included."""
        return tuple(node for node in self.nodes if isinstance(node, Function))

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def room(self) -> str:
        """Name the room of a product file, or "" outside the rooms."""
        parts = self.path.split("/")
        return parts[2] if parts[:2] == ["src", "thongsuot"] and len(parts) > 3 else ""

    @property
    def role(self) -> str:
        """Name the part a product file plays in its room: "views" for views.py and for every file of views/."""
        return self.path.split("/")[3].removesuffix(".py") if self.room else ""

    @property
    def module(self) -> str:
        """Name the module as an import statement would."""
        return self.path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def at(self, node: ast.AST | int, sentence: str) -> str:
        """Write one violation so that an editor can jump to it."""
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return f"{self.path}:{line}: {sentence}"


@cache
def repository() -> tuple[Source, ...]:
    """Read every text file that belongs to the repository, once a test run."""
    return tuple(Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in sorted(_files()))


def python(sources: Iterable[Source], under: str = "") -> Iterator[Source]:
    """Keep the Python files below a folder, migrations apart: Django writes those."""
    for source in sources:
        if source.name.endswith(".py") and source.path.startswith(under) and "/migrations/" not in source.path:
            yield source


def templates(sources: Iterable[Source]) -> Iterator[Source]:
    """Keep the templates."""
    return (source for source in sources if "/templates/" in source.path and source.name.endswith((".html", ".svg")))


def public_functions(source: Source) -> Iterator[Function]:
    """Walk the functions that other modules call: at module level, without an underscore."""
    return (node for node in source.tree.body if isinstance(node, Function) and not node.name.startswith("_"))


def body_without_docstring(function: Function) -> list[ast.stmt]:
    """Give the statements that do something."""
    return function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body


def dotted(node: ast.AST) -> str:
    """Spell a name or an attribute: "ledger.record"; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Walk every call."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def constant_text(node: ast.AST | None) -> str | None:
    """Give the text of a string literal; None for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _files() -> Iterator[Path]:
    yield from (path for path in ROOT.glob("*") if path.is_file() and _is_text(path))
    for folder in FOLDERS:
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file() and _is_text(path))


def _is_text(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    if MADE & set(parts) or any(part.endswith(".egg-info") for part in parts):
        return False
    return path.suffix in TEXTS and not (path.name.startswith(".") and path.name != ".gitignore")
