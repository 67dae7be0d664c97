from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "donthu.vault"
    label = "vault"
