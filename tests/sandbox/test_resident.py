"""The virtual resident does what people do, and says where a screen would not let it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from devices.idcard.card import CardRead, card_from_text
from devices.idcard.simulated_cards import block_of, card_from_description
from kiosk.commands.bundled import SANDBOX_SERVICES
from kiosk.input.keyboards import OpenKeyboards, capitals_for, open_keyboards, typed
from kiosk.language.languages import RESIDENT_LANGUAGES, Language, language_by_tag
from kiosk.sandbox.errands import plan_for
from kiosk.sandbox.plan import Choose, Compose, Plan, TakeFirstTime, Type
from kiosk.sandbox.resident import Done, Element, Resident, ScreenView
from kiosk.sandbox.residents import SPEAKS, cards
from kiosk.services.packs import Catalogue, load_catalogue
from kiosk.services.service import Field, Service
from kiosk.services.validation import FieldFault, check_answer

CATALOGUE = load_catalogue(SANDBOX_SERVICES)
# Services with a step of every kind; the residents' plans know none of them.
UNKNOWN = load_catalogue(Path(__file__).parents[1] / "services" / "every_kind")
TODAY = date(2026, 5, 4)
SIZE = 10.0


def elements(ids: Sequence[str]) -> tuple[Element, ...]:
    """Elements side by side; the number of the box tells which one was touched."""
    return tuple(Element(name, index * SIZE, 0, SIZE, SIZE) for index, name in enumerate(ids))


@dataclass
class PaperKiosk:
    """Screens drawn on paper: each shows its elements, and turns to the next when one leads on."""

    screens: dict[str, list[str]]
    leads: dict[tuple[str, str], str]
    name: str = "attract"
    busy: bool = False
    touched: list[tuple[str, str]] = field(default_factory=list)
    strokes: int = 0
    pictures: list[str] = field(default_factory=list)

    def screen(self) -> ScreenView:
        return ScreenView(self.name, elements(self.screens[self.name]), self.busy)

    def touch(self, x: float, y: float) -> None:
        element = self.screens[self.name][int(x // SIZE)]
        self.touched.append((self.name, element))
        self.name = self.leads.get((self.name, element), self.name)

    def stroke(self, points: Sequence[tuple[float, float]]) -> None:
        self.strokes += 1

    def picture(self, path: Path) -> None:
        self.pictures.append(path.name)


@dataclass
class PaperWorld:
    """A reader that knows a card lies on it, and turns the page then."""

    kiosk: PaperKiosk
    happened: list[str] = field(default_factory=list)

    def lay_card(self) -> None:
        self.happened.append("laid")
        self.kiosk.name = "card_confirm"

    def lift_card(self) -> None:
        self.happened.append("lifted")

    def stand_still(self) -> None:
        self.happened.append("stands")


def whole_visit() -> PaperKiosk:
    order = ["guide", "card_confirm", "step-crop", "review", "sign", "result", "receipt", "rating", "gone"]
    screens = {name: ["bar:back", "forward"] for name in order}
    leads = {(name, "forward"): following for name, following in itertools.pairwise(order)}
    screens |= {
        "attract": ["language:ug", "begin"],
        "language": ["language:zh-Hans", "language:ug"],
        "services": ["service:other", "service:agri-subsidy"],
        "card": ["second"],
        "step-crop": ["choice:wheat", "choice:cotton", "forward"],
        "sign": ["sign:pad", "sign:cannot", "forward"],
        "rating": ["grade:5", "grade:1", "second", "forward"],
    }
    leads |= {
        ("attract", "begin"): "language",
        ("language", "language:ug"): "services",
        ("services", "service:agri-subsidy"): "guide",
        ("guide", "forward"): "card",
    }
    return PaperKiosk(screens, leads)


def plan(service: str, language: str = "ug", catalogue: Catalogue = CATALOGUE) -> Plan:
    return plan_for(catalogue.service(service), catalogue, language_by_tag(language), TODAY)


def subsidy(stops_at: str | None = None) -> Plan:
    return replace(plan("agri-subsidy"), stops_at=stops_at)


def walk(resident: Resident, *, seconds: float = 100.0) -> Done | None:
    """Steps by a made-up clock, twenty times a second."""
    for tick in range(int(seconds * 20)):
        done = resident.step(tick / 20)
        if done is not None:
            return done
    return None


def test_a_resident_walks_through_a_whole_visit(tmp_path: Path) -> None:
    kiosk = whole_visit()
    world = PaperWorld(kiosk)
    done = walk(Resident(subsidy(), kiosk, world, tmp_path))
    assert done is not None
    assert done.stuck_at is None
    assert done.screens == (
        "attract", "language", "services", "guide", "card", "card_confirm", "step-crop", "review", "sign",
        "result", "receipt", "rating", "gone",
    )  # fmt: skip
    assert world.happened == ["laid", "lifted"]
    assert kiosk.strokes == 1
    assert ("step-crop", "choice:cotton") in kiosk.touched
    assert ("rating", "grade:5") in kiosk.touched
    assert kiosk.pictures == [f"{number:02d}-{name}.png" for number, name in enumerate(done.screens, 1)]
    assert set(done.timings_ms) == {
        f"{number:02d}-{name}" for number, name in enumerate(done.screens, 1) if number > 1
    }


def test_a_screen_that_does_not_go_on_is_named() -> None:
    kiosk = whole_visit()
    del kiosk.leads[("review", "forward")]
    done = walk(Resident(subsidy(), kiosk, PaperWorld(kiosk)))
    assert done is not None
    assert done.stuck_at == "review"


def test_nobody_touches_a_screen_that_has_only_just_come_up() -> None:
    kiosk = whole_visit()
    kiosk.busy = True
    walk(Resident(subsidy(), kiosk, PaperWorld(kiosk)), seconds=5)
    assert kiosk.touched == []


def test_a_resident_can_stand_still_and_says_so_once() -> None:
    kiosk = whole_visit()
    world = PaperWorld(kiosk)
    walk(Resident(subsidy(stops_at="step-crop"), kiosk, world), seconds=20)
    assert kiosk.name == "step-crop"
    assert world.happened == ["laid", "lifted", "stands"]


def test_a_failure_screen_is_tried_again_and_then_left() -> None:
    kiosk = whole_visit()
    kiosk.screens["failure"] = ["bar:leave", "forward"]
    kiosk.screens["leave"] = ["forward", "second"]
    kiosk.screens["sending"] = ["bar:help"]
    kiosk.leads |= {
        ("sign", "forward"): "failure",
        ("failure", "forward"): "failure-again",
        ("failure", "bar:leave"): "leave",
        ("leave", "second"): "gone",
    }
    # Another try looks the same for a moment, and fails again.
    kiosk.screens["failure-again"] = ["forward"]
    kiosk.leads[("failure-again", "forward")] = "failure"
    done = walk(Resident(subsidy(), kiosk, PaperWorld(kiosk)))
    assert done is not None
    assert done.stuck_at is None
    assert done.screens.count("failure") == 4
    assert ("leave", "second") in kiosk.touched


@dataclass
class PaperField(PaperKiosk):
    """One question with its keyboard: what is typed is kept as the real field keeps it."""

    kind: str = "text"
    keyboards: OpenKeyboards = field(default_factory=lambda: open_keyboards("text", RESIDENT_LANGUAGES[0]))
    language: Language = RESIDENT_LANGUAGES[0]
    text: str = ""

    def screen(self) -> ScreenView:
        ids = [key.element_id for key in self.keyboards.shown.keys]
        self.screens = {"step-x": [*ids, "forward"], "gone": []}
        return super().screen()

    def touch(self, x: float, y: float) -> None:
        element = self.screens[self.name][int(x // SIZE)]
        super().touch(x, y)
        key = {key.element_id: key for key in self.keyboards.shown.keys}.get(element)
        if key is not None and key.writes:
            self.text = typed(self.text, key, self.language, capitals_for(self.kind))
        elif key is not None:
            self.keyboards = self.keyboards.after(key)


def field_on_paper(kind: str, language: Language, *, decimals: bool = False) -> PaperField:
    keyboards = open_keyboards(kind, language, decimals=decimals)
    leads = {("step-x", "forward"): "gone"}
    return PaperField({}, leads, "step-x", kind=kind, keyboards=keyboards, language=language)


def all_services() -> list[tuple[Catalogue, Service]]:
    return [(catalogue, service) for catalogue in (CATALOGUE, UNKNOWN) for service in catalogue.services]


def keyed(step: Field, language: Language, answer: Type | Compose) -> str:
    """What stands in the field after a resident has typed their answer."""
    paper = field_on_paper(step.kind, language, decimals=step.decimals > 0)
    done = walk(Resident(Plan(language.tag, "x", {"x": answer}), paper, PaperWorld(paper)))
    assert done is not None
    assert done.stuck_at is None
    return paper.text


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize(("catalogue", "service"), all_services(), ids=lambda one: getattr(one, "id", ""))
def test_every_planned_answer_can_be_given_and_is_taken(
    language: Language, catalogue: Catalogue, service: Service
) -> None:
    planned = plan_for(service, catalogue, language, TODAY)
    for step in service.steps:
        match planned.answers.get(step.id):
            case Type() | Compose() as answer:
                text = keyed(step, language, answer)
                assert isinstance(answer, Compose) or text.casefold() == answer.text.casefold()
                assert not isinstance(check_answer(step, text, language, today=TODAY), FieldFault), text
            case Choose(options):
                taken = check_answer(step, ",".join(options), today=TODAY)
                assert not isinstance(taken, FieldFault)
            case None:
                assert step.optional or step.kind in ("declaration", "attachment")


def test_a_service_is_found_through_its_group_and_on_further_pages() -> None:
    kiosk = whole_visit()
    kiosk.screens |= {
        "services": ["category:trade", "more"],
        "services-2": ["category:support", "more"],
        "services-support": ["service:other", "service:agri-subsidy"],
    }
    kiosk.leads |= {
        ("services", "more"): "services-2",
        ("services-2", "category:support"): "services-support",
        ("services-support", "service:agri-subsidy"): "guide",
    }
    done = walk(Resident(subsidy(), kiosk, PaperWorld(kiosk)))
    assert done is not None
    assert done.screens[2:6] == ("services", "services-2", "services-support", "guide")
    assert done.stuck_at is None


def step_on_paper(answers: dict[str, object], elements: list[str], known: Sequence[str] = ()) -> PaperKiosk:
    """What a resident touches on one screen of a form."""
    kiosk = PaperKiosk({"step-x": elements, "gone": []}, {("step-x", "forward"): "gone"}, "step-x")
    planned = Plan("ug", "x", answers, known=frozenset(known))  # type: ignore[arg-type]
    if known:
        del kiosk.leads[("step-x", "forward")]
    walk(Resident(planned, kiosk, PaperWorld(kiosk)), seconds=5)
    return kiosk


def test_several_are_chosen_each_once() -> None:
    kiosk = step_on_paper({"x": Choose(("b", "a"))}, ["choice:a", "choice:b", "choice:c", "forward"])
    assert [element for _, element in kiosk.touched] == ["choice:b", "choice:a", "forward"]


def test_a_day_is_chosen_and_then_its_first_time() -> None:
    kiosk = PaperKiosk(
        {"step-x": ["day:2026-05-05"], "step-x-times": ["choice:a", "choice:b", "forward"], "gone": []},
        {("step-x", "day:2026-05-05"): "step-x-times", ("step-x-times", "forward"): "gone"},
        "step-x",
    )
    planned = Plan("ug", "x", {"x": TakeFirstTime(), "x-times": TakeFirstTime()})
    walk(Resident(planned, kiosk, PaperWorld(kiosk)), seconds=5)
    assert [element for _, element in kiosk.touched] == ["day:2026-05-05", "choice:a", "forward"]


def test_what_is_filled_in_already_is_not_entered_again_unless_it_is_not_taken() -> None:
    kiosk = step_on_paper({"x": Choose(("a",))}, ["choice:a", "forward"], known=["x"])
    assert [element for _, element in kiosk.touched][:3] == ["forward", "choice:a", "forward"]


def test_a_refusal_is_mended_until_patience_is_over() -> None:
    kiosk = whole_visit()
    kiosk.screens["result"] = ["forward", "second"]
    kiosk.leads |= {("result", "forward"): "review", ("result", "second"): "rating"}
    done = walk(Resident(subsidy(), kiosk, PaperWorld(kiosk)))
    assert done is not None
    assert done.stuck_at is None
    assert done.screens.count("result") == 4


def test_digits_among_letters_are_found_on_the_other_keyboard() -> None:
    kazakh = language_by_tag("kk")
    paper = field_on_paper("name", kazakh)
    done = walk(Resident(Plan("kk", "x", {"x": Type("Аа 7а")}), paper, PaperWorld(paper)))
    assert done is not None
    assert paper.text == "Аа 7а"


def test_chinese_is_composed_and_the_first_candidate_taken_until_none_is_left() -> None:
    chinese = language_by_tag("zh-Hans")
    paper = field_on_paper("place", chinese)
    walk(Resident(Plan("zh-Hans", "x", {"x": Compose("gu")}), paper, PaperWorld(paper)))
    assert [element for _, element in paper.touched] == ["key:g", "key:u", "forward"]


def test_every_language_has_a_resident() -> None:
    assert set(SPEAKS) == {language.tag for language in RESIDENT_LANGUAGES}
    assert len(SPEAKS) == len(cards())


def test_every_made_up_card_is_well_formed_and_of_nobody() -> None:
    names, cut = [], []
    for card in cards():
        answer = card_from_text(block_of(card_from_description(card)))
        assert isinstance(answer, CardRead)
        # A division that does not exist.
        assert answer.card.number.startswith("659999")
        names.append(answer.card.name)
        cut.append(answer.card.name_may_be_cut)
    assert len(set(names)) == len(names)
    assert cut.count(True) == 1
    assert sum("\u00b7" in name for name in names) >= 3
