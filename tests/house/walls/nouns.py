"""Models: each in the glossary, each with a Vietnamese name, each moment with its actor and its constraint."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from tests.house.walls.source import Source, dotted, python


def models(sources: Iterable[Source]) -> Iterator[tuple[Source, ast.ClassDef]]:
    """Walk every model class of every room."""
    for source in python(sources, "src/thongsuot/"):
        if source.role == "models":
            yield from ((source, node) for node in source.tree.body if _is_model(node))


def violations(sources: Iterable[Source]) -> list[str]:
    """Name every model that the glossary, a reader or an auditor would miss something of."""
    sources = tuple(sources)
    glossary = next((source.text for source in sources if source.path == "docs/glossary.md"), "")
    known = set(re.findall(r"`(\w+)[`(]", glossary))
    found: list[str] = []
    for source, node in models(sources):
        if node.name not in known:
            found.append(
                source.at(node, f"{node.name} is not in docs/glossary.md. Add its Vietnamese name and its English one.")
            )
        if source.room not in NEVER_SHOWN and not _verbose_name(node):
            found.append(source.at(node, f"{node.name} has no verbose_name in its Meta. Give its Vietnamese name."))
        found += list(_unpaired(source, node))
    return found


def _is_model(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef) and any(dotted(base) in BASES for base in node.bases)


NEVER_SHOWN = {"ledger"}  # its rows reach people as sentences of other rooms; the glossary names them
BASES = {"models.Model", "AbstractBaseUser", "Model"}


def _verbose_name(node: ast.ClassDef) -> bool:
    metas = [inner for inner in node.body if isinstance(inner, ast.ClassDef) and inner.name == "Meta"]
    return any(
        dotted(target) == "verbose_name"
        for meta in metas
        for line in meta.body
        if isinstance(line, ast.Assign)
        for target in line.targets
    )


def _unpaired(source: Source, node: ast.ClassDef) -> Iterator[str]:
    fields = dict(_fields(node))
    constraints = _constraints(node)
    for name, value in fields.items():
        if not name.endswith("_at") or not _is_nullable(value):
            continue
        actor = f"{name.removesuffix('_at')}_by"
        if actor not in fields:
            yield source.at(value, f"{node.name}.{name} has no {actor}. Every moment that may come has its actor.")
        elif not (name in constraints and actor in constraints):
            yield source.at(value, f"no constraint of {node.name} holds {name} and {actor} together.")


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, ast.Call]]:
    for line in node.body:
        if (
            isinstance(line, ast.Assign)
            and isinstance(line.value, ast.Call)
            and dotted(line.value.func).startswith("models.")
        ):
            yield from ((dotted(target), line.value) for target in line.targets)


def _is_nullable(value: ast.Call) -> bool:
    return any(
        keyword.arg == "null" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
        for keyword in value.keywords
    )


def _constraints(node: ast.ClassDef) -> str:
    metas = [inner for inner in node.body if isinstance(inner, ast.ClassDef) and inner.name == "Meta"]
    lines = [line for meta in metas for line in meta.body if isinstance(line, ast.Assign | ast.AnnAssign)]
    return " ".join(ast.unparse(line) for line in lines if "constraints" in ast.unparse(line)[:12])
