"""How a command ends."""

OK = 0
REFUSED = 1
WRONG_USE = 2
NOT_READY = 3
FAULT = 4


class Stop(Exception):
    """End the command here with this code, saying this. Raised by commands only."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
