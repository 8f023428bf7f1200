"""A module inside a PC/SC reader, over a real PC/SC service with a virtual reader."""

import pytest

from devices.idcard.card import CardAnswer, CardFailure, CardNotRead, card_from_text
from devices.idcard.pcsc_line import PcscLine
from devices.idcard.pcsc_simulator import ModuleChip
from devices.idcard.protocol import READ
from devices.idcard.reader import Patience, SamReader, open_reader, read_card
from devices.idcard.scripts import SCRIPTS, Script
from devices.idcard.simulated_cards import MadeUpCard, appended_block_of, block_of
from devices.idcard.simulator import SimulatedModule
from devices.idcard.transport import open_line, port_identity
from devices.smartcard.simulated_service import READER, SimulatedService

CARD = block_of(MadeUpCard())
EXPECTED = card_from_text(CARD)
QUICK = Patience(trying=0.02, answer=0.1, reset=0.1, reading=0.1)
ADDRESS = f"pcsc:{READER}"


def failure(answer: CardAnswer) -> CardFailure:
    assert isinstance(answer, CardNotRead), answer
    return answer.failure


def read(address: str = ADDRESS) -> CardAnswer:
    return read_card(address, wait=0, patience=QUICK)


@pytest.fixture
def module() -> SimulatedModule:
    return SimulatedModule()


def test_a_card_is_read_once_for_the_way_to_the_reader_is_checked(
    service: SimulatedService, module: SimulatedModule
) -> None:
    module.lay(CARD)
    with service.lay(ModuleChip(module)) as chip:
        assert chip.looked_at.wait(5)
        assert read_until_present() == EXPECTED
        assert module.heard.count((READ.command, READ.parameter)) == 1


@pytest.mark.parametrize("address", ["pcsc:", "pcsc:Virtual"])
def test_a_reader_is_named_by_a_part_of_its_name_or_not_at_all(
    service: SimulatedService, module: SimulatedModule, address: str
) -> None:
    with service.lay(ModuleChip(module)):
        read_until_present()
        assert failure(read(address)) is CardFailure.NO_CARD


def test_the_newest_address_and_every_fault_have_the_same_names(
    service: SimulatedService, module: SimulatedModule
) -> None:
    moved = MadeUpCard(appended_address="样本地区搬迁路2号")
    with service.lay(ModuleChip(module)):
        read_until_present()
        module.lay(block_of(moved), appended_block_of(moved))
        answer = read_card(ADDRESS, wait=0, patience=QUICK, appended_address=True)
        assert answer == card_from_text(block_of(MadeUpCard(address=moved.appended_address)))
        for fault, expected in (
            ("self-test", CardFailure.SERVICE_DOWN),
            ("garbled", CardFailure.UNREADABLE),
            ("unreadable", CardFailure.UNREADABLE),
            ("mute-reading", CardFailure.SERVICE_DOWN),
            ("wrong-card", CardFailure.WRONG_KIND),
            ("removed", CardFailure.REMOVED),
        ):
            module.lay(CARD)
            module.play(SCRIPTS[fault])
            assert failure(read()) is expected, fault
        module.play(Script())
        module.lay(CARD)
        assert read() == EXPECTED


def test_a_reader_with_no_module_in_it_is_service_down(service: SimulatedService) -> None:
    assert failure(read()) is CardFailure.SERVICE_DOWN


def test_no_reader_and_no_service_are_told_apart(pcsc: SimulatedService) -> None:
    pcsc.stop()
    assert failure(read()) is CardFailure.SERVICE_DOWN
    assert port_identity(ADDRESS) is None
    pcsc.set_reader(False)
    pcsc.start()
    try:
        assert failure(read()) is CardFailure.NO_READER
        assert port_identity(ADDRESS) is None
    finally:
        pcsc.stop()
        pcsc.set_reader(True)


def test_a_reader_that_is_there_says_so_without_being_opened(service: SimulatedService) -> None:
    assert port_identity(ADDRESS) is not None
    assert port_identity(ADDRESS) == port_identity("pcsc:") == (identity_name(),)
    assert port_identity("pcsc:another reader") is None
    assert failure(read("pcsc:another reader")) is CardFailure.NO_READER


def test_a_service_that_stops_midway_is_service_down(
    service: SimulatedService, module: SimulatedModule
) -> None:
    with service.lay(ModuleChip(module)):
        read_until_present()
        sam = open_reader(ADDRESS, patience=QUICK)
        assert isinstance(sam, SamReader)
        with sam:
            assert sam.baud is None
            service.stop()
            assert sam.find() == CardNotRead(CardFailure.SERVICE_DOWN, "the card service went away")


def test_a_line_may_be_closed_twice(service: SimulatedService) -> None:
    line = open_line(ADDRESS)
    assert isinstance(line, PcscLine)
    assert line.checked
    line.close()
    line.close()


def identity_name() -> str:
    identity = port_identity(ADDRESS)
    assert identity is not None
    return str(identity[0])


def read_until_present() -> CardAnswer:
    """The service looks into its readers' slots every now and then only."""
    answer: CardAnswer = CardNotRead(CardFailure.SERVICE_DOWN, "not tried")
    for _ in range(100):
        answer = read()
        if not (isinstance(answer, CardNotRead) and answer.failure is CardFailure.SERVICE_DOWN):
            break
    return answer
