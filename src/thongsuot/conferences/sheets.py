"""A sheet of answers after marking: what the ledger keeps of it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from thongsuot.kernel.ids import key_from
from thongsuot.ledger.entries import Actor, Json

Answers = Mapping[int, frozenset[int]]  # question → places of the options chosen


@dataclass(frozen=True, slots=True)
class Marked:
    """How many answers were right, of how many; and what was chosen, as the text that can be erased."""

    right: int
    of: int
    given: str

    def facts(self, seat: int, unit: str) -> dict[str, Json]:
        """Give the facts of the entry: who, how many right, of how many; never which."""
        return {"seats": [[seat, unit]], "right": self.right, "of": self.of}


def marked(answers: Answers, asked: Answers) -> Marked:
    """Mark a sheet on which every question is answered; `asked` holds the right options."""
    right = sum(answers[one] == options for one, options in asked.items())
    given = json.dumps({str(one): sorted(answers[one]) for one in sorted(asked)})
    return Marked(right, len(asked), given)


def key_of_sheet(conference: str, by: Actor) -> UUID:
    """Give the one key of a person's sheet at a conference, whichever page sends it: nobody hands in two."""
    return key_from("sheet", conference, by.seat)
