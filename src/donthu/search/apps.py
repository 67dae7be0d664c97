from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "donthu.search"
    label = "search"
