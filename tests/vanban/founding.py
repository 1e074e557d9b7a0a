"""A report typed by us in the shape of a city portal's, with people and places of fiction."""

from __future__ import annotations

from pathlib import Path

REPORT = (Path(__file__).parent / "founding.txt").read_text(encoding="utf-8").rstrip("\n")
