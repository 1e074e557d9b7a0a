"""Which database holds what: the outbox beside the ordinary rows, everything else of the ledger in its own file."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Model

MOVING = "target"  # the database that an installation is being moved to takes everything


def alias() -> str:
    """Name the database of the ledger: a file of its own on SQLite, the one database where only one is configured."""
    return "ledger" if "ledger" in settings.DATABASES else "default"


def apps_of(database: str) -> str | None:
    """Name the one app whose tables a database holds, None where it holds those of several."""
    return "ledger" if database == "ledger" else None


def _alias(app_label: str, model_name: str | None) -> str:
    return alias() if app_label == "ledger" and model_name != "outboxrow" else "default"


class LedgerRouter:
    """Send ledger models to `alias()`, the outbox and all other rooms to `default`."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return _alias(model._meta.app_label, model._meta.model_name)

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return _alias(model._meta.app_label, model._meta.model_name)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        return db in (_alias(app_label, model_name), MOVING)
