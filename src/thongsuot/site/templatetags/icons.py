"""The icons of heroicons, each drawn once: a page shows fifteen, and drawing one copies and writes a tree of XML."""

from __future__ import annotations

from functools import lru_cache

from django import template
from heroicons.templatetags import heroicons

register = template.Library()
MOST_DRAWINGS = 500  # our templates ask for under two hundred, each with its size and attributes

for draw in (heroicons.heroicon_micro, heroicons.heroicon_mini, heroicons.heroicon_outline, heroicons.heroicon_solid):
    register.simple_tag(lru_cache(MOST_DRAWINGS)(draw), name=draw.__name__)
