"""Which database holds what: the outbox beside the ordinary rows, everything else of the ledger in its own file."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

ALIAS = "ledger"


def _alias(app_label: str, model_name: str | None) -> str:
    return ALIAS if app_label == "ledger" and model_name != "outboxrow" else "default"


class LedgerRouter:
    """Send ledger models to the alias `ledger`, the outbox and all other rooms to `default`."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return _alias(model._meta.app_label, model._meta.model_name)

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return _alias(model._meta.app_label, model._meta.model_name)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        return db == _alias(app_label, model_name)
