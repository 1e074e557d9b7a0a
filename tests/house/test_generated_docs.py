"""The pages that the code writes about itself: what they hold, and that a page that lies is named."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from docs import generate
from tests.house.walls.source import Source


def plant(path: str, text: str) -> Source:
    return Source(path, dedent(text).lstrip("\n"))


SOURCES = [
    plant(
        "src/thongsuot/casework/actions.py",
        '''
        def accept_case(case_id: int, *, by: Seat, now: datetime) -> Case:
            """Take a case on; the clock starts.

            The day of receipt does not count.
            """
            permissions.check_accept(by)
            return _accept(case_id)

        def _accept(case_id: int) -> Case:
            rules.check_acceptable(case_id)
            case.accepted_at = now
            ledger.record("casework.case.accepted")
        ''',
    ),
    plant(
        "src/thongsuot/casework/rules.py",
        '''
        def check_open(case: Case) -> None:
            raise Refusal("case_closed", "…")

        def check_acceptable(case: Case) -> None:
            """Refuse a case that is not ours.

            Legal basis: Luật Thử nghiệm 2020, Điều 1.
            """
            check_open(case)
            raise Refusal("not_ours", "…")
        ''',
    ),
    plant(
        "src/thongsuot/casework/models.py",
        '''
        class Case(models.Model):
            """One case (vụ việc)."""

            received_at = models.DateTimeField()
            received_by = models.BigIntegerField()
            accepted_at = models.DateTimeField(null=True)
            accepted_by = models.BigIntegerField(null=True)
        ''',
    ),
]


def test_the_page_of_a_verb_says_who_when_and_what_is_recorded() -> None:
    page = generate.pages(SOURCES)["docs/actions/casework.accept_case.md"]
    assert "Take a case on; the clock starts." in page
    assert "- `check_acceptable`: Refuse a case that is not ours. Refuses as `case_closed`, `not_ours`." in page
    assert "- `casework.case.accepted` by `ledger.record`" in page
    assert "- story: `tests/casework/test_accept_case.py`" in page


def test_states_are_drawn_from_moments_and_the_verbs_that_set_them() -> None:
    page = generate.pages(SOURCES)["docs/states/casework.Case.md"]
    assert "[*] --> received\n" in page
    assert "received --> accepted: accept_case\n" in page


def test_a_rule_is_listed_under_its_article() -> None:
    page = generate.pages(SOURCES)["docs/legal-basis.md"]
    assert "| Luật Thử nghiệm 2020, Điều 1. | `check_acceptable` | Refuse a case that is not ours." in page


def test_a_page_that_is_missing_changed_or_left_over_is_named(tmp_path: Path) -> None:
    wanted = generate.pages(SOURCES)
    generate.write(wanted, tmp_path)
    assert generate.differences(wanted, tmp_path) == []
    (tmp_path / "docs/actions/casework.accept_case.md").unlink()
    (tmp_path / "docs/legal-basis.md").write_text("Nothing to see.", "utf-8")
    (tmp_path / "docs/states/casework.Gone.md").write_text("old", "utf-8")
    assert generate.differences(wanted, tmp_path) == [
        "docs/actions/casework.accept_case.md is missing.",
        "docs/legal-basis.md is out of date.",
        "docs/states/casework.Gone.md belongs to nothing any more.",
    ]


def test_writing_again_mends_every_difference(tmp_path: Path) -> None:
    wanted = generate.pages(SOURCES)
    (tmp_path / "docs/states").mkdir(parents=True)
    (tmp_path / "docs/states/casework.Gone.md").write_text("old", "utf-8")
    generate.write(wanted, tmp_path)
    assert generate.differences(wanted, tmp_path) == []
