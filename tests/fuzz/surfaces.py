"""What is fuzzed: each surface takes chance and a tally, and does one thing with mutated frames."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from stdnum.cn import ric

from devices.card_failure import CardFailure, CardNotRead
from devices.idcard.agreement import Agreement
from devices.idcard.card import CardAnswer, CardRead, IdentityCard, card_from_text, with_appended_address
from devices.idcard.protocol import (
    FIND,
    READ,
    READ_APPENDED,
    Reply,
    ReplyScanner,
    Status,
    reply_frame,
    text_of,
)
from devices.idcard.simulated_cards import MadeUpCard, appended_block_of, block_of
from devices.smartcard.socialcard.card import SocialCardRead
from devices.smartcard.socialcard.conversation import read_chip
from devices.smartcard.socialcard.simulated_cards import social_chip
from tests.fuzz.mutations import IN_PLACE, mutated
from tests.fuzz.tally import Tally

CARDS = (
    MadeUpCard(),
    MadeUpCard(name="𠮷𡈽·▀试", valid_to=None),
    MadeUpCard(name="样" * 15, address="样" * 35),
    MadeUpCard(kind="hmt-permit"),
    MadeUpCard(kind="foreigner"),
    MadeUpCard(kind="foreigner-2017", number="XXX659999900307", authority="0000"),
)
BLOCKS = tuple(block_of(card) for card in CARDS)
TRUTHS = tuple(card_from_text(block) for block in BLOCKS)
PRINTED = next(truth.card for truth in TRUTHS if isinstance(truth, CardRead))
LENGTHS = b"\x01\x00\x04\x00"
_FOREIGNER_NUMBER = 15
_BAD = 0.75  # of the readings
MOVED = MadeUpCard(appended_address="样本地区新测试县搬迁路2号")
APPENDED = appended_block_of(MOVED)
SHORT = tuple(
    reply_frame(status, data)
    for status, data in ((Status.FOUND, bytes(4)), (Status.OK, bytes(8)), (Status.NO_CARD, b""), (0x41, b""))
)


@dataclass(frozen=True)
class Surface:
    """``share``: of all frames. ``once``: does one thing and counts its frames."""

    share: float
    once: Callable[[Random, Tally], None]


def replies_on_a_line(chance: Random, tally: Tally) -> None:
    """Short replies one after the other, in pieces, to the scanner alone: nothing raises, nothing grows."""
    tally.frames += 4
    wire = b"".join(mutated(chance, chance.choice(SHORT)) for _ in range(4))
    scanner = ReplyScanner(FIND.longest_reply)
    piece = chance.randrange(1, 40)
    for start in range(0, len(wire), piece):
        scanner.feed(wire[start : start + piece])
        while isinstance(scanner.next_reply(), Reply):
            tally.read += 1
    while isinstance(scanner.reply_behind_unfinished(), Reply):
        tally.read += 1
    if len(scanner._buffer) > FIND.longest_reply + 64:
        tally.wrong += 1


def readings_of_a_card(chance: Random, tally: Tally) -> None:
    """The same card over a bad line, up to four times, as the driver reads: believed only if two agree."""
    number = chance.randrange(len(BLOCKS))
    frame = reply_frame(Status.OK, LENGTHS + BLOCKS[number] + chance.randbytes(1024))
    agreement = Agreement(2)
    for _ in range(4):
        tally.frames += 1
        text = _text_on(mutated(chance, frame) if chance.random() < _BAD else frame)
        if text is None:
            continue
        tally.wrong_once += not agreement.readings and _is_wrong(card_from_text(text), TRUTHS[number])
        agreement.add(text)
        if agreement.agreed is not None:
            tally.read += 1
            tally.wrong += _is_wrong(card_from_text(agreement.agreed), TRUTHS[number])
            return
    tally.refused += 1


def blocks(chance: Random, tally: Tally) -> None:
    """A card whose data are not what they should be, well framed: sound or named."""
    tally.frames += 1
    block = chance.choice(BLOCKS)
    data = chance.randbytes(256) if chance.random() < 0.1 else mutated(chance, block, IN_PLACE)
    text = _text_on(reply_frame(Status.OK, LENGTHS + data + bytes(1024)))
    answer = CardNotRead(CardFailure.UNREADABLE, "") if text is None else card_from_text(text)
    _judge(answer, tally)


def appended_addresses(chance: Random, tally: Tally) -> None:
    """An appended address: another one is taken only if it is an address."""
    tally.frames += 1
    data = APPENDED * chance.choice((1, 1, 1, 2, 4)) if chance.random() < 0.9 else chance.randbytes(70)
    frame = reply_frame(Status.OK, mutated(chance, data))
    scanner = ReplyScanner(READ_APPENDED.longest_reply)
    scanner.feed(frame)
    reply = scanner.next_reply()
    if reply is None or not READ_APPENDED.may_be_answered_by(reply):
        tally.refused += 1
        return
    answer = with_appended_address(PRINTED, reply.data)
    if isinstance(answer, CardRead) and answer.card.address == PRINTED.address != MOVED.appended_address:
        tally.wrong += 1
    _judge(answer, tally)


def social_cards(chance: Random, tally: Tally) -> None:
    """A social-security card whose chip answers with anything: sound or named."""
    chip = social_chip(t1=chance.random() < 0.5)
    left = chance.randrange(1, 24)

    def transmit(command: bytes) -> bytes:
        nonlocal left
        left -= 1
        tally.frames += 1
        answer = chip.answer(command)
        if left > 0:
            return answer
        return chance.randbytes(chance.randrange(0, 40)) if chance.random() < 0.1 else mutated(chance, answer)

    answer = read_chip(transmit)
    if isinstance(answer, SocialCardRead):
        tally.read += 1
        card = answer.card
        sound = bool(card.name) and ric.calc_check_digit(card.number) == card.number[-1]
        sound &= card.issued is None or card.expires is None or card.issued <= card.expires
        tally.wrong += not sound
    else:
        tally.refused += 1


def _text_on(wire: bytes) -> bytes | None:
    scanner = ReplyScanner(READ.longest_reply)
    scanner.feed(wire)
    while True:
        reply = scanner.next_reply() or scanner.reply_behind_unfinished()
        if reply is None:
            return None
        if READ.may_be_answered_by(reply):
            return text_of(reply.data) if reply.status == Status.OK else None


def _is_wrong(answer: CardAnswer, truth: CardAnswer) -> bool:
    return isinstance(answer, CardRead) and answer != truth


def _judge(answer: CardAnswer, tally: Tally) -> None:
    if isinstance(answer, CardRead):
        tally.read += 1
        tally.wrong += not is_sound(answer.card)
    else:
        tally.refused += 1


def is_sound(card: IdentityCard) -> bool:
    """Whether what stands on a card agrees with itself."""
    try:
        "".join((card.name, card.address, card.authority)).encode("utf-8")
    except UnicodeEncodeError:
        return False
    number = card.number
    well_numbered = len(number) == _FOREIGNER_NUMBER or (
        ric.calc_check_digit(number) == number[-1] and number[6:14] == f"{card.birth:%Y%m%d}"
    )
    in_order = card.birth <= card.valid_from <= (card.valid_to or date.max)
    return bool(card.name) and well_numbered and in_order


SURFACES: Mapping[str, Surface] = {
    "SAM_V replies on a line": Surface(0.40, replies_on_a_line),
    "SAM_V readings of a card": Surface(0.35, readings_of_a_card),
    "SAM_V text blocks": Surface(0.15, blocks),
    "SAM_V appended addresses": Surface(0.05, appended_addresses),
    "social-security cards": Surface(0.05, social_cards),
}
