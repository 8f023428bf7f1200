"""`kiosk simulate reader|card|printer|keypad|headphones`: a device's simulator by hand, until Ctrl-C."""

import argparse
import json
import os
import select
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from threading import Event

from devices.headphones.simulator import HeadphonesSimulator
from devices.idcard.simulated_cards import MadeUpCard, appended_block_of, block_of, card_from_description
from devices.idcard.simulator import SCRIPTS, ReaderSimulator
from devices.idcard.simulator_control import SimulatorControl, obey
from devices.idcard.timeline import play_timeline, timeline
from devices.keypad.protocol import KeypadKey
from devices.keypad.simulator import KeypadSimulator
from devices.receipt.simulator import ReceiptPrinterSimulator
from kiosk.commands import simulate_a4, simulate_card
from kiosk.commands.answer import WORKED, add_json, tell
from kiosk.commands.arguments import new_file

_LETTERS = {
    "u": KeypadKey.UP, "d": KeypadKey.DOWN, "b": KeypadKey.BACK, "s": KeypadKey.SELECT,
    "r": KeypadKey.REPEAT, "h": KeypadKey.HELP, "+": KeypadKey.VOLUME_UP, "-": KeypadKey.VOLUME_DOWN,
}  # fmt: skip
# How often it looks whether it is to end, in seconds.
_LOOK_UP_EVERY = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    devices = parser.add_subparsers(dest="device", required=True, metavar="DEVICE")
    reader = devices.add_parser(
        "reader", help="a card reader on a pseudo-terminal, with a made-up card on it"
    )
    reader.add_argument(
        "--card", type=_card, default=MadeUpCard(), metavar="JSON", help="what is on the card"
    )
    reader.add_argument("--empty", action="store_true", help="no card lies on it")
    reader.add_argument("--fault", choices=sorted(SCRIPTS), default="none", help="what goes wrong")
    reader.add_argument("--baud", type=int, default=115200, metavar="N")
    reader.add_argument("--link", type=Path, metavar="PATH", help="a path that points to its port")
    reader.add_argument("--control", type=Path, metavar="SOCKET", help="where cards are laid and lifted")
    reader.add_argument(
        "--play",
        type=_timeline,
        default=(),
        metavar="FILE",
        help='faults in time: lines "SECONDS COMMAND", with the commands of --control (lay, lift, swap, '
        "fault, unplug, plug)",
    )
    add_json(reader)
    simulate_card.add_arguments(
        devices.add_parser("card", help="a chip card in a virtual PC/SC reader (needs root)")
    )
    printer = devices.add_parser(
        "printer",
        help="a receipt printer on a TCP port, or an A4 printer behind a print service",
        description=f"An A4 printer (needs root) gets its faults as words to read: {simulate_a4.WORDS}.",
    )
    printer.add_argument("kind", nargs="?", choices=("receipt", "a4"), default="receipt")
    printer.add_argument("--out", type=new_file, metavar="F.png", help="where the last receipt is put")
    add_json(printer)
    letters = ", ".join(f"{letter} = {key}" for letter, key in _LETTERS.items())
    keypad = devices.add_parser(
        "keypad",
        help="a tactile keypad on a pseudo-terminal",
        description=f"Presses the keys whose letters it reads, until they end: {letters}.",
    )
    keypad.add_argument("--link", type=Path, metavar="PATH", help="a path that points to its terminal")
    add_json(keypad)
    headphones = devices.add_parser(
        "headphones",
        help="a headphone socket on a pseudo-terminal",
        description="Plugs something in where it reads i, and pulls it out where it reads o.",
    )
    headphones.add_argument("--link", type=Path, metavar="PATH", help="a path that points to its terminal")
    add_json(headphones)


def run(arguments: argparse.Namespace) -> int:
    ended = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    if arguments.device == "card":
        return simulate_card.run(arguments, ended)
    if arguments.device == "printer" and arguments.kind == "a4":
        return simulate_a4.run(arguments, ended)
    if arguments.device == "printer":
        return _printer(arguments, ended)
    if arguments.device == "keypad":
        return _keypad(arguments, ended)
    if arguments.device == "headphones":
        return _headphones(arguments, ended)
    return _reader(arguments, ended)


def _reader(arguments: argparse.Namespace, ended: Event) -> int:
    with ReaderSimulator(arguments.baud, link=arguments.link) as reader:
        reader.play(SCRIPTS[arguments.fault])
        if not arguments.empty:
            reader.lay(block_of(arguments.card), appended_block_of(arguments.card))
        tell(arguments.json, {"port": reader.path}, [f"the reader is on {reader.path}"])
        control = SimulatorControl(reader, arguments.control) if arguments.control else nullcontext()
        with control:
            play_timeline(arguments.play, lambda line: obey(reader, line), ended.wait)
            ended.wait()
    return WORKED


def _printer(arguments: argparse.Namespace, ended: Event) -> int:
    with ReceiptPrinterSimulator(arguments.out.write_bytes if arguments.out else None) as printer:
        tell(arguments.json, {"address": printer.address}, [f"the printer is on {printer.address}"])
        ended.wait()
    return WORKED


def _keypad(arguments: argparse.Namespace, ended: Event) -> int:
    with KeypadSimulator(link=arguments.link) as keypad:
        tell(arguments.json, {"path": keypad.path}, [f"the keypad is on {keypad.path}"])
        for letter in _letters_read(ended):
            if letter in _LETTERS:
                keypad.press(_LETTERS[letter])
            else:
                print(f"no key has the letter {letter}", file=sys.stderr)
    return WORKED


def _headphones(arguments: argparse.Namespace, ended: Event) -> int:
    with HeadphonesSimulator(link=arguments.link) as socket:
        tell(arguments.json, {"path": socket.path}, [f"the headphone socket is on {socket.path}"])
        for letter in _letters_read(ended):
            match letter:
                case "i":
                    socket.plug_in()
                case "o":
                    socket.pull_out()
                case _:
                    print("i plugs in, o pulls out", file=sys.stderr)
    return WORKED


def _letters_read(ended: Event) -> Iterator[str]:
    """Letters from standard input until they end, or it is to end."""
    while not ended.is_set():
        ready, _, _ = select.select([sys.stdin], [], [], _LOOK_UP_EVERY)
        if not ready:
            continue
        letters = os.read(sys.stdin.fileno(), 4096).decode("utf-8", "replace")
        if not letters:
            return
        yield from "".join(letters.split())


def _timeline(file: str) -> Sequence[str]:
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
        timeline(lines)
    except (OSError, ValueError) as wrong:
        raise argparse.ArgumentTypeError(f"{file}: {wrong}") from None
    return lines


def _card(given: str) -> MadeUpCard:
    try:
        return card_from_description(json.loads(given))
    except (ValueError, TypeError, AttributeError) as wrong:
        raise argparse.ArgumentTypeError(f"no such card: {wrong}") from None
