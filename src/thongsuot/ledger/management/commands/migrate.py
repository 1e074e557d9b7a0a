"""Bring a database up to date, the ledger's own file by the ledger's migrations alone."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from thongsuot.ledger.router import apps_of


class Command(migrate.Command):
    """Leave out of a database what the router keeps from it: no table comes of it, and replaying it takes seconds."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Name the ledger's app where nobody named one and the database holds nothing else."""
        if (only := apps_of(options["database"])) and not options["app_label"]:
            options |= {"app_label": only, "run_syncdb": False}
        super().handle(*args, **options)
