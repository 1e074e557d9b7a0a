"""Rules are pure and permissions only check: no database, no clock, no request where something is decided."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping

from tests.house.walls.source import Source, dotted, public_functions, python

IMPURE = {"os", "io", "time", "random", "secrets", "socket", "sqlite3", "subprocess", "threading", "urllib", "pathlib"}
PURE_PREFIXES = ("django.utils.translation", "thongsuot.kernel", "vanban", "msgspec")
QUERIES = {"objects", "filter", "exclude", "all", "exists", "aggregate", "annotate", "values_list", "save", "delete"}
TIMELESS = {"rules", "folds", "permissions", "actions", "queries", "models"}
CLOCKS = {"timezone.now", "datetime.now", "date.today", "datetime.today", "datetime.utcnow", "time.time"}


def violations(sources: Iterable[Source]) -> list[str]:
    """Name what a rules module imports or asks that only a loaded value may tell it, and permissions that do more."""
    sources = tuple(sources)
    modules = {source.module: source for source in python(sources, "src/thongsuot/")}
    found: list[str] = []
    for source in modules.values():
        if source.role in {"rules", "folds"}:
            found += [*_imports(source, modules), *_asks(source)]
        if source.role in TIMELESS:
            found += list(_clocks(source))
        if source.role == "permissions":
            found += list(_other_than_checks(source))
    return found


def _imports(source: Source, modules: Mapping[str, Source]) -> Iterator[str]:
    for name, line in _imported(source):
        if not _is_allowed(name, source, modules):
            yield source.at(line, f"{source.role} import {name}. They know gettext, the kernel and plain values only.")


def _is_allowed(name: str, source: Source, modules: Mapping[str, Source]) -> bool:
    """Allow what cannot reach outside; of models only the room's own, for their choices: .objects stays refused."""
    if name in modules and modules[name].role != "models":
        return all(_is_allowed(inner, modules[name], modules) for inner, _line in _imported(modules[name]))
    top = name.split(".")[0]
    is_plain = top in sys.stdlib_module_names and top not in IMPURE
    return is_plain or name.startswith(PURE_PREFIXES) or name == f"thongsuot.{source.room}.models"


def _imported(source: Source) -> Iterator[tuple[str, ast.AST]]:
    """Give every module imported at run time; what stands under TYPE_CHECKING is not."""
    hidden = {id(inner) for node in source.nodes if _guards_types(node) for inner in ast.walk(node)}
    for node in source.nodes:
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from _from(node, node.module)


def _from(node: ast.ImportFrom, module: str) -> Iterator[tuple[str, ast.AST]]:
    """Give `module.name` for a room's package, where the names are modules themselves; otherwise the module."""
    if module.startswith("thongsuot.") and module.count(".") == 1:
        yield from ((f"{module}.{alias.name}", node) for alias in node.names)
    else:
        yield module, node


def _guards_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and dotted(node.test).endswith("TYPE_CHECKING")


def _asks(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr in QUERIES:
            yield source.at(
                node, f"{source.role} ask the database through .{node.attr}. Take the loaded value instead."
            )
        if isinstance(node, ast.arg) and node.arg == "request":
            yield source.at(node, f"{source.role} take a request. Take the values it carries instead.")


def _clocks(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and dotted(node).endswith(tuple(CLOCKS)):
            yield source.at(node, f"{source.role} read the clock. Take `now` or `today` instead.")


def _other_than_checks(source: Source) -> Iterator[str]:
    for function in public_functions(source):
        if not function.name.startswith("check_"):
            yield source.at(function, f"{function.name} is not a check_…. Permissions only say no; move it elsewhere.")
