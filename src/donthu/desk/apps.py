from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "donthu.desk"
    label = "desk"
