"""What is wrong with a service pack, and where."""

from dataclasses import dataclass

from kiosk.failures import FailureCode


@dataclass(frozen=True, order=True)
class PackError:
    """One fault, in English, for who wrote the pack. ``line`` counts from 1; 0 = the whole file."""

    file: str
    line: int
    what: str

    @property
    def code(self) -> FailureCode:
        return FailureCode.SERVICE_PACK_ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"
