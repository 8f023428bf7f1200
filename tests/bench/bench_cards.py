"""Cards: what reading one costs beyond the wire, and how soon a reader is found.

A module on a pseudo-terminal that sends at the real pace; its own thinking and the card's radio are nothing.
"""

import time

import serial
from figure import Figure
from measuring import milliseconds, repeated, tell

from devices.idcard.card import CardRead
from devices.idcard.hid_simulator import HidReaderSimulator
from devices.idcard.reader import Patience, SamReader, never, open_reader, read_card
from devices.idcard.scripts import SCRIPTS
from devices.idcard.serial_line import SerialLine
from devices.idcard.simulated_cards import MadeUpCard, block_of
from devices.idcard.simulator import ReaderSimulator

TIMES = 20
CARD = block_of(MadeUpCard())
BITS_A_BYTE = 10
FIND, SELECT, READ = 15, 19, 1295
MOST_S = 2.0


def opened(path: str, baud: int | None = None) -> SamReader:
    sam = open_reader(path, baud)
    assert isinstance(sam, SamReader), sam
    return sam


def serial_reading(baud: int) -> None:
    """Find, select and two readings, beyond their bytes' time."""
    with ReaderSimulator(baud) as reader, opened(reader.path, baud) as sam:

        def one() -> None:
            reader.lay(CARD)
            assert sam.find() is None
            assert isinstance(sam.read(), CardRead)

        taken = repeated(one, TIMES, warm=1)
    wire = (FIND + SELECT + 2 * READ) * BITS_A_BYTE / baud * 1000
    beyond = tuple(each - wire for each in taken)
    tell(Figure(f"ID card at {baud} baud, beyond the wire ({wire:.0f} ms)", "ms", beyond, reach=50))


def second_reading() -> None:
    """What it costs that two readings have to agree: the second one, wire and all."""
    with ReaderSimulator() as reader, opened(reader.path, 115200) as sam:
        reader.lay(CARD)
        assert sam.find() is None
        assert isinstance(sam.read(), CardRead)
        tell(Figure("ID card at 115200 baud, the second reading", "ms", repeated(sam._read_text, TIMES)))


def last_byte_to_answer() -> None:
    """From the module's last byte, as the line hands it over, to the checked card."""

    class Heard(SerialLine):
        at = 0.0

        def receive(self, seconds: float) -> bytes:
            data = super().receive(seconds)
            if data:
                Heard.at = time.perf_counter()
            return data

    after: list[float] = []
    with ReaderSimulator() as reader:
        line = Heard(serial.Serial(reader.path, 115200, timeout=0, exclusive=True))
        with SamReader(line, never, Patience()) as sam:
            for _ in range(TIMES):
                reader.lay(CARD)
                assert sam.find() is None
                assert isinstance(sam.read(), CardRead)
                after.append((time.perf_counter() - Heard.at) * 1000)
    tell(Figure("ID card, last byte -> answer", "ms", tuple(after), reach=50))


def other_lines() -> None:
    """A whole reading over reports, opening and finding the way included."""
    with HidReaderSimulator() as hid:

        def one() -> None:
            hid.lay(CARD)
            assert isinstance(read_card(hid.address, wait=0), CardRead)

        tell(Figure("ID card over USB HID reports, whole", "ms", repeated(one, TIMES), reach=50))


def finding() -> None:
    """How long it takes to find the speed, or that there is none."""
    for baud in (115200, 9600):
        with ReaderSimulator(baud, babbles=False) as reader:
            found = repeated(lambda: opened(reader.path).close(), 5, warm=1)
        tell(Figure(f"a reader at {baud} baud is found", "ms", found, reach=MOST_S * 1000))
    with ReaderSimulator() as reader:
        reader.play(SCRIPTS["mute"])
        given_up = tuple(milliseconds(lambda: open_reader(reader.path)) for _ in range(3))
    tell(Figure("a mute reader is given up", "ms", given_up, reach=MOST_S * 1000))


if __name__ == "__main__":
    serial_reading(115200)
    serial_reading(9600)
    second_reading()
    last_byte_to_answer()
    other_lines()
    finding()
