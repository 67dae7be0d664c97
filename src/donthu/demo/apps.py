from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "donthu.demo"
    label = "demo"
