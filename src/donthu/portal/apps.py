from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "donthu.portal"
    label = "portal"
