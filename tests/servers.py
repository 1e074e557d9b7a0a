"""What a story needs that stands on a PostgreSQL server of its own."""

from __future__ import annotations

import pytest

from bench import postgres

needs_server = pytest.mark.skipif(
    postgres.binaries() is None, reason="No PostgreSQL server is on this machine, so this was left out."
)
