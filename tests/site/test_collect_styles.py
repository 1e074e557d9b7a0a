"""The styles reach the browser as one small file, and every class the design shares out by numbers is in it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from thongsuot.site.bundle import PARTS


def test_every_component_in_the_tree_is_part_of_the_bundle() -> None:
    folder = Path(str(finders.find("site/layout.css"))).parent
    on_disk = {f"site/components/{sheet.name}" for sheet in (folder / "components").glob("*.css")}
    assert on_disk == set(PARTS[2:])


def test_shares_run_from_one_to_a_hundred() -> None:
    shares = Path(str(finders.find("site/components/shares.css"))).read_text()
    assert all(f".p{n}{{--p:{n}}}" in shares for n in range(1, 101))


@pytest.mark.slow
def test_collecting_writes_one_hashed_stylesheet_in_order_within_its_budget(tmp_path: Path, settings: object) -> None:
    settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "thongsuot.site.bundle.BundledStaticFiles"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    (bundle,) = tmp_path.glob("site/site.*[0-9a-f].css")
    text = bundle.read_text()
    assert text.index(":root") < text.index(".desk {") < text.index(".btn {") < text.index(".p100{")
    assert "Liberation" not in text
    assert len(gzip.compress(text.encode())) < 12_000
