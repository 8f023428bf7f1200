"""Every state that is shown, filled with the longest that can really come."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from kiosk.holder import HolderCard
from kiosk.language.languages import Language, language_by_tag
from kiosk.services.packs import Catalogue
from kiosk.services.service import FieldKind, Service
from screens.theme import ColourTheme, Modes, TextStep
from screens.widgets.pages import Pages
from screens.widgets.slab import Slab
from tests.overflow.finding import Setting
from tests.overflow.panels import PANELS
from tests.overflow.pseudo import PSEUDO, pseudo_catalogues, pseudo_terms
from tests.recording_ports import HOLDER, every_service, sample_services
from tests.screens.answers import ANSWER_STATES, ASKING_STATES
from tests.screens.cases import MORE_CASE_STATES
from tests.screens.face import AGRI, ANSWERS, SUGGESTION, Face, visible
from tests.screens.finding import FINDING_STATES
from tests.screens.steps import KIND_STATES, every_kind
from tests.screens.survey import AGRI_STATES, END_STATES, OTHER_ENDS, SUGGESTION_STATES, State

Show = Callable[[Face], None]
# The most a page may be turned before it counts as going round in a circle.
MOST_PAGES = 12
# 50 characters, which a name may have (the twelve ministries' notice of 2016); the card's field holds 35 of
# an address and 15 of an authority.
LONGEST_HOLDER: HolderCard = replace(
    HOLDER,
    name="阿卜杜热合曼·买买提吐尔逊·阿布都克里木江·样本名字很长很长·阿依佐合热古丽·萨姆普勒买买提江汗",
    address="样本自治州样本蒙古自治县样本哈萨克民族乡模拟中心村第十七村民小组样本路一百二十三号",
    authority="样本自治州样本自治县公安局样本分局",
    valid_to=date(2026, 1, 1),
    name_may_be_cut=True,
)
_SENTENCES = {
    "ug": "گۈلباغ يېزىسىنىڭ يۇقىرى كۆۋرۈك كەنتى ئىككىنچى ئاھالە گۇرۇپپىسى",
    "kk-Arab": "گۇلباق اۋىلىنىڭ جوعارى كوپىر قىستاعى ەكىنشى تۇرعىندار توبى",
    "kk": "Гүлбақ ауылының Жоғарғы Көпір қыстағы екінші тұрғындар тобы",
    "zh-Hans": "塔什库尔干塔吉克自治县样本乡上桥村第二村民小组",
}
# A receipt's code is made by chance; this is as wide as one can be.
WIDEST_CODE = "WWWW-WWWW"
_COUNT_OF_SERVICES = 9
_WORDED = ("services", "categories")


class LongFace(Face):
    """A face whose resident has the longest name and address, gives the longest answers, and leafs through
    pages for what they look for."""

    def __init__(self, setting: Setting, *, services: Catalogue | None = None, crashed: bool = False) -> None:
        self.setting = setting
        modes = Modes(
            TextStep[setting.step], ColourTheme[setting.theme], reach=setting.reach, simple=setting.simple
        )
        super().__init__(
            language=language_of(setting),
            services=long_services(setting.locale in PSEUDO) if services is None else services,
            panel=PANELS[setting.panel],
            modes=modes,
            crashed=crashed,
        )
        self._confirm_as_usual, self.visit.confirm = self.visit.confirm, self._confirm  # type: ignore[method-assign]
        if setting.locale in PSEUDO:
            self.app.surroundings = replace(
                self.app.surroundings, catalogues=pseudo_catalogues(self.app.surroundings.catalogues)
            )

    def _confirm(self) -> None:
        self._confirm_as_usual()
        if self.visit.submission is not None:
            self.visit.submission = replace(self.visit.submission, receipt_code=WIDEST_CODE)

    def touch(self, *element_ids: str) -> None:
        for element_id in element_ids:
            self._leaf_to(element_id)
            super().touch(element_id)

    def fill_in(self) -> None:
        service = self.visit.service or self.choose()
        if service.needs_card:
            self.visit.card.holder = self.visit.card.holder or LONGEST_HOLDER
            self.visit.take_over_holder()
        for field in service.steps:
            self.visit.answer(field, self.longest_answer(field.id))

    def longest_answer(self, field_id: str) -> str:
        service = self.visit.service
        assert service is not None
        field = next(field for field in service.steps if field.id == field_id)
        if field.kind in (FieldKind.PLACE, FieldKind.TEXT) and field.max_length:
            sentence = _SENTENCES[self.visit.language.tag]
            return (f"{sentence}، " * (field.max_length // len(sentence) + 1))[: field.max_length].strip("، ")
        if field.kind is FieldKind.CHOICE:
            tag = self.visit.language.tag
            return max(field.options, key=lambda option: len(option.label.words[tag])).id
        return {"area": "9999.99"}.get(field_id, ANSWERS[field_id])

    def _leaf_to(self, element_id: str) -> None:
        for _ in range(MOST_PAGES):
            if element_id in self.elements():
                return
            way = next((way for way in ("more", "forward", "second") if way in self.elements()), None)
            pages = self.screen.pages
            if way is None or (way != "more" and (pages is None or pages.last)):
                return
            super().touch(way)

    def slabs(self) -> Iterator[Slab]:
        return (widget for widget in visible(self.root) if isinstance(widget, Slab) and not widget.off)

    def let_go(self) -> None:
        """A key that was touched comes up again a little later."""
        while any(slab.state != "normal" for slab in self.slabs()):
            self.step(1)

    def press_all(self) -> None:
        """Every key goes down, as if a finger lay on each."""
        for slab in self.slabs():
            slab.state = "down"
        self.step(2)

    def let_all_go(self) -> None:
        for slab in self.slabs():
            slab.state = "normal"
        self.step(2)

    def pages(self) -> Iterator[str]:
        """Turns to every further page of the screen; gives what to add to the state's name."""
        columns = [widget for widget in visible(self.root) if isinstance(widget, Pages) and widget.count > 1]
        for column in columns:
            for page in range(MOST_PAGES):
                if page == column.page:
                    continue
                if page >= column.count:
                    break
                column.page = page
                self.step(2)
                yield f" page {page + 1}"


def language_of(setting: Setting) -> Language:
    return PSEUDO[setting.locale] if setting.locale in PSEUDO else language_by_tag(setting.locale)


@cache
def long_services(pseudo: bool) -> Catalogue:
    """The sample services, and more of them than one page has room for."""
    samples = sample_services().services
    more = tuple(
        replace(samples[number % len(samples)], id=f"more-{number}")
        for number in range(_COUNT_OF_SERVICES - len(samples))
    )
    services: tuple[Service, ...] = (*samples, *more)
    return Catalogue(pseudo_terms(services) if pseudo else services, ())


@cache
def services_in_groups(pseudo: bool) -> Catalogue:
    """All of the sandbox's services, in their groups."""
    every = every_service()
    return (
        replace(every, **{part: pseudo_terms(getattr(every, part)) for part in _WORDED}) if pseudo else every
    )


@cache
def services_of_kinds(pseudo: bool) -> Catalogue:
    """A service with a step of every kind."""
    services = every_kind().services
    return Catalogue(pseudo_terms(services) if pseudo else services, ())


def _longest_card(face: Face) -> None:
    face.go("card")
    face.lay_card(LONGEST_HOLDER)


def _answered(step: str) -> State:
    def show(face: Face) -> None:
        face.fill_in()
        face.go("step", step)

    return f"step-{step} longest", show


def _review_again(face: Face) -> None:
    face.fill_in()
    face.go("review")


LONG_STATES: Sequence[State] = (
    ("card_confirm longest", _longest_card),
    _answered("crop"), _answered("village"), _answered("area"),
    ("review longest", _review_again),
)  # fmt: skip
LONG_SUGGESTIONS: Sequence[State] = (
    _answered("text"), _answered("place"), ("review longest", _review_again),
)  # fmt: skip


def shown_states(
    setting: Setting, wanted: Callable[[str], bool] = lambda state: True
) -> Iterator[tuple[LongFace, str, Exception | None]]:
    """Shows each ``wanted`` state in turn, and each of its pages; with what went wrong on the way to it."""
    visits: Sequence[tuple[str, Callable[[LongFace], object] | None, Sequence[State]]] = (
        ("", None, (*AGRI_STATES, *END_STATES)),
        ("", LongFace.choose, LONG_STATES),
        *(("", LongFace.choose, (state,)) for state in (*OTHER_ENDS, *MORE_CASE_STATES)),
        ("suggestion ", lambda face: face.choose(SUGGESTION), (*SUGGESTION_STATES, *LONG_SUGGESTIONS)),
    )
    face: LongFace | None = None
    for before, begin, states in visits:
        shown = [(f"{before}{name}", show) for name, show in states if wanted(f"{before}{name}")]
        if shown:
            face = face or LongFace(setting)
            if begin is not None:
                begin(face)
        for name, show in shown:
            assert face is not None
            fault = None
            for _, state, fault in _shown(face, name, show):
                yield face, state, fault
            if fault is not None or face.ended is not None:
                face.close()
                face = LongFace(setting)
                face.choose(SUGGESTION if before else AGRI)
    if face is not None:
        face.close()
    finding = [(name, show) for name, show in FINDING_STATES if wanted(f"finding {name}")]
    face = LongFace(setting, services=services_in_groups(setting.locale in PSEUDO)) if finding else None
    for name, show in finding:
        assert face is not None
        yield from _shown(face, f"finding {name}", show)
    if face is not None:
        face.close()
    answers = [(name, show) for name, show in (*ASKING_STATES, *ANSWER_STATES) if wanted(f"answer {name}")]
    face = LongFace(setting) if answers else None
    for name, show in answers:
        assert face is not None
        yield from _shown(face, f"answer {name}", show)
    if face is not None:
        face.close()
    kinds = [(name, show) for name, show in KIND_STATES if wanted(f"kinds {name}")]
    face = LongFace(setting, services=services_of_kinds(setting.locale in PSEUDO)) if kinds else None
    for name, show in kinds:
        assert face is not None
        yield from _shown(face, f"kinds {name}", show)
    if face is not None:
        face.close()
    for name, show, options in OTHER_FACES:
        if wanted(name):
            face = LongFace(setting, **options)
            yield from _shown(face, name, show)
            face.close()


def _shown(face: LongFace, name: str, show: Show) -> Iterator[tuple[LongFace, str, Exception | None]]:
    try:
        show(face)
        face.step(2)
        face.let_go()
    except Exception as fault:
        # A screen that cannot be shown is a finding, and the other states are still to be looked at.
        yield face, name, fault
        return
    yield face, name, None
    for page in face.pages():
        yield face, f"{name}{page}", None


def _attract(face: Face) -> None:
    face.bring_up()


def _services(face: Face) -> None:
    face.go("services")


OTHER_FACES: Sequence[tuple[str, Show, dict[str, Any]]] = (
    ("attract after a crash", _attract, {"crashed": True}),
    ("services none", _services, {"services": Catalogue((), ())}),
)
