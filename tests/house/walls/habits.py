"""No stub, no swallowed exception, no nap instead of a condition, no mock, no test that cannot fail."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator

from tests.house.walls.source import Function, Source, body_without_docstring, calls, dotted, functions, python

PROVES = re.compile(r"(assert|expect|check|verify|prove|raises|fail)", re.IGNORECASE)
TODO = re.compile(r"\b(TODO|FIXME|XXX)\b(?!.*#\d+)")


def violations(sources: Iterable[Source]) -> list[str]:
    """Name what looks done and is not."""
    found: list[str] = []
    for source in python(sources):
        found += [*_swallowed(source), *_stubs(source), *_reminders(source)]
        if source.path.startswith("tests/"):
            found += [*_naps(source), *_mocks(source), *_proofless(source)]
    return found


def _swallowed(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and all(isinstance(line, ast.Pass) for line in node.body):
            yield source.at(node, "an exception is swallowed. Handle it, or let it rise.")


def _stubs(source: Source) -> Iterator[str]:
    declared = {id(inner) for node in ast.walk(source.tree) if _is_protocol(node) for inner in ast.walk(node)}
    for function in functions(source.tree):
        body = body_without_docstring(function)
        is_empty = all(isinstance(line, ast.Pass) for line in body)
        if (is_empty or _raises_unwritten(body[0])) and id(function) not in declared and not _may_be_empty(function):
            yield source.at(function, f"{function.name} does nothing. Write it, or leave it out.")


def _is_protocol(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any(dotted(base).endswith("Protocol") for base in node.bases)


def _raises_unwritten(line: ast.stmt) -> bool:
    return isinstance(line, ast.Raise) and "NotImplementedError" in ast.unparse(line)


def _may_be_empty(function: Function) -> bool:
    """Let a command say that it takes no arguments, and let declarations be declarations."""
    decorators = {dotted(decorator).split(".")[-1] for decorator in function.decorator_list}
    return function.name == "add_arguments" or bool(decorators & {"overload", "abstractmethod"})


def _reminders(source: Source) -> Iterator[str]:
    if not TODO.search(source.text):
        return
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and TODO.search(token.string):
            yield source.at(token.start[0], "a reminder carries no issue number.")


def _naps(source: Source) -> Iterator[str]:
    for call in calls(source.tree):
        if dotted(call.func) in {"time.sleep", "sleep"}:
            yield source.at(call, "a test sleeps. Wait for the condition it hopes for.")


def _mocks(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if getattr(node, "module", "") == "unittest.mock" or {"mock", "unittest.mock"} & set(names):
            yield source.at(node, "a mock stands where the real thing can. Only the network's edge is faked.")


def _proofless(source: Source) -> Iterator[str]:
    for node in source.tree.body:
        if isinstance(node, Function) and node.name.startswith("test_") and not _proves(node):
            yield source.at(node, f"{node.name} asserts nothing, so it cannot fail.")


def _proves(test: Function) -> bool:
    if any(isinstance(node, ast.Assert | ast.Raise) for node in ast.walk(test)):
        return True
    return any(PROVES.search(dotted(call.func)) for call in calls(test))
