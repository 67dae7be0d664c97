from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "donthu.people"
    label = "people"
