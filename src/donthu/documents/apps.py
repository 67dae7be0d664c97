from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "donthu.documents"
    label = "documents"
