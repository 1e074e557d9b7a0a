"""Every verb names its actor and its moment, leaves one entry in the ledger, and has its story among the tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from tests.house.walls.source import Function, Source, calls, constant_text, dotted, public_functions, python

RECORDERS = {"record", "append"}
EVENT = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+")
THE_LEDGER_ITSELF = "ledger"
Place = tuple[str, str]  # room, function

# "room.verb: what" -> why; a line that excuses nothing fails the test.
EXCUSED: dict[str, str] = {
    "people.make_administrator: actor": "the keeper of the machine makes the first account before anybody exists",
    "corpus.review_import: record": "the ledger hears of a file when somebody keeps it, never before",
    "corpus.discard_reviewed: record": "what was cancelled leaves no trace, and so no entry either",
    "people.enter_with_code: actor": "who enters is known only after the code was read; the entry then names them",
}


def actions(sources: Iterable[Source]) -> Iterator[tuple[Source, Function]]:
    """Walk every public function of every room's actions; the ledger is what they record in."""
    for source in python(sources, "src/thongsuot/"):
        if source.role == "actions" and source.room != THE_LEDGER_ITSELF:
            yield from ((source, function) for function in public_functions(source))


def violations(sources: Iterable[Source], excused: Iterable[str] = tuple(EXCUSED)) -> list[str]:
    """Name every action without actor, moment, record or story.

    What `site/wiring.py` lists is no verb of anybody's, nor what its functions call that names no actor: reactions,
    recounts and nightly counts follow from what was recorded.
    """
    sources = tuple(sources)
    paths = {source.path for source in sources}
    wired = _wired(sources)
    recording = _recording(sources)
    found: list[str] = []
    for source, function in actions(sources):
        if function.name in wired and not _is_keyword_only(function, "by"):
            continue
        verb = f"{source.room}.{function.name}"
        faults = {
            "actor": not _is_keyword_only(function, "by"),
            "moment": not _is_keyword_only(function, "now"),
            "record": (source.room, function.name) not in recording,
            "story": f"tests/{source.room}/test_{function.name}.py" not in paths,
        }
        named = [fault for fault, is_so in faults.items() if is_so and f"{verb}: {fault}" not in excused]
        found += [source.at(function, f"{verb} {SENTENCES[fault]}") for fault in named]
    return found + list(_misnamed_events(sources))


SENTENCES = {
    "actor": "does not take `by` as a keyword. Every change has a named actor.",
    "moment": "does not take `now` as a keyword. Time is passed, never read.",
    "record": "leaves nothing in the ledger. Call ledger.record or ledger.append, itself or through one function.",
    "story": "has no story. Write tests/<room>/test_<verb>.py.",
}


def _is_keyword_only(function: Function, name: str) -> bool:
    return name in {argument.arg for argument in function.args.kwonlyargs}


def _wired(sources: Iterable[Source]) -> set[str]:
    """Name the functions that the wiring table lists, and those that these call."""
    tables = [source for source in sources if source.path == "src/thongsuot/site/wiring.py"]
    listed = {dotted(node).split(".")[-1] for source in tables for node in source.nodes}
    called = {
        dotted(call.func).split(".")[-1]
        for source in python(sources, "src/thongsuot/")
        for function in source.functions
        if function.name in listed
        for call in calls(function)
    }
    return (listed | called) - {""}


def _recording(sources: Iterable[Source]) -> set[Place]:
    """Name the functions that record, themselves or through what they call in their room or in another's actions."""
    called: dict[Place, set[str]] = {}
    recording: set[Place] = set()
    in_actions: set[Place] = set()
    for source in python(sources, "src/thongsuot/"):
        for function in source.functions:
            place = (source.room, function.name)
            called.setdefault(place, set()).update(dotted(call.func).split(".")[-1] for call in calls(function))
            recording |= {place} if any(_is_recorder(call) for call in calls(function)) else set()
            in_actions |= {place} if source.role == "actions" and source.room != THE_LEDGER_ITSELF else set()
    while fresh := {at for at, names in called.items() if _reaches(at, names, recording, in_actions)} - recording:
        recording |= fresh
    return recording


def _reaches(place: Place, names: set[str], recording: set[Place], in_actions: set[Place]) -> bool:
    return any(name in names and (room == place[0] or (room, name) in in_actions) for room, name in recording)


def _is_recorder(call: ast.Call) -> bool:
    name = dotted(call.func)
    return name.startswith("ledger.") and name.split(".")[-1] in RECORDERS


def _misnamed_events(sources: Iterable[Source]) -> Iterator[str]:
    for source in python(sources, "src/thongsuot/"):
        for call in source.calls:
            event = constant_text(call.args[0]) if call.args and _is_recorder(call) else None
            if event is not None and not (EVENT.fullmatch(event) and event.startswith(f"{source.room}.")):
                yield source.at(call, f"the event '{event}' is not named {source.room}.noun.past_participle.")
