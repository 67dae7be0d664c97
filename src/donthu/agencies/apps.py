from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "donthu.agencies"
    label = "agencies"
