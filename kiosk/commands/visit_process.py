"""The visit process: puts the rooms together for one visit, and ends with it.

Everything personal lives in this process. What it hands on is sealed (the outbox), printed, or without
anything personal (the pipe to the host).
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from random import SystemRandom
from threading import Thread
from typing import TYPE_CHECKING
from uuid import uuid4

from kivy.clock import Clock

from kiosk.commands.input_listening import InputListening
from kiosk.commands.late_ports import LateAsker, LateCardReader, LatePrinting, LateSender
from kiosk.commands.speaking import LateVoice, open_voice
from kiosk.config import Settings
from kiosk.data_folder import DataFolder
from kiosk.input.chinese import ChineseInput
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import RESIDENT_LANGUAGES
from kiosk.language.values import Message
from kiosk.pipe import Alive, Begun, Drawn, Ended, OutboxFilled, Replied, Settled, VisitEnd
from kiosk.services.packs_ahead import PacksAhead
from kiosk.speech.invitation import Invitation
from kiosk.text.engine import open_engine
from kiosk.visit import Visit
from kiosk.visit_events import VisitEvent
from kiosk.visit_ports import CardReader, Ending, Ports, Site
from screens.registry import steps_to_load_rules
from screens.run import run_app
from screens.surroundings import Surroundings, Timers
from screens.theme import ColourTheme, Panel

if TYPE_CHECKING:
    from kiosk.asking import Asking
    from kiosk.commands.printing import Printing
    from kiosk.sandbox.residents import Visitor
    from kiosk.sending import Sending

# What is needed later than the first picture.
LATER = "kiosk.commands.preload_later"
_DONE = object()
# How long a screen of a brisk visitor takes no touch, in seconds.
_BRISK_REST_S = 0.05
# How often the drawing thread says that it is not stuck, in seconds.
_ALIVE_EVERY_S = 5.0


@dataclass
class _HostLink:
    """The visit's word to the host. That it is over is told only when everything is kept."""

    end: VisitEnd
    voice: LateVoice
    inputs: InputListening
    card_reader: LateCardReader
    printing: LatePrinting
    is_drawn: bool = False
    how: Ending | None = None

    def drawn(self) -> None:
        self.end.send(Drawn("attract"))
        self.is_drawn = True
        self.voice.begin()
        _get_the_rest_ready(self.card_reader, self.printing)
        self.inputs.begin()

    def begun(self) -> None:
        self.end.send(Begun())

    def ended(self, how: Ending) -> None:
        self.how = how


@dataclass
class _Posting:
    """Hands events to the visit."""

    visit: Visit | None = None

    def __call__(self, event: VisitEvent) -> None:
        # Ports only answer what the visit has asked of them, or begin when it is drawn, so it is there.
        if self.visit is not None:
            self.visit.post(event)


def live(
    end: VisitEnd,
    after_crash: bool,
    settings: Settings,
    packs: PacksAhead,
    control: Path | None,
    catalogues: Catalogues,
) -> None:
    """One visit from the attract screen to its end. ``control`` is the demo's simulated world."""
    visitor = None if control is None else _next_visitor(control)
    brisk = visitor is not None and visitor.brisk
    sink = settings.speech.sink if visitor is None or brisk else f"folder:{visitor.out / 'speech'}"
    voice = LateVoice(lambda: open_voice(sink, catalogues, settings.speech.packs))
    visit_id, posting = uuid4().hex, _Posting()
    inputs = InputListening(settings.keypad, settings.headphones, visit_id, posting, end.send)
    sending = LateSender(lambda: _open_sending(settings, end, posting))
    asking = LateAsker(lambda: _open_asking(settings, end, posting))

    def card_reading() -> CardReader:
        from kiosk.commands.card_reading import CardReading

        return CardReading(settings.id_card, settings.chip_card, visit_id, posting, end.send)

    def printing() -> "Printing":
        from kiosk.commands.printing import Printing

        pdf = None if visitor is None else visitor.out / "receipt.pdf"
        return Printing(settings, catalogues, visit_id, posting, end.send, pdf=pdf)

    card_reader = LateCardReader(card_reading)
    printers = LatePrinting(printing)
    link = _HostLink(end, voice, inputs, card_reader, printers)
    visit = Visit(
        id=visit_id,
        ports=Ports(
            card_reader=card_reader,
            sender=sending,
            printing=printers,
            voice=voice,
            host=link,
            asker=asking,
        ),
        site=Site(settings.kiosk.id, settings.kiosk.help_phone, settings.kiosk.sample),
        now=lambda: datetime.now().astimezone(),
        language=RESIDENT_LANGUAGES[0],
    )
    posting.visit = visit
    Thread(target=_listen, args=(end, sending, asking), name="host link", daemon=True).start()
    Clock.schedule_interval(lambda _: end.send(Alive()), _ALIVE_EVERY_S)
    virtual = None
    if visitor is not None and control is not None:
        from kiosk.commands.virtual_visit import VirtualVisit

        virtual = VirtualVisit(visit, visitor, control, lambda: link.is_drawn)
    run_app(
        visit,
        _surroundings(settings, packs, catalogues, after_crash, brisk=brisk),
        windowed=settings.screen.windowed,
        started=None if virtual is None else virtual.accompany,
    )
    inputs.close()
    printers.give_up()
    asking.close()
    sending.close()
    if virtual is not None:
        virtual.report()
    if link.how is not None:
        end.send(Ended(link.how.value))


def _get_the_rest_ready(card_reader: LateCardReader, printing: LatePrinting) -> None:
    """What is needed later than the first picture; only in the first visit after a start is it not there."""

    def get_ready() -> None:
        import_module(LATER)
        card_reader.begin()
        printing.begin()

    Thread(target=get_ready, name="imports", daemon=True).start()
    steps = steps_to_load_rules()
    # One a frame, so that a touch waits for no more than one.
    Clock.schedule_interval(lambda _: next(steps, _DONE) is not _DONE, 0)


def _next_visitor(control: Path) -> "Visitor | None":
    from kiosk.commands.simulated_world import next_visitor

    return next_visitor(control)


def _listen(end: VisitEnd, sending: LateSender, asking: LateAsker) -> None:
    """The host's word, in a thread of its own, until it says Stop or is gone."""
    while isinstance(message := end.receive(), Settled | Replied):
        if isinstance(message, Settled):
            sending.settled(message)
        else:
            asking.replied(message)
    sending.close()
    os._exit(0)


def _open_sending(settings: Settings, end: VisitEnd, post: Callable[[VisitEvent], None]) -> "Sending":
    from kiosk.sending import Sending, SendingSettings

    own = SendingSettings(
        outbox=DataFolder(settings.kiosk.data).outbox,
        platform_key=settings.central.public_key,
        kiosk_id=settings.kiosk.id,
        answer_wait_s=settings.central.answer_wait_s,
        rating_delay=lambda: SystemRandom().uniform(0.0, settings.visit.rating_wait_s),
    )
    return Sending(own, filled=lambda key: end.send(OutboxFilled(key)), post=post)


def _open_asking(settings: Settings, end: VisitEnd, post: Callable[[VisitEvent], None]) -> "Asking":
    from kiosk.asking import Asking, AskingSettings

    own = AskingSettings(settings.central.public_key, settings.kiosk.id, settings.central.answer_wait_s)
    return Asking(own, tell_host=end.send, post=post)


def _surroundings(
    settings: Settings, packs: PacksAhead, catalogues: Catalogues, after_crash: bool, *, brisk: bool = False
) -> Surroundings:
    screen, visit = settings.screen, settings.visit
    timers = Timers(visit.idle_s, visit.warning_s, visit.gone_s)
    return Surroundings(
        engine=open_engine(),
        catalogues=catalogues,
        services=packs.catalogue(),
        panel=Panel(screen.width_px, screen.height_px, screen.width_mm, screen.height_mm),
        timers=replace(timers, touch_rest_s=_BRISK_REST_S) if brisk else timers,
        theme=ColourTheme(screen.theme),
        crashed=after_crash,
        invitation=Invitation(
            interval_s=settings.attract.interval_s,
            from_hour=settings.attract.voice_from,
            until_hour=settings.attract.voice_to,
            volume=settings.attract.volume,
        ),
        other_ways=(
            *([Message("attract.keypad")] if settings.keypad.path else []),
            *([Message("attract.headphones")] if settings.headphones.path else []),
        ),
        chinese=ChineseInput(DataFolder(settings.kiosk.data).pinyin),
    )
