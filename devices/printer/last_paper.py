"""What the last paper failed of, where the printer's own state does not tell of it."""

from pathlib import Path

from devices.printer.printing import NotPrinted, Printed
from devices.printer.state import PrinterFailure


class LastPaper:
    """Kept in a file, beyond the process that printed: nothing but the code, until a paper comes out.

    A print service whose disk is full looks well until it is given something.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._unwritten: PrinterFailure | None = None

    @property
    def failure(self) -> PrinterFailure | None:
        """None where the last paper came out, or the printer's state says why not."""
        if self._unwritten is not None:
            return self._unwritten
        try:
            return PrinterFailure(self._file.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None

    def note(self, answer: Printed | NotPrinted) -> None:
        """What has become of a paper now."""
        if isinstance(answer, Printed):
            self._unwritten = None
            self._file.unlink(missing_ok=True)
        elif answer.unseen:
            try:
                self._file.write_text(answer.failure.value, encoding="ascii")
            except OSError:
                # The full disk may be this one too: then it is known as long as this process lives.
                self._unwritten = answer.failure
