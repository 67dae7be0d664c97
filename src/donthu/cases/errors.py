"""What an action says when it can not be done; both carry Vietnamese sentences."""

from collections.abc import Mapping


class Refused(Exception):
    """The law, the state or the rights stand against it. `reason` is for the person who asked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Invalid(Exception):
    """Something given is not right. `errors` maps a field's name to the sentence near it."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)
