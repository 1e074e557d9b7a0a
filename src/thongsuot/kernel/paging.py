"""What other systems ask for: ids and words that a database can take, and lists that come in pages."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from pydantic import AfterValidator, BaseModel, Field

MOST = 200
LAST_PAGE = 1_000_000
WORDS_MAX = 200


def _without_zero(words: str) -> str:
    """Leave out the sign zero: no keyboard makes it, and PostgreSQL keeps none."""
    return words.replace("\0", "")


Id = Annotated[int, Field(ge=1, le=2**63 - 1)]  # what fits a key of both databases
Words = Annotated[str, Field(max_length=WORDS_MAX), AfterValidator(_without_zero)]


class Paging(BaseModel):
    """Which page, counted from 1, and how many to a page."""

    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1
    size: Annotated[int, Field(ge=1, le=MOST)] = 50


class Paged(BaseModel):
    """What every page says of itself: how many there are in all, and which page this is of how many."""

    total: int
    page: int
    pages: int


class Numbers(TypedDict):
    total: int
    page: int
    pages: int


def paged(rows: Any, paging: Paging) -> tuple[list[Any], Numbers]:
    """Cut one page out of a QuerySet in a stable order; a page beyond the last is empty."""
    total = rows.count()
    first = (paging.page - 1) * paging.size
    numbers = Numbers(total=total, page=paging.page, pages=max(1, -(-total // paging.size)))
    return list(rows[first : first + paging.size]), numbers
