from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "donthu.cases"
    label = "cases"

    def ready(self) -> None:
        """What other rooms ask before they change what cases stand on."""
        from donthu.agencies.tree import closing
        from donthu.cases.holding import refuse_while_holding

        closing.connect(refuse_while_holding)
