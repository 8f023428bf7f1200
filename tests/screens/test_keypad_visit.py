"""A whole visit by keypad alone with the screen off: whoever does it only hears.

What to do is decided from what the voice was given; no widget and no picture is looked at.
"""

from collections.abc import Callable, Mapping

import pytest

from kiosk.input.keyboards import letters_for, open_keyboards
from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from kiosk.language.values import Message, Number, Terms
from kiosk.papers import PrinterRole
from kiosk.visit_events import CardFound, Kept, PaperPrinted, PrinterState
from kiosk.visit_ports import Ending
from tests.recording_ports import HOLDER, sample_services
from tests.screens.face import AGRI, Face, FaceMaker
from tests.screens.keypad_listener import Listener, at_the_keypad, words

SERVICE = sample_services().service(AGRI)
Act = Callable[[], object]


class Resident:
    """Knows the language, what they want, and what was typed so far. ``world`` lays the card and delivers."""

    def __init__(self, hands: Listener, language: Language, world: Face) -> None:
        self.hands = hands
        self.language = language
        self.world = world
        hands.leads_on = frozenset(
            self.knows(key, page=Number(page), pages=Number(pages))
            for key in ("page.on", "page.more")
            for pages in range(2, 6)
            for page in range(1, pages + 1)
        )

    def knows(self, key: str, **values: Number) -> str:
        """What a sentence of the catalogue sounds like to them."""
        return words(Message(key, dict(values)), self.language)

    def term(self, term: Terms) -> str:
        return words(term, self.language)

    def goes_on_with(self, key: str) -> Act:
        return lambda: self.hands.choose(self.knows(key))

    # Questions

    def chooses_language(self) -> None:
        """Kazakh is heard twice, and told apart by its letters."""
        alike = self.language.spoken_with == "kk"
        self.hands.choose(
            self.knows(f"language.script.{self.language.tag}" if alike else "language.own_name")
        )

    def answers_crop(self) -> None:
        cotton = next(option.label for option in SERVICE.field("crop").options if option.id == "cotton")
        assert self.knows("keypad.not_chosen") not in self.hands.hears()
        self.hands.find(self.term(cotton))
        assert self.knows("keypad.not_chosen") in self.hands.hears()
        assert self.knows("step.chosen") in self.hands.press("select")
        self.hands.choose(self.knows("step.next"))

    def types(self, text: str, *, personal: bool = False) -> None:
        figures = {
            key.writes: key for key in open_keyboards("number", self.language, decimals=True).shown.keys
        }
        for number, sign in enumerate(text, start=1):
            name = words(figures[sign].spoken(self.language), self.language)
            # Twice the same key: it is pressed again where it is.
            if number == 1 or sign != text[number - 2]:
                self.hands.find(name)
            heard = self.hands.press("select")
            assert heard == [self.knows("keypad.count", number=Number(number)) if personal else name]
        self.hands.choose(self.knows("step.next"))

    def types_letters(self) -> None:
        for row in letters_for(self.language).rows[1:4]:
            self.hands.choose(words(row[1].spoken(self.language), self.language))
        self.hands.choose(self.knows("step.next"))

    # The world

    def lays_card(self) -> None:
        self.world.post(CardFound(self.world.visit.id))
        self.world.lay_card()

    def is_answered(self) -> None:
        self.world.post(Kept(self.world.visit.id, self.world.key), self.world.accepted())

    def gets_paper(self) -> None:
        visit = self.world.visit.id
        self.world.post(PrinterState(visit, PrinterRole.PAPERS, None))
        self.world.post(PaperPrinted(visit, self.world.visit.printing.paper, PrinterRole.RECEIPT))

    def signs(self) -> None:
        assert self.knows("sign.cannot_done") in self.hands.choose(self.knows("sign.cannot"))
        self.hands.choose(self.knows("sign.send"))

    def rates(self) -> None:
        assert self.knows("step.chosen") in self.hands.choose(self.knows("rating.5"))
        self.hands.choose(self.knows("rating.send"))

    @property
    def rules(self) -> Mapping[str, Act]:
        """Whoever hears the first does the second."""
        return {
            self.knows("language.sentence"): self.chooses_language,
            self.knows("services.sentence"): lambda: self.hands.choose(self.term(SERVICE.title)),
            self.term(SERVICE.guide): self.goes_on_with("guide.start"),
            self.knows("card.sentence"): self.lays_card,
            self.knows("card.your_name"): self.goes_on_with("card.name_right"),
            self.term(SERVICE.field("crop").question): self.answers_crop,
            self.term(SERVICE.field("area").question): lambda: self.types("12.5"),
            self.term(SERVICE.field("village").question): self.types_letters,
            self.term(SERVICE.field("phone").question): lambda: self.types("13900000000", personal=True),
            self.term(SERVICE.field("bank-card").question): lambda: self.types("4821", personal=True),
            self.knows("review.sentence"): self.goes_on_with("review.sign"),
            self.knows("sign.sentence"): self.signs,
            self.knows("sending.sentence"): self.is_answered,
            self.knows("result.accepted"): self.goes_on_with("result.receipt"),
            self.knows("receipt.see"): self.goes_on_with("receipt.print"),
            self.knows("receipt.printing"): self.gets_paper,
            self.knows("receipt.take"): self.goes_on_with("receipt.have"),
            self.knows("copy.offer"): self.goes_on_with("receipt.print"),
            self.knows("copy.see"): self.goes_on_with("receipt.no_paper"),
            self.knows("rating.sentence"): self.rates,
            self.knows("gone.sentence"): self.goes_on_with("gone.close"),
        }


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_a_whole_visit_by_ear_and_keypad_alone(open_face: FaceMaker, language: Language) -> None:
    face = open_face()
    with at_the_keypad(face) as hands:
        resident = Resident(hands, language, face)
        hands.press("down")
        done = []
        while face.ended is None:
            sentence, act = next(
                (heard, act) for heard, act in resident.rules.items() if heard in hands.hears()
            )
            assert sentence not in done, f"{sentence} again"
            done.append(sentence)
            act()
    assert face.ended is Ending.FINISHED
    assert len(done) == len(resident.rules)
    ((_, submission),) = face.ports.sender.sent
    assert dict(submission.holder) == {"name": HOLDER.name, "number": HOLDER.number}
    assert {**submission.answers, "village": ""} == {
        "crop": "cotton", "area": "12.5", "village": "", "phone": "13900000000", "bank-card": "4821",
    }  # fmt: skip
    village = "".join(row[1].writes for row in letters_for(language).rows[1:4])
    assert submission.answers["village"].casefold() == village
    # Who cannot sign with a finger is asked by the office, and nothing is made up in their place.
    assert submission.signature is None
    assert not any(said.reveal_personal for said in face.ports.voice.said)
    ((_, receipt),) = face.ports.printing.printed
    assert (receipt.language, receipt.standing) == (language, "accepted")
    assert face.ports.sender.ratings == [(AGRI, 5)]
