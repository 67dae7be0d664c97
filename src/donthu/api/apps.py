from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "donthu.api"
    label = "api"
