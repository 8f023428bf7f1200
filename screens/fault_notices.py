"""What is wrong in words: what to do, that it is nobody's fault, and the code to tell the staff."""

from collections.abc import Sequence

from kiosk.failures import FailureCode
from kiosk.language.values import Code, Message, Words
from screens.theme import Look, TextStep
from screens.widgets.notice import Notice


class FaultNotices:
    """One notice; in large letters where height is dear two, for one might be higher than a page.

    ``wide``: lying and in large letters they need the width of a picture beside them too.
    """

    def __init__(self, look: Look, picture: str = "warning") -> None:
        self._first = Notice(mood="bad", picture=picture)
        self.wide = look.wide and look.step is not TextStep.NORMAL
        two = look.step is TextStep.LARGEST or (not look.tall and look.step is TextStep.LARGE)
        self._last = Notice(mood="bad", picture="help") if two else self._first

    @property
    def blocks(self) -> Sequence[Notice]:
        return (self._first,) if self._last is self._first else (self._first, self._last)

    @property
    def picture(self) -> str:
        return str(self._first.picture)

    @picture.setter
    def picture(self, name: str) -> None:
        self._first.picture = name

    def tell(self, code: FailureCode, do: Words | None = None) -> None:
        """``do``: what to do about it here, where it is not what is always to be done."""
        not_you = Message("fail.not_you")
        self._first.message = do or Message(f"fail.{code}.do")
        if self._last is self._first:
            self._first.note = not_you
        else:
            self._last.message = not_you
        self._last.code = Message("fail.code", {"code": Code(code.value)})

    def clear(self) -> None:
        for notice in self.blocks:
            notice.message = notice.note = notice.code = None
