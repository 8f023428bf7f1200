"""The ways of entering Chinese, opened when they are first wanted and let go with the visit."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from kiosk.input.candidates import InputAbsent

if TYPE_CHECKING:
    from kiosk.input.handwriting import HandwritingInput
    from kiosk.input.pinyin import PinyinInput


class ChineseInput:
    """Opens pinyin and handwriting once each. Belongs to one thread.

    ``folder``: for librime's compiled spellings, nothing that anybody typed; made anew at every opening and
    taken away by `close`. None: a private temporary folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._pinyin: PinyinInput | InputAbsent | None = None
        self._handwriting: HandwritingInput | InputAbsent | None = None

    def pinyin(self) -> "PinyinInput | InputAbsent":
        """Opened on the first call; INP-01 where the machine does not have it."""
        if self._pinyin is None:
            if self._folder is None:
                self._folder = Path(mkdtemp(prefix="kiosk-pinyin-"))
            else:
                rmtree(self._folder, ignore_errors=True)
            from kiosk.input.pinyin import open_pinyin

            self._pinyin = open_pinyin(self._folder)
        return self._pinyin

    def handwriting(self) -> "HandwritingInput | InputAbsent":
        """Opened on the first call; INP-02 where the machine does not have it."""
        if self._handwriting is None:
            from kiosk.input.handwriting import open_handwriting

            self._handwriting = open_handwriting()
        return self._handwriting

    def close(self) -> None:
        """Lets go of the libraries and the folder; the next call would open them again."""
        for opened in (self._pinyin, self._handwriting):
            if opened is not None and not isinstance(opened, InputAbsent):
                opened.close()
        if self._pinyin is not None and self._folder is not None:
            rmtree(self._folder, ignore_errors=True)
        self._pinyin = self._handwriting = None
