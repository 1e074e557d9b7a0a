"""Each wall names the violation planted before it, with file and line: code."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from tests.house.walls import actions, deciders, doors, habits, nouns, sizes, wording
from tests.house.walls.source import Source

VIEWS = "src/thongsuot/cascade/views.py"
RULES = "src/thongsuot/cascade/rules.py"
ACTIONS = "src/thongsuot/cascade/actions.py"
MODELS = "src/thongsuot/cascade/models.py"


def plant(path: str, text: str) -> Source:
    return Source(path, dedent(text).lstrip("\n"))


def lines(count: int, line: str = "    x = 1\n") -> str:
    return line * count


PLANTED: dict[str, tuple[Callable[..., list[str]], Source, str]] = {
    "a function of 51 lines": (
        sizes.violations,
        Source("src/vanban/text.py", "def long() -> None:\n" + lines(50)),
        "src/vanban/text.py:1: long has 51 lines",
    ),
    "a module of 401 lines": (
        sizes.violations,
        Source("src/vanban/text.py", lines(401, "x = 1\n")),
        "src/vanban/text.py:401: the module has 401 lines",
    ),
    "a test module of 501 lines": (
        sizes.violations,
        Source("tests/vanban/test_read.py", lines(501, "x = 1\n")),
        "tests/vanban/test_read.py:501: the module has 501 lines",
    ),
    "a template of 151 lines": (
        sizes.violations,
        Source("src/thongsuot/cascade/templates/cascade/reading.html", lines(151, "<p>x</p>\n")),
        "cascade/reading.html:151: the template has 151 lines",
    ),
    "a module called utils": (
        sizes.violations,
        Source("src/thongsuot/cascade/utils.py", "x = 1\n"),
        "src/thongsuot/cascade/utils.py:1: 'utils' names nothing",
    ),
    "an action of five values": (
        sizes.violations,
        Source(ACTIONS, "def ask(pk: int, *, a: int, b: int, c: int, d: int, e: int, by: Seat, now: datetime): ...\n"),
        f"{ACTIONS}:1: ask takes 5 values",
    ),
    "a model of 26 fields": (
        sizes.violations,
        Source(MODELS, "class Big(models.Model):\n" + "".join(f"    f{n} = models.TextField()\n" for n in range(26))),
        f"{MODELS}:1: Big has 26 fields",
    ),
    "a view of 13 lines": (
        doors.violations,
        Source(VIEWS, "def page(request):\n" + lines(13)),
        f"{VIEWS}:1: the body of page has 13 lines",
    ),
    "a view that saves": (
        doors.violations,
        Source(VIEWS, "def page(request):\n    duty.save()\n"),
        f"{VIEWS}:2: a door calls .save(…)",
    ),
    "a view in a package that creates in bulk": (
        doors.violations,
        Source("src/thongsuot/cascade/views/reading.py", "def page(request):\n    D.objects.bulk_create([])\n"),
        "views/reading.py:2: a door calls .bulk_create(…)",
    ),
    "a job that opens a transaction": (
        doors.violations,
        Source("src/thongsuot/cascade/jobs.py", "def job():\n    with transaction.atomic():\n        act()\n"),
        "cascade/jobs.py:2: a door opens a transaction",
    ),
    "a class-based view": (
        doors.violations,
        Source(VIEWS, "class Page(TemplateView):\n    x = 1\n"),
        f"{VIEWS}:1: Page is a class-based view",
    ),
    "a view that catches a refusal": (
        doors.violations,
        Source(VIEWS, "def page(request):\n    try:\n        act()\n    except Refusal:\n        x = 1\n"),
        f"{VIEWS}:4: a door catches a refusal",
    ),
    "a view that decides by role": (
        doors.conditions_on_state,
        Source(VIEWS, "def page(request):\n    if request.seat.role == 'clerk':\n        x = 1\n"),
        f"{VIEWS}:2: page decides by role",
    ),
    "a rule that queries": (
        deciders.violations,
        Source(RULES, "def check_open(pk):\n    return Duty.objects.get(pk=pk)\n"),
        f"{RULES}:2: rules ask the database through .objects",
    ),
    "a rule that reads the clock": (
        deciders.violations,
        Source(RULES, "def check_open(duty):\n    return timezone.now() > duty.due_at\n"),
        f"{RULES}:2: rules read the clock",
    ),
    "an action that reads the clock inside": (
        deciders.violations,
        Source(ACTIONS, "def ask(pk, *, by, now):\n    return timezone.now()\n"),
        f"{ACTIONS}:2: actions read the clock",
    ),
    "a rule that takes a request": (
        deciders.violations,
        Source(RULES, "def check_open(request):\n    return None\n"),
        f"{RULES}:1: rules take a request",
    ),
    "a rule that speaks HTTP": (
        deciders.violations,
        Source(RULES, "from django.http import Http404\n"),
        f"{RULES}:1: rules import django.http",
    ),
    "a rule that knows another room's models": (
        deciders.violations,
        Source(RULES, "from thongsuot.orgs.models import Seat\n"),
        f"{RULES}:1: rules import thongsuot.orgs.models",
    ),
    "a fold that reads the settings": (
        deciders.violations,
        Source("src/thongsuot/cascade/folds.py", "from django.conf import settings\n"),
        "cascade/folds.py:1: folds import django.conf",
    ),
    "a permission that is no check": (
        deciders.violations,
        Source("src/thongsuot/cascade/permissions.py", "def can_read(seat):\n    return True\n"),
        "cascade/permissions.py:1: can_read is not a check_…",
    ),
    "an action without actor": (
        actions.violations,
        Source(ACTIONS, "def ask(pk: int, *, now: datetime) -> None:\n    ledger.record('cascade.question.asked')\n"),
        f"{ACTIONS}:1: cascade.ask does not take `by`",
    ),
    "an action with a positional actor": (
        actions.violations,
        Source(ACTIONS, "def ask(pk: int, by: Seat, *, now: datetime) -> None:\n    ledger.record('a')\n"),
        f"{ACTIONS}:1: cascade.ask does not take `by` as a keyword",
    ),
    "an action that reads the clock itself": (
        actions.violations,
        Source(ACTIONS, "def ask(pk: int, *, by: Seat) -> None:\n    ledger.record('cascade.question.asked')\n"),
        f"{ACTIONS}:1: cascade.ask does not take `now`",
    ),
    "an action that records nothing": (
        actions.violations,
        Source(ACTIONS, "def ask(pk: int, *, by: Seat, now: datetime) -> None:\n    keep(pk)\n"),
        f"{ACTIONS}:1: cascade.ask leaves nothing in the ledger",
    ),
    "an action without its story": (
        actions.violations,
        Source(ACTIONS, "def ask(pk: int, *, by: Seat, now: datetime) -> None:\n    ledger.record('a.b.c')\n"),
        f"{ACTIONS}:1: cascade.ask has no story",
    ),
    "an event of another room": (
        actions.violations,
        Source(ACTIONS, "def _keep() -> None:\n    ledger.record('corpus.work.imported')\n"),
        f"{ACTIONS}:2: the event 'corpus.work.imported' is not named cascade.noun",
    ),
    "a model outside the glossary": (
        nouns.violations,
        Source(MODELS, "class Duty(models.Model):\n    x = 1\n"),
        f"{MODELS}:1: Duty is not in docs/glossary.md",
    ),
    "a model without a Vietnamese name": (
        nouns.violations,
        Source(MODELS, "class Duty(models.Model):\n    x = 1\n"),
        f"{MODELS}:1: Duty has no verbose_name",
    ),
    "a moment without its actor": (
        nouns.violations,
        Source(MODELS, "class Duty(models.Model):\n    closed_at = models.DateTimeField(null=True)\n"),
        f"{MODELS}:2: Duty.closed_at has no closed_by",
    ),
    "a moment and an actor that nothing holds together": (
        nouns.violations,
        plant(
            MODELS,
            """
            class Duty(models.Model):
                closed_at = models.DateTimeField(null=True)
                closed_by = models.BigIntegerField(null=True)
            """,
        ),
        f"{MODELS}:2: no constraint of Duty holds closed_at and closed_by together",
    ),
    "a translation with a sum": (
        wording.violations,
        Source(VIEWS, "def page(request):\n    return _('Còn ') + str(3)\n"),
        f"{VIEWS}:2: a translated text is joined with +",
    ),
    "a translation of an f-string": (
        wording.violations,
        Source(VIEWS, "def page(request):\n    return _(f'Còn {days} ngày')\n"),
        f"{VIEWS}:2: gettext takes a literal",
    ),
    "a translation inside an f-string": (
        wording.violations,
        Source(VIEWS, "def page(request):\n    return f\"{_('Còn')} {days}\"\n"),
        f"{VIEWS}:2: a translated text stands inside an f-string",
    ),
    "a placeholder without a name": (
        wording.violations,
        Source(VIEWS, "def page(request):\n    return _('Còn %d ngày') % 3\n"),
        f"{VIEWS}:2: a placeholder has no name",
    ),
    "a path with marks": (
        wording.violations,
        Source("src/thongsuot/cascade/urls.py", "urlpatterns = [path('quán-triệt/', page, name='drives')]\n"),
        "cascade/urls.py:1: the path 'quán-triệt/' has marks",
    ),
    "a URL name in Vietnamese": (
        wording.violations,
        Source("src/thongsuot/cascade/urls.py", "urlpatterns = [path('quan-triet/', page, name='quan_triet')]\n"),
        "cascade/urls.py:1: the URL name 'quan_triet' is not an English word",
    ),
    "an identifier with marks": (
        wording.violations,
        Source("src/vanban/text.py", "điều = 1\n"),
        "src/vanban/text.py:1: the identifier 'điều' is not English",
    ),
    "a swallowed exception": (
        habits.violations,
        Source("src/vanban/text.py", "try:\n    x = 1\nexcept OSError:\n    pass\n"),
        "src/vanban/text.py:3: an exception is swallowed",
    ),
    "a stub": (
        habits.violations,
        Source("src/vanban/text.py", "def fold(text: str) -> str:\n    raise NotImplementedError\n"),
        "src/vanban/text.py:1: fold does nothing",
    ),
    "a reminder without an issue": (
        habits.violations,
        Source("src/vanban/text.py", "x = 1  # TODO: later\n"),
        "src/vanban/text.py:1: a reminder carries no issue number",
    ),
    "a test that sleeps": (
        habits.violations,
        Source("tests/vanban/test_read.py", "def test_it_reads() -> None:\n    time.sleep(1)\n    assert x\n"),
        "tests/vanban/test_read.py:2: a test sleeps",
    ),
    "a mock": (
        habits.violations,
        Source("tests/vanban/test_read.py", "from unittest.mock import patch\n"),
        "tests/vanban/test_read.py:1: a mock stands",
    ),
    "a test that cannot fail": (
        habits.violations,
        Source("tests/vanban/test_read.py", "def test_it_reads() -> None:\n    read('x')\n"),
        "tests/vanban/test_read.py:1: test_it_reads asserts nothing",
    ),
}


@pytest.mark.parametrize("planted", PLANTED, ids=lambda name: name.replace(" ", "_"))
def test_a_planted_violation_is_named_with_its_place(planted: str) -> None:
    violations, source, expected = PLANTED[planted]
    assert expected in "\n".join(violations([source]))


GOOD = [
    plant(
        ACTIONS,
        """
        def ask(dissemination_id: int, *, by: Seat, now: datetime, text: str) -> Question:
            return _keep(text)

        def _keep(text: str) -> Question:
            ledger.record("cascade.question.asked")
            return Question(text)
        """,
    ),
    plant(
        RULES,
        """
        from datetime import datetime
        from typing import TYPE_CHECKING
        from django.utils.translation import gettext as _
        from thongsuot.kernel.errors import Refusal
        if TYPE_CHECKING:
            from thongsuot.orgs.models import Seat

        def check_open(closed_at: datetime | None) -> None:
            if closed_at is not None:
                raise Refusal("closed", _("Đợt này đã khép lại. Còn %(days)d ngày.") % {"days": 1})
        """,
    ),
    plant(
        MODELS,
        """
        class Question(models.Model):
            closed_at = models.DateTimeField(null=True)
            closed_by = models.BigIntegerField(null=True)

            class Meta:
                verbose_name = _("câu hỏi")
                constraints = [models.CheckConstraint(condition=Q(closed_at=None, closed_by=None), name="pair")]
        """,
    ),
    Source("tests/cascade/test_ask.py", "def test_asking_is_recorded() -> None:\n    assert ask()\n"),
    Source("docs/glossary.md", "| câu hỏi | `Question` | question | |\n"),
]


@pytest.mark.parametrize(
    "wall", [sizes, doors, deciders, actions, nouns, wording, habits], ids=lambda wall: wall.__name__
)
def test_a_room_built_as_agreed_passes_every_wall(wall: Callable[..., list[str]]) -> None:
    assert wall.violations(GOOD) == []  # type: ignore[attr-defined]
