"""A hardware keyboard at a text field: for staff, and for trying things out in a window."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from screens.widgets.text_field import TextField

# What a key does; the second argument says whether Shift extends the selection.
_Act = Callable[["TextField", bool], None]

_KEYS: Mapping[int, _Act] = MappingProxyType(
    {
        8: lambda field, _: field.delete_back(),
        127: lambda field, _: field.delete_forward(),
        273: lambda field, selecting: field.move_line(-1, selecting=selecting),
        274: lambda field, selecting: field.move_line(1, selecting=selecting),
        275: lambda field, selecting: field.move(1, selecting=selecting),
        276: lambda field, selecting: field.move(-1, selecting=selecting),
        278: lambda field, selecting: field.move_to_line_start(selecting=selecting),
        279: lambda field, selecting: field.move_to_line_end(selecting=selecting),
    }
)
_KEYS_WITH_CONTROL: Mapping[int, _Act] = MappingProxyType(
    {
        ord("a"): lambda field, _: field.select_all(),
        275: lambda field, selecting: field.move_word(1, selecting=selecting),
        276: lambda field, selecting: field.move_word(-1, selecting=selecting),
        278: lambda field, selecting: field.move_to(0, selecting=selecting),
        279: lambda field, selecting: field.move_to(len(field.text), selecting=selecting),
    }
)
_ENTER = frozenset({13, 271})


class FieldKeys:
    """Gives a window's keys to a field as long as the field is on the screen.

    There is no clipboard: what one resident copied is nothing for the next.
    """

    def __init__(self, field: "TextField", window: Any) -> None:
        self._field = field
        self._window = window
        self._events = {
            "on_key_down": self._key_down, "on_textinput": self._text_input, "on_textedit": self._text_edit,
        }  # fmt: skip
        window.bind(**self._events)

    def release(self) -> None:
        self._window.unbind(**self._events)

    def _key_down(
        self,
        _window: Any,
        key: int,
        _scancode: int,
        _codepoint: str | None,
        modifiers: Sequence[str],
        **_: Any,
    ) -> bool:
        field = self._field
        if not field.on_screen or field.preedit:
            return False  # while composing, the input method has the keys
        if key in _ENTER and field.multiline:
            field.insert("\n")
            return True
        act = (_KEYS_WITH_CONTROL if "ctrl" in modifiers else _KEYS).get(key)
        if act is None:
            return False
        act(field, "shift" in modifiers)
        return True

    def _text_input(self, _window: Any, text: str) -> bool:
        if self._field.on_screen:
            self._field.commit_preedit(text)
        return self._field.on_screen

    def _text_edit(self, _window: Any, text: str) -> bool:
        if self._field.on_screen:
            self._field.replace_preedit(text)
        return self._field.on_screen
