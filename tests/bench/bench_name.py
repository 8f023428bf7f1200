"""From the ID card module's last byte to the name on the screen: the shipped reader, visit and face."""

import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from figure import Figure
from kivy.base import EventLoop
from measuring import tell

from devices.idcard.simulated_cards import MadeUpCard, block_of
from devices.idcard.simulator import ReaderSimulator
from kiosk.commands.card_reading import CardReading
from kiosk.config import ChipCardSettings, IdCardSettings
from tests.screens.face import Face

TIMES, REACH_MS, PATIENT_S = 20, 300.0, 20.0


class Module(ReaderSimulator):
    """Knows when its last byte went out."""

    sent_at = 0.0

    def _send(self, *sent: Any) -> None:
        super()._send(*sent)
        Module.sent_at = time.perf_counter()


def one(module: Module, link: Path) -> float:
    face, port = Face(), IdCardSettings(str(link))
    with closing(
        CardReading(port, ChipCardSettings(), face.visit.id, face.visit.post, lambda _: None)
    ) as reading:
        face.visit.ports = replace(face.visit.ports, card_reader=reading)
        face.choose()
        face.go("card")
        face.bring_up()
        module.lay(block_of(MadeUpCard()))
        until = time.perf_counter() + PATIENT_S
        while face.app.place.screen != "card_confirm":
            assert time.perf_counter() < until, face.app.place.screen
            EventLoop.idle()
        EventLoop.idle()
        taken = (time.perf_counter() - Module.sent_at) * 1000
        module.lift()
    face.close()
    return taken


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        link = Path(folder) / "reader"
        with Module(link=link) as module:
            one(module, link)
            taken = tuple(one(module, link) for _ in range(TIMES))
    tell(Figure("ID card's last byte -> name on the screen", "ms", taken, reach=REACH_MS, by_p95=True))
