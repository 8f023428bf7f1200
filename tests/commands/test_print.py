"""`kiosk print` tries the receipt printer, and puts documents on an A4 printer."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.receipt.simulator import ReceiptPrinterSimulator
from kiosk.config import Settings, load_settings
from kiosk.data_folder import make_data_folder
from tests.commands.conftest import Typed


def test_a_test_strip_comes_out(kiosk: Typed) -> None:
    with ReceiptPrinterSimulator() as printer:
        answered = kiosk("print", "--test", "--address", printer.address, "--json")
        assert printer.wait_for(lambda: len(printer.pages) == 1)
    assert (answered.code, answered.object["status"]) == (0, "printed")


def test_a_printer_without_paper_is_named(kiosk: Typed, config: Callable[..., Path]) -> None:
    with ReceiptPrinterSimulator() as printer:
        printer.fault(paper_out=True)
        file = config(f'[receipt_printer]\naddress = "{printer.address}"')
        for what in ("--test", "--status"):
            answered = kiosk("print", what, "--config", file, "--json")
            assert (answered.code, answered.object["failure"]["code"]) == (1, "PRN-02")


def test_a_printer_that_is_well_says_so(kiosk: Typed) -> None:
    with ReceiptPrinterSimulator() as printer:
        assert kiosk("print", "--status", "--address", printer.address).out == "ready\n"


def test_without_a_printer_it_says_so(kiosk: Typed, config: Callable[..., Path]) -> None:
    answered = kiosk("print", "--test", "--config", config(), "--json")
    assert (answered.code, answered.object["failure"]["code"]) == (1, "PRN-20")
    assert kiosk("print", "--config", config()).code == 2


@pytest.fixture(scope="module")
def a4() -> Iterator["subprocess.Popen[str]"]:
    """`kiosk simulate printer a4`, told its faults by word."""
    words = [sys.executable, "-m", "kiosk", "simulate", "printer", "a4", "--json"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) == 0


@pytest.fixture(scope="module")
def where(a4: "subprocess.Popen[str]") -> dict[str, str]:
    assert a4.stdout is not None
    told: dict[str, str] = json.loads(a4.stdout.readline())
    if "failure" in told:
        pytest.skip(f"no A4 printer can be simulated: {told['failure']}")
    return told


@pytest.fixture
def a4_config(config: Callable[..., Path], where: dict[str, str]) -> Path:
    return config(f'[paper_printer]\nqueue = "{where["queue"]}"\ndevice = "{where["device"]}"')


def test_a_document_comes_out_of_the_a4_printer(
    kiosk: Typed, where: dict[str, str], a4_config: Path, tmp_path: Path
) -> None:
    settings = load_settings(a4_config)
    assert isinstance(settings, Settings)
    last = make_data_folder(settings.kiosk.data).paper_failure("papers")
    last.write_text("PRN-17")
    assert kiosk("print", "--test", "--printer", "papers", "--config", a4_config).out == "printed\n"
    assert not last.exists(), "a page that comes out ends what the last one failed of"
    (paper,) = Path(where["papers"]).glob("*.pdf")
    document = tmp_path / "paper.pdf"
    document.write_bytes(paper.read_bytes())
    paper.unlink()
    answered = kiosk("print", document, "--printer", "certificates", "--config", a4_config, "--json")
    assert (answered.code, answered.object["status"]) == (0, "printed")
    (paper,) = Path(where["papers"]).glob("*.pdf")
    assert paper.read_bytes() == document.read_bytes()


def test_how_an_a4_printer_is_and_its_faults_are_told(
    kiosk: Typed, a4: "subprocess.Popen[str]", where: dict[str, str], a4_config: Path
) -> None:
    status = ("print", "--status", "--printer", "papers", "--config", a4_config, "--json")
    assert kiosk(*status).object["supplies"]["Black Toner"] == 75
    assert a4.stdin is not None
    a4.stdin.write("media-jam\n")
    a4.stdin.flush()
    while (answered := kiosk(*status)).code == 0:
        pass
    assert answered.object["failure"]["code"] == "PRN-12"


def test_without_an_a4_printer_it_says_so(kiosk: Typed, config: Callable[..., Path], tmp_path: Path) -> None:
    answered = kiosk("print", tmp_path / "paper.pdf", "--config", config(), "--json")
    assert (answered.code, answered.object["failure"]["code"]) == (1, "PRN-20")
