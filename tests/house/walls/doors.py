"""Doors translate and nothing else: short views, no writes, no class-based views, no view that catches a refusal."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.house.walls.source import (
    Function,
    Source,
    body_without_docstring,
    dotted,
    public_functions,
    python,
)

DOORS = {"views", "api", "jobs"}
VIEW_BODY = 12
WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}


def violations(sources: Iterable[Source]) -> list[str]:
    """Name every door that writes, thinks or catches instead of calling an action."""
    found: list[str] = []
    for source in python(sources, "src/thongsuot/"):
        if source.role in DOORS:
            found += [*_writes(source), *_classes(source), *_catches(source), *_long_views(source)]
    return found


def _writes(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            yield source.at(node, f"a door calls .{node.func.attr}(…). Move the change into an action.")
        if dotted(node).endswith("atomic"):
            yield source.at(node, "a door opens a transaction. Move the change into an action.")


def _classes(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and any(dotted(base).endswith("View") for base in node.bases):
            yield source.at(node, f"{node.name} is a class-based view. Write a function.")


def _catches(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler) and node.type and "Refusal" in ast.dump(node.type):
            yield source.at(node, "a door catches a refusal. The middleware turns refusals into pages.")


def _long_views(source: Source) -> Iterator[str]:
    if source.role == "jobs":
        return
    for view in public_functions(source):
        if not _takes_request(view):
            continue
        body = body_without_docstring(view)
        length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
        if length > VIEW_BODY:
            yield source.at(
                view, f"the body of {view.name} has {length} lines; the wall is {VIEW_BODY}. Ask one query."
            )


def _takes_request(function: Function) -> bool:
    return bool(function.args.args) and function.args.args[0].arg == "request"


def conditions_on_state(sources: Iterable[Source]) -> list[str]:
    """Name doors that take a decision about who may: that is asked of permissions, never of a role in a view."""
    found: list[str] = []
    for source in python(sources, "src/thongsuot/"):
        if source.role not in DOORS:
            continue
        for function in source.functions:
            for node in ast.walk(function):
                if isinstance(node, ast.If) and ".role" in ast.unparse(node.test):
                    found.append(source.at(node, f"{function.name} decides by role. Ask a check in permissions."))
    return found
