"""Units for other systems: what one seat may see of the tree."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from ninja import Query, Router, Schema

from thongsuot.kernel.paging import Paged, Paging, Words, paged
from thongsuot.orgs.models import Organisation

router = Router(tags=["units"])


class UnitOut(Schema):
    """One unit: its code names it for ever; `parent` is the code of the unit above, null at the top."""

    code: str
    name: str
    kind: str
    level: str
    parent: str | None
    valid_from: str
    valid_to: str | None

    @staticmethod
    def of(unit: Organisation) -> UnitOut:
        """Give the shape of one unit, its parent loaded."""
        return UnitOut(
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            level=unit.level,
            parent=unit.parent.code if unit.parent else None,
            valid_from=unit.valid_from.isoformat(),
            valid_to=unit.valid_to.isoformat() if unit.valid_to else None,
        )


class UnitPage(Paged):
    items: list[UnitOut]


@router.get("/units", response=UnitPage, summary="Units at and below the token's own")
def list_units(request: Any, paging: Query[Paging], q: Words = "", parent: Words = "") -> UnitPage:
    """List units in the order of the tree; `q` narrows by name or code, `parent` by the code of the unit above."""
    units = Organisation.objects.visible_to(request.auth).select_related("parent").order_by("path")
    if q:
        units = units.filter(Q(name__icontains=q) | Q(code__istartswith=q))
    if parent:
        units = units.filter(parent__code=parent)
    page, numbers = paged(units, paging)
    return UnitPage(items=[UnitOut.of(unit) for unit in page], **numbers)


@router.get("/units/{code}", response=UnitOut, summary="One unit")
def read_unit(request: Any, code: Words) -> UnitOut:
    """Give one unit; what the seat may not see is 404, as if it never was."""
    unit = Organisation.objects.visible_to(request.auth).select_related("parent").get(code=code)
    return UnitOut.of(unit)
