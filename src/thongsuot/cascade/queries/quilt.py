"""The quilt of a coverage page: all units × all steps as a few paths. Pure; the same numbers stand in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST, MOST = 8, 200
STEPS_MOST = 8
SMALL_SHARE = 8
COLUMN, ROW, WIDTH, HEIGHT = 12, 24, 10, 20
FILLS = {"none": 1, "planned": 4, "held": 10, "reported": 20, "late": 20}
CUT = "m4 4v8h2v-8zm0 10v2.5h2v-2.5z"


@dataclass(frozen=True, slots=True)
class Column:
    """One unit: the key and words of its group, and the state of each of its steps, first step first."""

    group: str
    group_label: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """One group of units: `share` is its width in hundredths, `paths` pairs a state with the path of all its cells."""

    label: str
    units: int
    share: int
    view_box: str
    paths: tuple[tuple[str, str], ...]


def bands(columns: Sequence[Column], rest_label: str) -> tuple[Band, ...]:
    """Draw the units group by group, the largest first; nothing where a table alone reads better.

    Groups under 8 % of the whole stand together under `rest_label`: a label needs room. The order inside a group is
    the caller's.
    """
    steps = max((len(column.states) for column in columns), default=0)
    if not FEWEST <= len(columns) <= MOST or not 0 < steps <= STEPS_MOST:
        return ()
    sizes = Counter(column.group for column in columns)
    large = {group for group, size in sizes.items() if 100 * size >= SMALL_SHARE * len(columns)}
    groups: dict[str, list[Column]] = {}
    labels = {"": rest_label} | {column.group: column.group_label for column in columns if column.group in large}
    for column in columns:
        groups.setdefault(column.group if column.group in large else "", []).append(column)
    ordered = sorted(groups.items(), key=lambda pair: (pair[0] == "", -len(pair[1])))
    return tuple(_band(labels[key], members, len(columns)) for key, members in ordered)


def _band(label: str, members: list[Column], total: int) -> Band:
    paths: dict[str, list[str]] = {}
    for place, column in enumerate(members):
        for step, state in enumerate(column.states):
            paths.setdefault(state, []).append(_cell(state, place * COLUMN, step * ROW))
    steps = len(members[0].states)
    return Band(
        label=label,
        units=len(members),
        share=max(1, round(100 * len(members) / total)),
        view_box=f"0 0 {len(members) * COLUMN - (COLUMN - WIDTH)} {steps * ROW - (ROW - HEIGHT)}",
        paths=tuple((state, "".join(paths[state])) for state in FILLS if state in paths),
    )


def _cell(state: str, left: int, top: int) -> str:
    """Draw one cell from its bottom up: the fuller, the further; a late one has its exclamation mark cut out."""
    fill = FILLS[state]
    path = f"M{left} {top + HEIGHT - fill}h{WIDTH}v{fill}h-{WIDTH}z"
    return path + CUT if state == "late" else path
