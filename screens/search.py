"""Search: errands found by what is typed, letter by letter, in any of the languages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from kivy.clock import Clock
from kivy.properties import NumericProperty
from kivy.uix.widget import Widget

from kiosk.input.keyboards import Key, capitals_for, open_keyboards, typed
from kiosk.input.keys import DELETES
from kiosk.language.languages import CHINESE
from kiosk.language.values import Message, Number, Words
from kiosk.services.service import FieldKind, Service
from kiosk.visit_events import VisitEvent
from kiosk.visit_progress import Sought
from screens.chinese_entry import ChineseEntry
from screens.screen import ForwardKey, Screen
from screens.tiles import NOT_NOW, FoundTiles, Offered, SearchKey, TilePages, offered_service
from screens.widgets.keyboard import Keyboard
from screens.widgets.slab import SecondarySlab
from screens.widgets.text_field import TextField

LONGEST = 40
# Design pixels: between the parts; a pad to write on; a row of keys that is comfortable; what a row of found
# errands takes at least.
GAP, PAD_HEIGHT, LEAST_PAD, ROW_OF_TILES = 14, 560, 290, 150
# Seconds without a letter after which it is said what was found.
QUIET_S = 1.5
FIELD = Message("search.field")
# Where what was typed is kept, and that all that was found is looked at.
TYPED, ALL = "search", "search all"


@dataclass(frozen=True)
class Typed:
    """What stands in the field: text, and behind it letters that are still being composed."""

    text: str = field(default="", repr=False)
    composing: str = field(default="", repr=False)


@dataclass(frozen=True)
class SoughtAsTyped(Sought):
    """Found by ``words``; who comes back finds the field as it was."""

    typed: Typed = Typed()


class WayKey(SecondarySlab):
    """Between writing by hand and the keyboard, where the second key of the forward row has no room."""


class SearchScreen(Screen):
    """Below the field stands what was found, as much as the keyboard leaves room for; the forward key shows
    all of it, without the keyboard."""

    stone = 0

    # What was found by what stands in the field.
    _services: Sequence[Service]
    _query: str

    found_height = NumericProperty(0)
    typing_height = NumericProperty(0)

    def build(self) -> None:
        language = self.visit.language
        self._say_at = inf
        # Not the proxies that ids are: off the screen, an id alone would not keep them alive.
        self.entry: TextField = self.ids.entry.__self__
        self._key_place: Widget = self.ids.key_place.__self__
        self.entry.max_length = LONGEST
        self.entry.personal = False
        typed = self._typed_before()
        self.entry.text = typed.text
        self._keyboards = open_keyboards(FieldKind.TEXT, language)
        self.keyboard = Keyboard(
            self._keyboards.shown, self._typed, named=self._name, legends=self.app.legends
        )
        self.keyboard.says_keys = True
        self._chinese = ChineseEntry(self.entry, self.app.surroundings.chinese, self._look)
        self._chinese.row.personal = False
        self._compose_again(typed.composing)
        self._by_hand = False
        self._way_key: WayKey | None = None
        self._all: TilePages | None = None
        self.tiles = FoundTiles(self._chosen, self._is_barred)
        self.ids.found.add_widget(self.tiles)
        self._show_found = Clock.create_trigger(lambda _: self.tiles.show(self._offered()))
        self._fit_soon = Clock.create_trigger(self._fit, -1)
        for widget in (self, self.ids.field_row, self.ids.typing):
            widget.fbind("height", self._fit_soon)
        self.fbind("width", self._fit_soon)
        self._find()
        if self.app.entries.get(ALL) and self._services:
            self._show_all()
        else:
            self._show_typing()

    # What is typed

    def _typed_before(self) -> Typed:
        sought = self.visit.sought
        before = sought.typed if isinstance(sought, SoughtAsTyped) else Typed(sought.words)
        kept: Typed = self.app.entries.get(TYPED, before)
        return kept

    def _compose_again(self, letters: str) -> None:
        """In another language than they were typed in, letters are text as they are."""
        if not letters:
            return
        if self._chinese.composes_on(self._keyboards.shown):
            self._chinese.compose_again(letters)
        else:
            self.entry.text = f"{self.entry.text}{letters}"

    def _name(self, key: Key) -> None:
        self.app.say((key.spoken(self.visit.language),), "key")

    def _typed(self, key: Key) -> None:
        if not (self._chinese.composes_on(self._keyboards.shown) and self._chinese.typed(key)):
            if key.action == DELETES:
                self.entry.delete_back()
            elif key.action:
                self._chinese.finish()
                self._keyboards = self._keyboards.after(key)
                self._show_typing()
                return
            else:
                before = self.entry.before_caret
                capitals = capitals_for(FieldKind.TEXT)
                self.entry.replace_before(typed(before, key, self.visit.language, capitals))
        self._look()

    def _look(self) -> None:
        """What was found by what stands in the field now."""
        self.app.entries[TYPED] = Typed(self.entry.text, self._chinese.composing)
        before = self._declared()
        self._find()
        if self._declared() != before:
            self.app.refresh()
        # The letter is seen first.
        self._show_found()
        self._say_at = self.app.surroundings.clock() + QUIET_S

    def _find(self) -> None:
        # Letters that are still being composed are looked for as they are: by pinyin.
        self._query = " ".join((self.entry.text, self.entry.preedit.replace("'", ""))).strip()
        self._services = self.app.surroundings.services.find(self._query, self.visit.language)

    def _declared(self) -> tuple[object, ...]:
        return self.sentence(), self.row_keys()

    def _offered(self, *, second_line: bool = False) -> Sequence[Offered]:
        return [offered_service(service, second_line=second_line) for service in self._services]

    # How it stands

    @property
    def shows_all(self) -> bool:
        return self._all is not None

    def _show_typing(self) -> None:
        """The field with its keyboard, or a pad to write on."""
        self._leave_all()
        typing = self.ids.typing
        typing.clear_widgets()
        pad = self._chinese.open_pad() if self._by_hand else None
        if pad is None:
            self.keyboard.layout = self._keyboards.shown
        typing.add_widget(self.keyboard if pad is None else pad)
        candidates = self.ids.candidates
        candidates.clear_widgets()
        if pad is not None or self._chinese.composes_on(self._keyboards.shown):
            candidates.add_widget(self._chinese.row)
        way = None if self.app.look.tall else self._other_way()
        if way is not None:
            candidates.add_widget(self._key_to(way))
        self._fit_soon()

    def _key_to(self, way: ForwardKey) -> WayKey:
        if self._way_key is None:
            self._way_key = WayKey(element_id="second")
            self._way_key.fbind("on_release", lambda *_: self.seconded())
        self._way_key.words = self._way_key.called = way.words
        self._way_key.picture = way.picture
        return self._way_key

    def _fit(self, _elapsed: float) -> None:
        """The keys are as high as they like to be where that leaves room for what was found."""
        if self.shows_all:
            return
        look = self.app.look
        room = self.height - self.ids.field_row.height - self.ids.candidates.height - 2 * look.px(GAP)
        if self._by_hand:
            wished, least = look.px(PAD_HEIGHT), look.px(LEAST_PAD)
        else:
            wished, least = self.keyboard.natural_height, self.keyboard.least_height
        row = look.px(ROW_OF_TILES)
        keys = max(least, min(wished, room - row))
        found = room - keys
        # Less than a row shows nothing.
        if found < row * 2 / 3:
            keys, found = max(min(wished, room), min(least, room)), 0
        self.typing_height, self.found_height = keys, max(0, found)
        self.tiles.room = self.found_height
        self.tiles.show(self._offered())
        self.tiles.make_ahead()

    def _show_all(self) -> None:
        self._chinese.finish()
        self.app.entries[ALL] = True
        pages = self._all = TilePages(spacing=self.app.look.px(20))
        pages.chosen, pages.is_barred = self._chosen, self._is_barred
        pages.offer(self._offered(second_line=self.app.look.tall))
        pages.key = SearchKey(key="search.again", picture="search", element_id="search")
        pages.key.called = Message("search.again")
        pages.key.fbind("on_release", lambda *_: self._look_again())
        pages.fbind("page", lambda *_: self.app.say(self._names(pages.seen), "page"))
        # What was typed stands there still where there is room.
        for part in ("typing", "candidates", "found", *(() if self.app.look.tall else ("field_row",))):
            self.ids[part].clear_widgets()
        self.typing_height = self.found_height = 0
        self.ids.found.size_hint_y = 1
        self.ids.found.add_widget(pages)
        self.page(pages)

    def _leave_all(self) -> None:
        if self._all is None:
            return
        self._all = self.pages = None
        self.app.entries.pop(ALL, None)
        row = self.ids.field_row
        if not row.children:
            row.add_widget(self.entry)
            row.add_widget(self._key_place)
        found = self.ids.found
        found.clear_widgets()
        found.size_hint_y = None
        found.add_widget(self.tiles)

    # What it declares

    def key_place(self) -> Widget | None:
        return None if self.app.look.tall or self.shows_all else self._key_place

    def header(self) -> tuple[str, Words]:
        return "search", Message("services.search")

    def sentence(self) -> Words:
        if self._query and not self._services:
            return Message("search.nothing")
        counts = self.shows_all or (self._query and not self.app.look.tall)
        return self._count() if counts else Message("search.sentence")

    def _count(self) -> Message:
        return Message("search.found", {"count": Number(len(self._services))})

    def also_spoken(self) -> Sequence[Words]:
        if self._all is not None:
            return self._names(self._all.seen)
        return self._names(self.tiles.shown)

    def _names(self, shown: Sequence[Offered]) -> Sequence[Words]:
        named: list[Words] = []
        for offered in shown:
            named.append(offered.title)
            if offered.service is not None and self._is_barred(offered.service):
                named.append(NOT_NOW)
        return named

    def forward_key(self) -> ForwardKey | None:
        if self.shows_all:
            return None
        if not self.app.look.tall:
            # Beside the field there is no room for more.
            return ForwardKey("search.show", arrow=False)
        if not self._services:
            return ForwardKey("search.show")
        return ForwardKey("search.show_all", values={"count": Number(len(self._services))})

    def second_key(self) -> ForwardKey | None:
        return self._other_way() if self.app.look.tall and not self.shows_all else None

    def _other_way(self) -> ForwardKey | None:
        """For Chinese words: the pad instead of the keyboard, and back."""
        if self.visit.language != CHINESE or not self._chinese.can_write:
            return None
        return ForwardKey("key.pinyin") if self._by_hand else ForwardKey("key.handwriting", "pen")

    # What is done

    def forwarded(self) -> None:
        self._say_at = inf
        if not self._services:
            missing = Message("search.nothing" if self._query else "search.type_first")
            self.app.say((missing,), "nothing")
            return
        self._show_all()
        self.app.refresh()
        self.app.speak()

    def _look_again(self) -> None:
        """Back to the keyboard, with what was typed."""
        self._show_typing()
        self.app.refresh()
        self.app.speak()

    def seconded(self) -> None:
        self._chinese.finish()
        self._by_hand = not self._by_hand
        self._show_typing()
        self.app.refresh()

    def went_back(self) -> None:
        if self.shows_all:
            self._look_again()
        else:
            self.app.go("back")

    def left(self) -> None:
        self._say_at = inf

    def ticked(self, now: float) -> None:
        """Who does not see what was found hears it, when no letter has come for a while."""
        if now >= self._say_at:
            self._say_at = inf
            if self._query:
                found = self._count() if self._services else self.sentence()
                self.app.say((found, *self.also_spoken()), "found")

    def took(self, events: Sequence[VisitEvent]) -> None:
        self.tiles.bar()
        if self._all is not None:
            self._all.bar()

    def _is_barred(self, service: Service) -> bool:
        return self.visit.card_trouble(service) is not None

    def _chosen(self, offered: Offered) -> None:
        service = offered.service
        if service is None:
            raise RuntimeError("only errands are found")
        self.visit.sought = SoughtAsTyped(
            words=self._query, typed=Typed(self.entry.text, self._chinese.composing)
        )
        self.visit.choose_service(service)
        self.app.forget_entries()
        self.app.go("not_possible" if self._is_barred(service) else "chosen")
