from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "thongsuot.ledger"
    label = "ledger"
