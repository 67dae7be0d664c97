from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "donthu.ledger"
    label = "ledger"
