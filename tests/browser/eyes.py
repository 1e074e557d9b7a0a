"""What is looked for on every page: sideways scroll, findings of axe in light and dark, a way through by keyboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (320, 390, 768, 1440)
SHOWN = {390: 844, 1440: 900}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
RUN_AXE = """async (only) => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ["violations"], preload: false});
  return found.violations.flatMap(each => each.nodes.slice(0, 3).map(node => each.id + ": " + node.html.slice(0, 160)));
}"""
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > room + 1)
    .slice(0, 5).map(e => e.tagName + "." + e.className);
}"""
FOCUSABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter(e => !e.disabled && e.type !== "hidden" && e.checkVisibility({visibilityProperty: true}))
  .filter(e => !(e.type === "radio" && !e.checked)).length"""
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect();
  const ring = e.matches(":focus-visible") && (getComputedStyle(e).outlineStyle !== "none" ||
    (e.parentElement && getComputedStyle(e.parentElement).outlineStyle !== "none"));
  e.dataset.walked = (Number(e.dataset.walked) || 0) + 1;
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 8));
  const covered = !at || !(e.contains(at) || at.contains(e) || (e.labels && [...e.labels].some(l => l.contains(at))));
  return {name: e.tagName + " " + (e.innerText || e.name || "").trim().slice(0, 40), ring, covered,
          again: Number(e.dataset.walked) > 1};
}"""


@dataclass(slots=True)
class Complaints:
    """What pages said that no page should say."""

    found: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()  # parts of sentences that the test itself provokes

    def add(self, kind: str, text: str) -> None:
        if not any(part in text for part in self.expected):
            self.found.append(f"{kind}: {text}")


def examine_page(page: Page, shot: Path | None) -> None:
    """Fail on sideways scroll at four widths or a finding of axe, phone, desk, light and dark; photograph if asked."""
    assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} headings of the first level"
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": SHOWN.get(width, 900)})
        wide = page.evaluate(WIDER)
        assert wide == [], f"{page.url} scrolls sideways at {width} px: {wide}"
        if width in SHOWN:
            if shot:  # a long page takes a second to photograph
                page.screenshot(path=f"{shot}-{width}.png", full_page=True)
            _accessible(page, f"{page.url} at {width} px")
    page.emulate_media(color_scheme="dark")
    _accessible(page, f"{page.url} in the dark", {"type": "rule", "values": COLOURS})
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)


def _accessible(page: Page, where: str, only: object = TAGS) -> None:
    """Run axe by way of the debugger, which the page's Content-Security-Policy does not reach."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    told = page.evaluate(RUN_AXE, only)
    assert told == [], f"axe on {where}:\n" + "\n".join(told)


def walk_page(page: Page) -> list[str]:
    """Press Tab until the page has been gone through; every stop shows a ring and nothing is skipped or hides it."""
    page.evaluate("document.activeElement && document.activeElement.blur()")
    wanted, names = page.evaluate(FOCUSABLE), []
    for _press in range(wanted + 20):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here is None or here["again"]:
            break
        assert here["ring"], f"no focus ring on {here['name']}"
        assert not here["covered"], f"{here['name']} is hidden while it has the focus"
        names.append(here["name"])
    assert len(names) >= wanted, f"only {len(names)} of {wanted} reached: {names}"
    return names
