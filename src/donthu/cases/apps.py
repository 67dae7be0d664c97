from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "donthu.cases"
    label = "cases"
