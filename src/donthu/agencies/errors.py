"""What is said when something about agencies or accounts cannot be done."""


class NotPossible(ValueError):
    """A rule or a right stands against it; the message is a Vietnamese sentence for the asker."""
