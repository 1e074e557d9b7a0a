"""Each wall names the violation planted before it, with file and line: templates, settings, what is shipped."""

from __future__ import annotations

from typing import Any

import pytest

from tests.house.walls import installation, pages, shipped
from tests.house.walls.source import Source

SLASH = "/"  # planted lines are put together here, so that this file itself holds none of them
PAGE = "src/thongsuot/cascade/templates/cascade/reading.html"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>\n<script>go()</script>", f"{PAGE}:2: <script> stands inline"),
        ("<style>p {}</style>", f"{PAGE}:1: <style> stands inline"),
        ('<p style="color: red">', f"{PAGE}:1: <p style=…> is inline"),
        ('{% if x %}\n<a onclick="go()">{% endif %}', f"{PAGE}:2: <a onclick=…> is inline"),
        ('<a hx-on:click="go()">', f"{PAGE}:1: <a hx-on:click=…> is inline"),
        ('<a href="javascript:go()">', f"{PAGE}:1: <a href=…> is inline"),
        ('<img src="https://cdn.example/x.png">', f"{PAGE}:1: <img src=…> points outside the house"),
        ('<link href="//fonts.example/x.css">', f"{PAGE}:1: <link href=…> points outside the house"),
        ("<button hx-post=\"{% url 'go' %}\">", f"{PAGE}:1: <button> writes by htmx only"),
        ('<form hx-post="{{ url }}">', f"{PAGE}:1: <form> writes by htmx only"),
        ("<p>\n{% if perms.cascade.publish %}", f"{PAGE}:2: a template asks for rights"),
        ("{% if user.is_staff %}", f"{PAGE}:1: a template asks for rights"),
    ],
)
def test_a_planted_line_of_a_template_is_named(text: str, expected: str) -> None:
    assert expected in "\n".join(pages.violations([Source(PAGE, text)]))


def test_a_page_that_works_without_javascript_passes() -> None:
    text = """
    <form method="post" action="{% url 'acknowledge' %}" hx-post="{% url 'acknowledge' %}" hx-target="#status">
      <button{% if refusal %} disabled{% endif %} class="{{ tone }}">Tôi đã đọc và tiếp thu</button>
      <a href="{{ law.url }}#art_1">Điều 1</a> <script type="module" src="{% static 'send.js' %}"></script>
    </form>
    """
    assert pages.violations([Source(PAGE, text)]) == []


def settings(**changed: Any) -> dict[str, Any]:
    """Give settings that pass, changed in one place."""
    inside = ["'self'"]
    directives = dict.fromkeys(
        ("default-src", "script-src", "style-src", "form-action", "base-uri", "frame-ancestors"), inside
    )
    sqlite = {
        "ENGINE": "django.db.backends.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA synchronous=FULL;"},
    }
    return {
        **installation.FIXED,
        "PUBLIC_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": ["localhost"],
        "MIDDLEWARE": list(installation.MUST_STAND),
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": directives},
        "DATABASES": {"default": sqlite},
    } | changed


def policy(**directives: list[str]) -> dict[str, Any]:
    named = {name.replace("_", "-"): values for name, values in directives.items()}
    return {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": settings()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"] | named}}


DEFERRED = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL;"}}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (policy(script_src=["'self'", "'unsafe-inline'"]), "script-src allows 'unsafe-inline'"),
        (policy(font_src=["https://fonts.example"]), "font-src allows https://fonts.example"),
        ({"DEBUG": True}, "DEBUG is True"),
        ({"SESSION_COOKIE_HTTPONLY": False}, "SESSION_COOKIE_HTTPONLY is False"),
        ({"SESSION_COOKIE_SAMESITE": "None"}, "SESSION_COOKIE_SAMESITE lets other sites"),
        ({"PUBLIC_URL": "https://hoc.example"}, "SESSION_COOKIE_SECURE is None"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS takes any host"),
        ({"MIDDLEWARE": []}, "MIDDLEWARE lacks csp.middleware.CSPMiddleware"),
        ({"DATABASES": {"default": DEFERRED}}, "DATABASES[default] begins DEFERRED"),
        ({"DATABASES": {"default": DEFERRED}}, "DATABASES[default] may lose what it answered"),
    ],
)
def test_a_planted_setting_is_named(changed: dict[str, Any], expected: str) -> None:
    assert expected in "\n".join(installation.violations(settings(**changed)))


def test_settings_that_open_nothing_pass() -> None:
    assert installation.violations(settings()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'x = "1"\nDATA = "{SLASH}home/an/data"', "src/vanban/text.py:2: the line holds a path of one machine"),
        (f'SOURCE = "{SLASH}root/notes.txt"', "src/vanban/text.py:1: the line holds a path of one machine"),
        (
            f"# from https:{SLASH}/pypi.{'org'}/project/x",
            "src/vanban/text.py:1: the line holds the address of a package registry",
        ),
        (f"# as {'issue'} 12 asks", "src/vanban/text.py:1: the line holds talk about how it was written"),
        (f"# {'AI'}-generated", "src/vanban/text.py:1: the line holds talk about how it was written"),
    ],
)
def test_a_planted_line_that_must_not_be_shipped_is_named(text: str, expected: str) -> None:
    assert expected in "\n".join(shipped.violations([Source("src/vanban/text.py", text)]))


def test_addresses_of_the_product_itself_may_be_shipped() -> None:
    text = f'path("tai-khoan/", login)\nurl = "/van-ban{SLASH}work/1/"\nrun("/usr/bin/env")\n'
    assert shipped.violations([Source("src/thongsuot/site/urls.py", text)]) == []


PROJECT = """
[project]
dependencies = [
  "django~=5.2.0", # the framework
  "segno~=1.6",
]
"""
LOCK = """
django==5.2.19 \\
    --hash=sha256:aa
    # via thongsuot
segno==1.6.6
"""


@pytest.mark.parametrize(
    ("project", "lock", "expected"),
    [
        (PROJECT, LOCK, "pyproject.toml:5: segno~=1.6 comes without a reason"),
        (PROJECT, LOCK, "requirements.lock:1: segno==1.6.6 has no hash"),
        (PROJECT, f"-{'-index'}-url https:{SLASH}/index.example\n", "requirements.lock:1: the lock holds an address"),
        (PROJECT, "\n", "requirements.lock:1: django is in pyproject.toml and not in the lock"),
        (
            "[project]\ndependencies = [\n" + "".join(f'"p{n}", # why\n' for n in range(27)) + "]",
            "\n",
            "pyproject.toml:1: 27 runtime dependencies",
        ),
    ],
)
def test_a_planted_dependency_is_named(project: str, lock: str, expected: str) -> None:
    found = shipped.dependency_violations(Source("pyproject.toml", project), Source("requirements.lock", lock))
    assert expected in "\n".join(found)
