"""Why the vault does not do what was asked."""


class VaultError(Exception):
    """The message is a Vietnamese sentence for the officer; it tells nothing of the content."""


class ReasonMissingError(VaultError):
    """Nobody opens or destroys without saying why."""

    def __init__(self) -> None:
        super().__init__("Phải nêu lý do khi mở hoặc hủy dữ liệu niêm phong.")
