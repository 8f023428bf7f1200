"""The on-screen keyboard types what is touched, once, and draws nothing but what was touched."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from kivy.base import EventLoop
from PIL import ImageChops

from kiosk.input.keyboards import keyboards_for, open_keyboards
from kiosk.input.keys import Key, KeyboardLayout
from kiosk.language.languages import ALL_LANGUAGES, CHINESE, KAZAKH, UYGHUR, Language
from screens.theme import ColourTheme, colour
from screens.touching import Finger
from screens.widgets.key_face import (
    DELETE_PICTURE,
    INSET,
    LETTER_TYPES,
    PICTURE_GAP,
    WORD_TYPES,
    KeyBox,
)
from screens.widgets.keyboard import REPEAT_AFTER_S, REPEAT_EVERY_S, Keyboard
from screens.widgets.legends import LegendStore
from tests.screens.face import Face, FaceMaker

WIDTH, LEFT, BOTTOM = 984, 48, 400


class Event:
    """Something that a clock has been asked to do."""

    def __init__(self, callback: Callable[[float], Any], due: float, every: float | None) -> None:
        self.callback, self.due, self.every, self.over = callback, due, every, False

    def cancel(self) -> None:
        self.over = True


class HandClock:
    """A clock that goes when it is moved."""

    def __init__(self) -> None:
        self.now = 0.0
        self.events: list[Event] = []

    def schedule_once(self, callback: Callable[[float], Any], timeout: float) -> Event:
        self.events.append(Event(callback, self.now + timeout, None))
        return self.events[-1]

    def schedule_interval(self, callback: Callable[[float], Any], timeout: float) -> Event:
        self.events.append(Event(callback, self.now + timeout, timeout))
        return self.events[-1]

    def move(self, seconds: float) -> None:
        until = self.now + seconds
        while due := [event for event in self.events if not event.over and event.due <= until + 1e-9]:
            event = min(due, key=lambda event: event.due)
            self.now = event.due
            event.over = event.every is None
            event.due += event.every or 0
            if event.callback(0) is False:
                event.over = True
        self.now = until

    @property
    def waiting(self) -> int:
        return sum(not event.over for event in self.events)


class Desk:
    """A keyboard alone on the panel, with fingers; ``typed`` and ``named`` are the keys it told of."""

    def __init__(self, face: Face, layout: KeyboardLayout) -> None:
        self.face = face
        self.clock = HandClock()
        self.typed: list[str] = []
        self.named: list[str] = []
        self.legends = LegendStore()
        self.keyboard = Keyboard(
            layout,
            lambda key: self.typed.append(key.element_id),
            named=lambda key: self.named.append(key.element_id),
            legends=self.legends,
            clock=self.clock,
            size_hint=(None, None),
            pos=(LEFT, BOTTOM),
        )
        self.keyboard.size = (WIDTH, self.keyboard.natural_height)
        face.root.clear_widgets()
        face.root.add_widget(self.keyboard)
        face.step()
        self._fingers = 0

    def box(self, element_id: str) -> KeyBox:
        return dict(self.keyboard.elements)[element_id]

    def down(self, element_id: str) -> Finger:
        self._fingers += 1
        finger = Finger(self._fingers, *self._place(element_id))
        EventLoop.post_dispatch_input("begin", finger)
        return finger

    def move(self, finger: Finger, element_id: str) -> None:
        x, y = self._place(element_id)
        finger.move({"x": x, "y": y})
        EventLoop.post_dispatch_input("update", finger)

    def up(self, finger: Finger) -> None:
        EventLoop.post_dispatch_input("end", finger)

    def touch(self, element_id: str) -> None:
        self.up(self.down(element_id))

    def _place(self, element_id: str) -> tuple[float, float]:
        box, window = self.box(element_id), EventLoop.window
        return (box.x + box.width / 2) / window.width, (box.y + box.height / 2) / window.height


DeskMaker = Callable[..., Desk]


@pytest.fixture
def desk(open_face: FaceMaker) -> Iterator[DeskMaker]:
    def make(layout: KeyboardLayout | None = None, language: Language = UYGHUR, **options: object) -> Desk:
        face = open_face(language=language, **options)
        return Desk(face, layout or open_keyboards("text", language).shown)

    yield make


# Touches


def test_a_key_types_when_it_is_let_go(desk: DeskMaker) -> None:
    keys = desk()
    finger = keys.down("key:ب")
    assert keys.typed == []
    keys.up(finger)
    assert keys.typed == ["key:ب"]


def test_a_finger_that_slides_off_types_nothing_even_when_it_comes_back(desk: DeskMaker) -> None:
    keys = desk()
    finger = keys.down("key:ب")
    keys.move(finger, "key:پ")
    keys.move(finger, "key:ب")
    keys.up(finger)
    assert keys.typed == []


def test_two_fingers_type_two_keys_in_the_order_they_are_lifted(desk: DeskMaker) -> None:
    keys = desk()
    first, second = keys.down("key:ب"), keys.down("key:ت")
    keys.up(first)
    keys.up(second)
    assert keys.typed == ["key:ب", "key:ت"]


def test_the_gap_between_keys_is_no_key(desk: DeskMaker) -> None:
    keys = desk()
    box = keys.box("key:ب")
    keys.face.hands.touch(box.x + box.width + 3, box.y + box.height / 2)
    assert keys.typed == []


# Delete


def test_delete_acts_once_when_it_is_let_go_before_it_repeats(desk: DeskMaker) -> None:
    keys = desk()
    finger = keys.down("key:delete")
    keys.clock.move(REPEAT_AFTER_S - 0.01)
    assert keys.typed == []
    keys.up(finger)
    assert keys.typed == ["key:delete"]
    keys.clock.move(5)
    assert keys.typed == ["key:delete"]


@pytest.mark.parametrize(("held", "times"), [
    (REPEAT_AFTER_S, 1), (REPEAT_AFTER_S + REPEAT_EVERY_S, 2), (REPEAT_AFTER_S + 10 * REPEAT_EVERY_S, 11),
])  # fmt: skip
def test_delete_held_repeats_and_lifting_the_finger_adds_nothing(
    desk: DeskMaker, held: float, times: int
) -> None:
    keys = desk()
    finger = keys.down("key:delete")
    keys.clock.move(held)
    assert keys.typed == ["key:delete"] * times
    keys.up(finger)
    keys.clock.move(5)
    assert keys.typed == ["key:delete"] * times
    assert keys.clock.waiting == 0


def test_delete_stops_repeating_when_the_finger_slides_off(desk: DeskMaker) -> None:
    keys = desk()
    finger = keys.down("key:delete")
    keys.clock.move(REPEAT_AFTER_S)
    keys.move(finger, "key:space")
    keys.clock.move(5)
    keys.up(finger)
    assert keys.typed == ["key:delete"]


def test_delete_acts_again_after_it_has_repeated(desk: DeskMaker) -> None:
    keys = desk()
    finger = keys.down("key:delete")
    keys.clock.move(REPEAT_AFTER_S)
    keys.up(finger)
    keys.touch("key:delete")
    assert keys.typed == ["key:delete"] * 2


def test_delete_stops_when_the_keyboard_goes_away_under_the_finger(desk: DeskMaker) -> None:
    keys = desk()
    keys.down("key:delete")
    keys.face.root.clear_widgets()
    keys.clock.move(5)
    assert keys.typed == []
    assert keys.clock.waiting == 0


def test_other_keys_do_not_repeat(desk: DeskMaker) -> None:
    keys = desk()
    finger = keys.down("key:space")
    keys.clock.move(5)
    keys.up(finger)
    assert keys.typed == ["key:space"]


def test_a_key_that_changes_the_keyboard_under_the_finger_is_let_go(desk: DeskMaker) -> None:
    keys = desk()
    finger = keys.down("key:ب")
    keys.keyboard.layout = open_keyboards("phone", UYGHUR).shown
    keys.up(finger)
    assert keys.typed == []
    keys.touch("key:5")
    assert keys.typed == ["key:5"]


# Names


def test_touches_are_silent_unless_they_are_asked_for(desk: DeskMaker) -> None:
    keys = desk()
    keys.touch("key:ب")
    assert keys.named == []


def test_a_key_that_is_used_without_a_finger_types_the_same(desk: DeskMaker) -> None:
    keys = desk()
    keys.keyboard.use(keys.box("key:ب").key)
    assert keys.typed == ["key:ب"]


def test_keys_are_named_at_a_touch_where_that_is_asked_for(desk: DeskMaker) -> None:
    keys = desk()
    keys.keyboard.says_keys = True
    finger = keys.down("key:ب")
    assert (keys.named, keys.typed) == (["key:ب"], [])
    keys.up(finger)
    assert (keys.named, keys.typed) == (["key:ب"], ["key:ب"])


# Where keys stand


@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
def test_keys_are_large_enough_apart_and_within_the_panel(desk: DeskMaker, language: Language) -> None:
    keys = desk(language=language)
    kinds = ("text", "number", "phone", "id-number", "email")
    for layout in [layout for kind in kinds for layout in keyboards_for(kind, language)]:
        keys.keyboard.layout = layout
        keys.keyboard.height = keys.keyboard.natural_height
        boxes = keys.keyboard.boxes
        assert len(boxes) == len(layout.keys)
        assert min(box.width for box in boxes) >= 84, layout.id
        assert min(box.height for box in boxes) >= 95, layout.id
        assert min(box.x for box in boxes) >= 0
        assert max(box.x + box.width for box in boxes) <= 1080
        for one in boxes:
            for other in boxes:
                apart_x = max(one.x, other.x) - min(one.x + one.width, other.x + other.width)
                apart_y = max(one.y, other.y) - min(one.y + one.height, other.y + other.height)
                assert one is other or max(apart_x, apart_y) >= 11.9


def test_letters_stand_as_their_layout_says_and_work_keys_go_with_the_screen(desk: DeskMaker) -> None:
    keys = desk()
    assert keys.box("key:ا").x > keys.box("key:ە").x
    assert keys.box("key:digits").x > keys.box("key:delete").x
    pinyin = keyboards_for("text", UYGHUR)[2]
    keys.keyboard.layout = pinyin
    assert keys.box("key:a").x < keys.box("key:b").x
    assert keys.box("key:digits").x > keys.box("key:delete").x
    keys.keyboard.layout = open_keyboards("phone", UYGHUR).shown
    assert keys.box("key:1").x < keys.box("key:2").x
    assert keys.box("key:0").x < keys.box("key:delete").x
    chinese = desk(language=CHINESE)
    assert chinese.box("key:digits").x < chinese.box("key:delete").x


# Drawing


def drawings(keys: Desk) -> list[object]:
    return [keys.keyboard.canvas.children[place] for place in range(len(keys.keyboard.canvas.children))]


def test_a_touch_draws_its_key_and_leaves_the_others_as_they_are(desk: DeskMaker) -> None:
    keys = desk()
    before, textures = drawings(keys), len(keys.legends)
    picture = keys.face.picture()
    finger = keys.down("key:ش")
    keys.face.step()
    pressed = keys.face.picture()
    box = keys.box("key:ش")
    changed = changes(picture, pressed)
    assert changed is not None
    left, upper, right, lower = changed
    assert left >= box.x - 1 and right <= box.x + box.width + 1
    assert upper >= 1920 - box.y - box.height - 1 and lower <= 1920 - box.y + 1
    assert right - left > 0.9 * box.width and lower - upper > 0.9 * box.height
    keys.up(finger)
    keys.face.step()
    assert changes(picture, keys.face.picture()) is None
    assert drawings(keys) == before
    assert len(keys.legends) == textures


def changes(one: Any, other: Any) -> tuple[int, int, int, int] | None:
    """The box of what differs between two pictures."""
    box: tuple[int, int, int, int] | None = ImageChops.difference(one, other).getbbox()
    return box


def test_a_legend_is_drawn_once_for_all_keyboards_of_a_look(desk: DeskMaker) -> None:
    keys = desk()
    for layout in keyboards_for("text", UYGHUR):
        keys.keyboard.layout = layout
        keys.face.step()
    drawn = len(keys.legends)
    assert drawn > 60
    for layout in keyboards_for("text", UYGHUR):
        keys.keyboard.layout = layout
        keys.face.step()
    assert len(keys.legends) == drawn


@pytest.mark.parametrize("theme", list(ColourTheme), ids=lambda theme: theme.value)
def test_a_key_can_be_read_in_every_theme_pressed_or_not(desk: DeskMaker, theme: ColourTheme) -> None:
    keys = desk(open_keyboards("phone", KAZAKH).shown, KAZAKH, theme=theme)
    palette = theme.palette
    finger = keys.down("key:5")
    keys.face.step()
    shown = {name: colours(keys, f"key:{name}") for name in ("5", "8")}
    keys.up(finger)
    assert {close(palette.acc), close(palette.on_acc)} <= shown["5"]
    assert {close(palette.surface), close(palette.ink)} <= shown["8"]


def close(hexadecimal: str) -> tuple[int, ...]:
    """A colour as it comes back from the screen, without its last bits."""
    return tuple(round(part * 255) // 8 for part in colour(hexadecimal)[:3])


def colours(keys: Desk, element_id: str) -> set[tuple[int, ...]]:
    box = keys.box(element_id)
    left, right = int(box.x + 10), int(box.x + box.width - 10)
    area = (left, int(1920 - box.y - box.height + 14), right, int(1920 - box.y - 14))
    pixels = iter(part // 8 for part in keys.face.picture().crop(area).tobytes())
    return set(zip(pixels, pixels, pixels, strict=True))


@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
def test_every_legend_fits_its_key_and_delete_has_its_word(desk: DeskMaker, language: Language) -> None:
    """A picture alone would have to be learned."""
    keys = desk(language=language)
    kinds = ("text", "number", "phone", "id-number", "email")
    for layout in [layout for kind in kinds for layout in keyboards_for(kind, language)]:
        keys.keyboard.layout = layout
        for box in keys.keyboard.boxes:
            key = box.key
            words = keys.face.words(key.legend_key) if key.legend_key else key.legend
            size = WORD_TYPES[-1] if key.kind in ("work", "space") else LETTER_TYPES[0]
            drawn = keys.legends.legend(keys.face.app.engine, words, size, key.kind != "space", language.tag)
            picture = DELETE_PICTURE + PICTURE_GAP if key.action == "delete" else 0
            assert drawn.width + picture <= box.width - 2 * INSET, (layout.id, key.element_id)


def test_keys_are_called_by_their_id(desk: DeskMaker) -> None:
    keys = desk()
    assert [element_id for element_id, _ in keys.keyboard.elements] == [
        key.element_id for key in keys.keyboard.layout.keys
    ]
    assert isinstance(keys.box("key:ب").key, Key)
