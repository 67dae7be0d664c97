"""How the case file is named in the ledger."""


def subject_of(case_id: int) -> str:
    """The subject of a case."""
    return f"case:{case_id}"
