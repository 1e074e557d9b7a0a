"""The table of rights: every address and call × every role × every relation to the unit, as docs/access.md says it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cascade.told import BOTH
from tests.site.access.doors import SHARED, WARD, doors
from tests.site.access.knocking import Row, names, walk
from tests.site.access.world import make_world
from thongsuot.orgs.models import Seat

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
LET_IN = {"opens", "does", "not now"}
OF_THE_TREE = {
    "my_unit",
    "unit",
    "unit_history",
    "change_unit",
    "found_unit",
    "rename_unit",
    "move_unit",
    "end_unit",
    "appoint_acting",
    "end_acting",
}
OF_LISTS = {"import_organisation", "import_template"}
OF_THE_MACHINE = {"status", "run_job_again"}
OF_AN_ACCOUNT = {
    "sessions",
    "end_sessions",
    "set_appearance",
    "account_login",
    "account_logout",
    "account_change_password",
    "account_set_password",
}
OWN_API = {"api-1:open_text", "api-1:acknowledge"}
MEMBERS_OWN_WORDS = {"acknowledge", "decline", "ask", "take_check", "begin_attempt", "reflection"} | OWN_API
HEAD = """# Who may do what

Every address of the product and every call of its API, knocked at by everybody. The test that walks them writes this
page and holds it (`tests/site/test_access.py`): a new address without a row fails it, and so does an answer that
changed. After a change that is meant, run that test once with `THONGSUOT_WRITE_ACCESS=1` and read the difference.

The things asked for belong to a ward. Four answers stand for somebody of that role **in the ward / in the unit above
it / in a unit below it / in another ward**; one answer stands for all four. The administrator holds no seat.

| word | what it means |
|---|---|
| opens | a page, a file or data is shown |
| does | the change is carried out |
| not now | this reader may, but the thing is not in a state for it |
| refused | not for this role |
| absent | for this reader there is no such thing |
| sign in | asks who is there |
| unread | what was sent does not fit what this reader may choose |

"""


def cell(answers: list[str]) -> str:
    """Write one answer where all are the same."""
    return answers[0] if len(set(answers)) == 1 else " / ".join(answers)


def written(rows: list[Row]) -> str:
    """Set the rows as a table in Markdown."""
    columns = ["address", "method", "the thing is", "anonymous", "administrator", *Seat.Role.values]
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for name, method, whose, answers in rows:
        lines.append(f"| {' | '.join((f'`{name}`', method, whose, *map(cell, answers.values())))} |")
    return HEAD + "\n".join(lines) + "\n"


def nobody_anonymous_gets_beyond_what_is_everybodys(row: Row) -> bool:
    _name, _method, whose, answers = row
    return whose == SHARED or answers["anonymous"] == ["sign in"]


def the_administrator_reaches_the_tree_and_lists_but_no_answers(row: Row) -> bool:
    name, _method, _whose, answers = row
    is_open = (
        name in OF_THE_TREE | OF_LISTS | OF_AN_ACCOUNT | OF_THE_MACHINE
        or answers["anonymous"] == answers["administrator"]
    )
    return is_open or not LET_IN & set(answers["administrator"])


def to_strangers_the_things_of_a_ward_are_shut(row: Row) -> bool:
    _name, _method, whose, answers = row
    return whose != WARD or not any(answers[role][3] in LET_IN for role in Seat.Role.values)


def a_member_changes_of_the_ward_only_their_own_part(row: Row) -> bool:
    name, method, whose, answers = row
    return whose != WARD or method == "GET" or name in MEMBERS_OWN_WORDS or not LET_IN & set(answers["member"])


def who_stands_above_reads_no_text_answer_or_sheet_of_the_ward(row: Row) -> bool:
    name, _method, _whose, answers = row
    shut = {"read_text", "answer_question", "enter_paper", "paper_photo", "roll_call", "take_check", "check_questions"}
    return name not in shut or not any(answers[role][1] in LET_IN for role in Seat.Role.values)


def an_auditor_changes_no_more_than_a_member(row: Row) -> bool:
    _name, method, _whose, answers = row
    pairs = zip(answers["auditor"], answers["member"], strict=True)
    return method == "GET" or not any(one in LET_IN and other not in LET_IN for one, other in pairs)


def an_auditor_opens_no_answer_roll_or_signed_sheet(row: Row) -> bool:
    name, _method, _whose, answers = row
    shut = {"enter_paper", "paper_photo", "roll_call", "check_questions", "answer_question", "entry_codes"}
    return name not in shut or not LET_IN & set(answers["auditor"])


PROMISES: tuple[Callable[[Row], bool], ...] = (
    nobody_anonymous_gets_beyond_what_is_everybodys,
    the_administrator_reaches_the_tree_and_lists_but_no_answers,
    to_strangers_the_things_of_a_ward_are_shut,
    a_member_changes_of_the_ward_only_their_own_part,
    who_stands_above_reads_no_text_answer_or_sheet_of_the_ward,
    an_auditor_changes_no_more_than_a_member,
    an_auditor_opens_no_answer_roll_or_signed_sheet,
)


@pytest.mark.slow
@pytest.mark.django_db(**BOTH)
def test_every_door_answers_everybody_as_the_page_says(tmp_path: Path, settings: Any) -> None:
    settings.DATA, settings.FILES_FOLDER, settings.STAGING_FOLDER = tmp_path, tmp_path / "files", tmp_path / "staging"
    world = make_world()
    assert set(names()) == set(doors(world)), "an address is missing from tests/site/access/doors.py, or is left over"
    rows = list(walk(world))
    if "THONGSUOT_WRITE_ACCESS" in os.environ:
        PAGE.write_text(written(rows), "utf-8")
    broken = [f"{promise.__name__}: {row[1]} {row[0]}" for promise in PROMISES for row in rows if not promise(row)]
    assert not broken, "\n".join(broken)
    assert PAGE.read_text("utf-8") == written(rows)
