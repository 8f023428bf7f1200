"""The text field: text of every script and direction, typed by keys on the screen or of a keyboard.

What is edited is kiosk.input.edit_buffer; where things stand is the text engine's word alone.
"""

from math import ceil
from typing import Any, Literal

from kivy.app import App
from kivy.clock import Clock
from kivy.input.motionevent import MotionEvent
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.input.edit_buffer import EditBuffer
from kiosk.input.field_display import FieldDisplay, display_of, on_one_line
from kiosk.language.languages import Direction
from kiosk.text.characters import Characters, characters_of
from kiosk.text.engine import TextStyle
from kiosk.text.layout import Area, Caret, LaidOutText
from screens.widgets.field_ink import FieldInk, InkColours
from screens.widgets.field_keys import FieldKeys
from screens.widgets.field_view import CaretSize, FieldView, room_for_lines, view_of_line, view_of_lines
from screens.widgets.slab import Touchable

# Design pixels: inside the frame at the sides and above several lines, the frame, the caret, between the
# last letter and the caret, between text and unit, and how thick what is being composed is underlined.
MARGIN, MARGIN_ABOVE, FRAME = 30, 22, 6
CARET_WIDTH, CARET_HEIGHT, CARET_GAP = 7, 84, 6
UNIT_GAP, COMPOSING_LINE, FAULT_SIGN = 20, 5, 76

_WHITE = (1.0, 1.0, 1.0, 1.0)

Step = Literal[-1, 1]


class TextField(Touchable, BoxLayout):  # type: ignore[misc]
    """A field to type in. Indexes count the characters of ``text``; a caret never stands inside a
    user-perceived character.

    ``figures``: digits that read left to right in every language. ``unit``: words at the reading end.
    ``faulty``: framed and signed as not taken.
    ``rest``: what stands behind the text and is no part of it, such as empty places of a code.
    ``placeholder``: words (Message or Terms) shown while the field is empty. ``masked``: bullets for
    characters. ``personal``: is counted, not said aloud. ``multiline``: wraps and grows to ``most_lines``,
    then scrolls. ``max_length``: user-perceived characters, 0 = as many as one likes; a text that is set is
    not cut.
    Setting ``text`` puts the caret at its end.
    """

    text: str = StringProperty("")
    unit = ObjectProperty(None, allownone=True)
    figures = BooleanProperty(False)
    rest = StringProperty("")
    faulty = BooleanProperty(False)
    placeholder = ObjectProperty(None, allownone=True)
    masked = BooleanProperty(False)
    personal = BooleanProperty(True)
    multiline = BooleanProperty(False)
    most_lines = NumericProperty(4)
    max_length = NumericProperty(0)
    # Pixels.
    frame_width = NumericProperty(1)
    # How high the frame must be for the lines; the kv rule asks it.
    wanted_height = NumericProperty(0)

    def __init__(self, **kwargs: Any) -> None:
        self._edit = EditBuffer.of("", self._split)
        self._display: FieldDisplay = display_of(self._edit)
        self._laid: LaidOutText | None = None
        self._laid_for: tuple[object, ...] = ()
        self._drawn_for: tuple[object, ...] = ()
        self._scroll: float | None = None
        self._goal_x: float | None = None
        self._keys: FieldKeys | None = None
        # Before the next frame, so that several changes are one drawing.
        self._redraw = Clock.create_trigger(self._draw, -1)
        super().__init__(**kwargs)
        self._ink = FieldInk(self.canvas.after)
        self.fbind("text", self._text_was_set)
        self.fbind("max_length", self._take_max_length)
        for prop in ("masked", "multiline", "rest"):
            self.fbind(prop, self._show)
        for prop in ("pos", "size", "figures", "faulty", "placeholder", "most_lines"):
            self.fbind(prop, self._redraw)
        self._take_max_length()
        self._text_was_set()
        self._show()

    def on_kv_post(self, _base: object) -> None:
        # Inside a screen's rule the field's own rule comes after the constructor.
        self.ids.unit.fbind("size", self._redraw)

    # What there is

    @property
    def caret(self) -> int:
        """The index before which the next character goes."""
        return self._edit.caret

    @property
    def selection(self) -> tuple[int, int]:
        """From where to before where; the same twice where nothing is selected."""
        return self._edit.selection

    @property
    def preedit(self) -> str:
        """What an input method is composing at the caret."""
        return self._edit.preedit

    @property
    def before_caret(self) -> str:
        """The text before what is typed next: what a keyboard looks at."""
        return self._edit.before_caret

    @property
    def on_screen(self) -> bool:
        return self.get_root_window() is not None and not self.disabled

    # Editing

    def insert(self, text: str) -> None:
        """Puts a text at the caret or in place of the selection, as far as ``max_length`` lets it. A field
        of one line takes a line end as a space."""
        self._become(self._edit.insert(text if self.multiline else on_one_line(text)))

    def replace_before(self, text: str) -> None:
        """Puts a text in the place of `before_caret` and the selection: what a key made of it."""
        self._become(self._edit.replace_before(text if self.multiline else on_one_line(text)))

    def delete_back(self) -> None:
        """Takes away the selection, or the letter before the caret."""
        self._become(self._edit.delete_back())

    def delete_forward(self) -> None:
        """Takes away the selection, or the letter behind the caret."""
        self._become(self._edit.delete_forward())

    def replace_preedit(self, text: str) -> None:
        """Shows what an input method is composing, underlined, at the caret; "" for nothing any more."""
        self._become(self._edit.replace_preedit(text))

    def commit_preedit(self, text: str) -> None:
        """Puts what was chosen in the place of what was composed."""
        self._become(self._edit.commit_preedit(text if self.multiline else on_one_line(text)))

    # Moving and selecting

    def move(self, step: Step, *, selecting: bool = False) -> None:
        """The caret one place to the left (-1) or to the right (1) on the screen; a selection that is not
        extended is left at that side."""
        start, end = self.selection
        if start != end and not selecting:
            places = [(self._caret_at(index).top, self._caret_at(index).x, index) for index in (start, end)]
            if places[0][0] != places[1][0]:
                self.move_to(start if (step == -1) != (self._direction == "rtl") else end)
            else:
                self.move_to((min if step == -1 else max)(places)[2])
            return
        self.move_to(self._beside(step), selecting=selecting)

    def move_word(self, step: Step, *, selecting: bool = False) -> None:
        """To the beginning of a word, or to the end of one: whichever way that is in this language."""
        forward = (step == 1) == (self._direction == "ltr")
        index = self._edit.word_after() if forward else self._edit.word_before()
        self.move_to(index, selecting=selecting)

    def move_line(self, step: Step, *, selecting: bool = False) -> None:
        """One line up (-1) or down (1), as near as can be to the x where the moving up and down began."""
        caret = self._caret_at(self.caret)
        goal = caret.x if self._goal_x is None else self._goal_x
        index = self._index_at(goal, caret.top + caret.height * (0.5 + step))
        self.move_to(index, selecting=selecting)
        self._goal_x = goal

    def move_to_line_start(self, *, selecting: bool = False) -> None:
        self.move_to(self._display.around(self._line_ends()[0])[0], selecting=selecting)

    def move_to_line_end(self, *, selecting: bool = False) -> None:
        self.move_to(self._display.around(self._line_ends()[1])[0], selecting=selecting)

    def move_to(self, index: int, *, selecting: bool = False) -> None:
        """The caret before character ``index``; inside a user-perceived character, before that."""
        self._become(self._edit.move_to(index, selecting=selecting))

    def select(self, start: int, end: int) -> None:
        """From ``start`` to before ``end``, with the caret at ``end``."""
        self._become(self._edit.select(start, end))

    def select_all(self) -> None:
        self._become(self._edit.select_all())

    # Hands

    def take_keys(self, window: Any) -> None:
        """Lets a hardware keyboard write here, until `release_keys` or while the field is on the screen."""
        self.release_keys()
        self._keys = FieldKeys(self, window)

    def release_keys(self) -> None:
        if self._keys is not None:
            self._keys.release()
            self._keys = None

    def on_touch_down(self, touch: MotionEvent) -> bool:
        if self.disabled or not self.collide_point(*touch.pos):
            return bool(super().on_touch_down(touch))
        touch.grab(self)
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        if touch.grab_current is not self:
            return bool(super().on_touch_up(touch))
        touch.ungrab(self)
        if self.collide_point(*touch.pos):
            self.move_to(self.index_at(*touch.pos))
        return True

    # Geometry, in window pixels

    def index_at(self, x: float, y: float) -> int:
        """The caret place nearest to a point of the window."""
        view = self._seen()
        left, _, top = self._inside
        return self._index_at(*view.of_text(x - left, top - y))

    def caret_box(self) -> tuple[float, float, float, float]:
        """x, y, width and height of the caret as it is drawn."""
        view, size = self._seen(), self._caret_size
        left, _, top = self._inside
        return left + view.caret_left, top - view.caret_top - size.height, size.width, size.height

    # Inside: the text

    def _split(self, text: str) -> Characters:
        return characters_of(text, App.get_running_app().look.language)

    def _text_was_set(self, *_: object) -> None:
        if self.text != self._edit.text:
            self._edit = EditBuffer.of(self.text, self._split, max_length=self._edit.max_length)
            self._show()

    def _take_max_length(self, *_: object) -> None:
        self._edit = self._edit.limited(int(self.max_length) or None)

    def _become(self, edit: EditBuffer) -> None:
        self._goal_x = None
        if edit != self._edit:
            self._edit = edit
            self._show()
            self.text = edit.text

    def _show(self, *_: object) -> None:
        self._display = display_of(
            self._edit, masked=self.masked, one_line=not self.multiline, rest=self.rest
        )
        self._redraw()

    # Inside: the layout

    @property
    def _direction(self) -> Direction:
        return "ltr" if self.figures else App.get_running_app().look.language.direction

    @property
    def _caret_size(self) -> CaretSize:
        look = App.get_running_app().look
        return CaretSize(look.px(CARET_WIDTH), look.px(CARET_HEIGHT), look.px(CARET_GAP))

    @property
    def _inside(self) -> tuple[float, float, float]:
        """Where the text may be seen: left, right and top, in window pixels."""
        look = App.get_running_app().look
        left, right = self.x + look.px(MARGIN), self.right - look.px(MARGIN)
        if self.unit is not None:
            room = self.ids.unit.width + look.px(UNIT_GAP)
            left, right = (left + room, right) if look.rtl else (left, right - room)
        if self.faulty:
            room = look.px(FAULT_SIGN + UNIT_GAP)
            left, right = (left + room, right) if look.rtl else (left, right - room)
        above = look.px(MARGIN_ABOVE if self.multiline else FRAME)
        return round(left), max(round(left) + 1, round(right)), round(self.top - above)

    @property
    def _room(self) -> tuple[int, int]:
        left, right, top = self._inside
        return int(right - left), max(1, int(top - self.y - (self.top - top)))

    def _lay_out(self) -> LaidOutText:
        """The paragraph as it is now; one layout for one change."""
        app = App.get_running_app()
        look = app.look
        width = room_for_lines(self._room[0], self._caret_size) if self.multiline else None
        line_height = look.line_height if self.multiline else 0.0
        style = TextStyle(look.type("field"), bold=True, line_height=line_height)
        wanted = (self._display.text, look.language, style, width, self._direction)
        if self._laid is None or wanted != self._laid_for:
            at_right = look.rtl == (self._direction == "rtl")
            self._laid = app.engine.lay_out(
                self._display.text, look.language, style, width=width, direction=self._direction,
                align="start" if at_right else "end",
            )  # fmt: skip
            self._laid_for = wanted
        return self._laid

    def _caret_at(self, index: int) -> Caret:
        return self._lay_out().caret(self._display.shown(index))

    def _beside(self, step: Step) -> int:
        laid, display = self._lay_out(), self._display
        shown = display.caret
        for _ in range(len(display.text) + 1):
            shown, before = laid.move(shown, step), shown
            lower, upper = display.around(shown)
            if shown == before or (lower == upper and lower != self.caret):
                return lower
        return self.caret

    def _index_at(self, x: float, y: float) -> int:
        laid = self._lay_out()
        if not self.multiline:
            line = laid.caret(0)
            y = line.top + line.height / 2
        lower, upper = self._display.around(laid.index_at(x, y))
        return min((lower, upper), key=lambda index: abs(self._caret_at(index).x - x))

    def _line_ends(self) -> tuple[int, int]:
        """Where the line of the caret begins and ends, in the display."""
        lines, caret = self._lay_out().lines, self._display.caret
        number = max(0, sum(line.start <= caret for line in lines) - 1)
        start, end = lines[number].start, lines[number].end
        # A place at the end of a wrapped line is the beginning of the next one.
        wrapped = number + 1 < len(lines) and end == lines[number + 1].start
        return start, end - 1 if wrapped else end

    # Inside: the picture

    def _seen(self) -> FieldView:
        """The part of the text that is seen, moved as far as the caret wants it."""
        laid, size, direction = self._lay_out(), self._caret_size, self._direction
        width, height = self._room
        caret = laid.caret(self._display.caret)
        at_end = self._display.caret == len(self._display.text)
        if self.multiline:
            view = view_of_lines(
                laid, caret, size, width, height, direction=direction, at_end=at_end, before=self._scroll
            )
            self._scroll = view.y
            return view
        # Kept from the side where reading begins: there the letters stay in place when others are typed.
        kept = laid.width if direction == "rtl" else 0.0
        view = view_of_line(
            laid, caret, size, width, height, direction=direction, at_end=at_end,
            rtl=App.get_running_app().look.rtl, before=None if self._scroll is None else self._scroll - kept,
        )  # fmt: skip
        self._scroll = view.x + kept if laid.width + size.beyond > width else None
        return view

    def _draw(self, *_cause: object) -> None:
        look = App.get_running_app().look
        laid = self._lay_out()
        if self.multiline:
            seen = min(laid.height, max(1, int(self.most_lines)) * laid.caret(0).height)
            self.wanted_height = ceil(seen) + 2 * look.px(MARGIN_ABOVE)
        view = self._seen()
        size = int(view.width), int(view.height)
        drawn: tuple[object, ...] = (laid, view.x, view.y, size, look)
        if drawn != self._drawn_for:
            pixels = laid.draw(_WHITE, width=size[0], height=size[1], x=view.x, y=view.y)
            self._ink.show_letters(pixels, size, look.c("ink"))
            self._drawn_for = drawn
        left, _, top = self._inside
        caret = self._caret_size
        self._ink.place(
            left, top,
            caret=Area(view.caret_left, view.caret_top, caret.width, caret.height),
            selected=self._areas(view, *self._display.selection),
            composed=self._areas(view, *self._display.preedit),
            line=look.px(COMPOSING_LINE),
            colours=InkColours(look.c("ink"), look.c("acc"), look.c("on_acc"), look.c("prim")),
        )  # fmt: skip
        empty = not self._display.text and self.placeholder is not None
        self.ids.placeholder.message = self.placeholder if empty else None

    def _areas(self, view: FieldView, start: int, end: int) -> list[Area]:
        if start == end:
            return []
        areas = self._lay_out().ranges(start, end)
        return [Area(area.x + view.x, area.top + view.y, area.width, area.height) for area in areas]
