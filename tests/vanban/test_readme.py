"""The examples of the library's README are true."""

from __future__ import annotations

import doctest
from pathlib import Path

import vanban


def test_the_examples_of_the_readme_hold() -> None:
    readme = Path(vanban.__file__).with_name("README.md")
    result = doctest.testfile(str(readme), module_relative=False, encoding="utf-8")
    assert result.attempted > 10
    assert result.failed == 0
