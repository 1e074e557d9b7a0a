"""The house inspects itself: every wall, held against the repository as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

from tests.house.walls import (
    actions,
    deciders,
    doors,
    habits,
    installation,
    nouns,
    pages,
    redlines,
    shipped,
    sizes,
    wording,
)
from tests.house.walls.source import Source, repository

WALLS = [sizes, doors, deciders, actions, nouns, pages, wording, habits, shipped, redlines]


def file(path: str) -> Source:
    return next(source for source in repository() if source.path == path)


def names_of(module: ModuleType) -> str:
    return module.__name__.rsplit(".", 1)[-1]


@pytest.mark.parametrize("wall", WALLS, ids=names_of)
def test_the_repository_keeps_within_its_walls(wall: Any) -> None:
    violations: Callable[[Iterable[Source]], list[str]] = wall.violations
    found = violations(repository())
    assert not found, "\n" + "\n".join(found)


def test_no_door_decides_by_role() -> None:
    assert doors.conditions_on_state(repository()) == []


def test_the_walls_look_at_a_whole_repository_and_not_at_an_empty_folder() -> None:
    paths = {source.path for source in repository()}
    assert {"pyproject.toml", "Makefile", "src/thongsuot/site/settings.py", "src/vanban/__init__.py"} <= paths
    assert len(list(actions.actions(repository()))) >= 10
    assert len(list(nouns.models(repository()))) >= 15


def test_no_living_model_holds_what_a_red_line_denies() -> None:
    assert redlines.model_violations(apps.get_models()) == []


def test_the_settings_open_nothing_by_oversight() -> None:
    assert installation.violations(settings_in_force()) == []


def test_every_dependency_has_its_reason_and_its_hash() -> None:
    assert shipped.dependency_violations(file("pyproject.toml"), file("requirements.lock")) == []


def test_every_excused_line_of_the_red_lines_still_excuses_something() -> None:
    used = {excuse for source in repository() for _line, excuse in redlines.crossings(source)}
    assert set(redlines.EXCUSED) - used == set()


def test_every_excused_action_still_needs_its_excuse() -> None:
    strict = "\n".join(actions.violations(repository(), excused=()))
    unneeded = [excuse for excuse in actions.EXCUSED if excuse.split(":")[0] not in strict]
    assert unneeded == []


def test_everything_wired_is_a_function_of_a_room() -> None:
    from thongsuot.site import wiring

    assert list(_not_callable(wiring)) == []


def _not_callable(wiring: Any) -> Iterator[object]:
    reactions = [reaction for tuple_of in wiring.REACTIONS.values() for reaction in tuple_of]
    for wired in [*wiring.FOLDS, *reactions, *wiring.RECOUNTS]:
        if not callable(wired) or not wired.__module__.startswith("thongsuot."):
            yield wired


def settings_in_force() -> dict[str, Any]:
    """Read the settings as the server reads them, not those that the tests stand on."""
    from thongsuot.site import settings as module

    return dict(vars(module))
