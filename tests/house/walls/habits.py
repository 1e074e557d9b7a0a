"""No stub, no swallowed exception, no nap instead of a condition, no mock, no test that cannot fail."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator

from tests.house.walls.source import Function, Source, body_without_docstring, calls, dotted, python

PROVES = re.compile(r"(assert|expect|check|verify|prove|raises|fail)", re.IGNORECASE)
TODO = re.compile(r"\b(TODO|FIXME|XXX)\b(?!.*#\d+)")


def violations(sources: Iterable[Source]) -> list[str]:
    """Name what looks done and is not."""
    sources = tuple(sources)
    proving = _proving(sources)
    found: list[str] = []
    for source in python(sources):
        found += [*_swallowed(source), *_stubs(source), *_reminders(source)]
        if source.path.startswith("tests/"):
            found += [*_naps(source), *_mocks(source), *_proofless(source, proving)]
    return found


def _swallowed(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler) and all(isinstance(line, ast.Pass) for line in node.body):
            yield source.at(node, "an exception is swallowed. Handle it, or let it rise.")


def _stubs(source: Source) -> Iterator[str]:
    declared = {id(inner) for node in source.nodes if _is_protocol(node) for inner in ast.walk(node)}
    for function in source.functions:
        body = body_without_docstring(function)
        is_empty = all(isinstance(line, ast.Pass) for line in body)
        if (is_empty or _raises_unwritten(body[0])) and id(function) not in declared and not _may_be_empty(function):
            yield source.at(function, f"{function.name} does nothing. Write it, or leave it out.")


def _is_protocol(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any(dotted(base).endswith("Protocol") for base in node.bases)


def _raises_unwritten(line: ast.stmt) -> bool:
    return isinstance(line, ast.Raise) and "NotImplementedError" in ast.unparse(line)


def _may_be_empty(function: Function) -> bool:
    """Let a command say that it takes no arguments, a fixture that it gives nothing, a declaration declare."""
    decorators = {dotted(decorator).split(".")[-1] for decorator in function.decorator_list}
    return (
        function.name in {"add_arguments", "__exit__"}
        or bool(decorators & {"overload", "abstractmethod"})
        or (any("fixture" in ast.unparse(decorator) for decorator in function.decorator_list) and bool(function.body))
    )


def _reminders(source: Source) -> Iterator[str]:
    if not TODO.search(source.text):
        return
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and TODO.search(token.string):
            yield source.at(token.start[0], "a reminder carries no issue number.")


def _naps(source: Source) -> Iterator[str]:
    """Name a nap that no loop asks a condition around."""
    asked = {id(inner) for node in source.nodes if isinstance(node, ast.While) for inner in ast.walk(node)}
    for call in source.calls:
        if dotted(call.func) in {"time.sleep", "sleep"} and id(call) not in asked:
            yield source.at(call, "a test sleeps. Wait for the condition it hopes for.")


def _mocks(source: Source) -> Iterator[str]:
    for node in source.nodes:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if getattr(node, "module", "") == "unittest.mock" or {"mock", "unittest.mock"} & set(names):
            yield source.at(node, "a mock stands where the real thing can. Only the network's edge is faked.")


def _proofless(source: Source, proving: set[str]) -> Iterator[str]:
    for node in source.tree.body:
        if isinstance(node, Function) and node.name.startswith("test_") and not _proves(node, proving):
            yield source.at(node, f"{node.name} asserts nothing, so it cannot fail.")


def _proving(sources: Iterable[Source]) -> set[str]:
    """Name the functions beside the tests that assert for them, or raise when what they wait for does not come."""
    found: set[str] = set()
    for source in python(sources, "tests/"):
        found |= {function.name for function in source.functions if _proves(function, set())}
    return found


def _proves(test: Function, proving: set[str]) -> bool:
    if any(isinstance(node, ast.Assert | ast.Raise) for node in ast.walk(test)):
        return True
    names = [dotted(call.func) for call in calls(test)]
    return any(PROVES.search(name) or name.split(".")[-1] in proving for name in names)
