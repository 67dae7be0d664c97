from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "donthu.notify"
    label = "notify"
