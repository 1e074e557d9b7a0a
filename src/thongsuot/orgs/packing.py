"""Rows that were read once, kept as JSON, so that carrying a list out need not read the workbook again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from thongsuot.orgs.rows import OrganisationRows, PersonRow, UnitRow

DAYS = ("valid_from", "valid_to", "changed_on")
UNIT_DAYS = tuple(each.name in DAYS for each in fields(UnitRow))
PERSON_DAYS = tuple(each.name in DAYS for each in fields(PersonRow))


def packed(rows: OrganisationRows) -> dict[str, Any]:
    """Turn sound rows into what JSON can say."""
    units = [_values(row, [each.name for each in fields(UnitRow)]) for row in rows.units]
    return {"units": units, "people": [_values(row, [each.name for each in fields(PersonRow)]) for row in rows.people]}


def unpacked(said: dict[str, Any]) -> OrganisationRows:
    """Turn it back; what was read and sound then is so still."""
    units = tuple(UnitRow(*_dated(values, UNIT_DAYS)) for values in said["units"])
    return OrganisationRows(units, tuple(PersonRow(*_dated(values, PERSON_DAYS)) for values in said["people"]))


def _values(row: UnitRow | PersonRow, names: Sequence[str]) -> list[Any]:
    values = [getattr(row, name) for name in names]
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def _dated(values: Sequence[Any], days: Sequence[bool]) -> list[Any]:
    pairs = zip(values, days, strict=True)
    return [date.fromisoformat(value) if is_day and value else value for value, is_day in pairs]
