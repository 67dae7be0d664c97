from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "donthu.ui"
    label = "ui"
