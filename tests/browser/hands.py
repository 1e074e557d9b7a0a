"""How a person goes through a page, by mouse or by keyboard, and how many times they had to press."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page

HAS_FOCUS = "element => element === document.activeElement"
MOST_TABS = 300


@dataclass
class Mouse:
    """A hand that clicks and counts; typing and the machine's own file dialogue are not counted."""

    page: Page
    pressed: list[str] = field(default_factory=list)

    def press(self, target: Locator) -> None:
        """Press one thing."""
        self._press(target)
        self.pressed.append(str(target))

    def choose(self, target: Locator, *files: Path) -> None:
        """Press a file field and choose these files in the dialogue that opens."""
        with self.page.expect_file_chooser() as chooser:
            self.press(target)
        chooser.value.set_files(files)

    def pick(self, target: Locator, label: str) -> None:
        """Open a list and pick the line that begins so: two presses."""
        lines = target.locator("option").all_text_contents()
        target.select_option(label=next(line for line in lines if line.startswith(label)))
        self.pressed += [str(target)] * 2

    def _press(self, target: Locator) -> None:
        target.click()


@dataclass
class Keyboard(Mouse):
    """The same with Tab and Enter alone: what Tab does not reach cannot be pressed."""

    def _press(self, target: Locator) -> None:
        wanted = target.element_handle()
        for _tab in range(MOST_TABS):
            if wanted.evaluate(HAS_FOCUS):
                self.page.keyboard.press("Enter")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target}")
