"""What the last paper failed of, where the printer's own state does not tell of it."""

from dataclasses import dataclass
from pathlib import Path

from devices.printer.printing import NotPrinted, Printed
from devices.printer.state import PrinterFailure


class LastPaper:
    """Kept in a file, beyond the process that printed: nothing but the code, until a paper comes out.

    A print service whose disk is full looks well until it is given something.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._not_kept: _NotKept | None = None

    @property
    def failure(self) -> PrinterFailure | None:
        """None where the last paper came out, or the printer's state says why not."""
        if self._not_kept is not None:
            return self._not_kept.failure
        try:
            return PrinterFailure(self._file.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None
        except OSError:
            # It cannot be known: until a paper comes out, the printer is to be looked at.
            return PrinterFailure.JOB_FAILED

    def note(self, answer: Printed | NotPrinted) -> None:
        """What has become of a paper now. A disk that does not take it takes nothing from the paper."""
        try:
            if isinstance(answer, Printed):
                self._file.unlink(missing_ok=True)
            elif answer.unseen:
                self._file.write_text(answer.failure.value, encoding="ascii")
            else:
                return
        except OSError:
            # The full disk may be this one too.
            self._not_kept = _NotKept(None if isinstance(answer, Printed) else answer.failure)
        else:
            self._not_kept = None


@dataclass(frozen=True)
class _NotKept:
    """What the file does not say, and is known as long as this process lives."""

    failure: PrinterFailure | None
