"""`kiosk document` makes a paper from JSON."""

import json
from pathlib import Path

from PIL import Image

from tests.commands.conftest import Typed

RECEIPT: dict[str, object] = {
    "language": "ug",
    "standing": "accepted",
    "number": "482-715",
    "service": {"ug": "يېزا ئىگىلىكى", "zh-Hans": "农业补贴"},
    "handed_in_at": "2026-11-23T10:42",
    "help_phone": "12345",
    "machine": "K-0001",
    "sample": True,
}


def given(tmp_path: Path, data: object) -> Path:
    file = tmp_path / "data.json"
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def test_a_receipt_becomes_a_picture_and_a_pdf(kiosk: Typed, tmp_path: Path) -> None:
    data = given(tmp_path, RECEIPT)
    for ending in ("png", "pdf"):
        out = tmp_path / f"a.{ending}"
        assert kiosk("document", "receipt", "--language", "ug", "--data", data, "--out", out).code == 0
    assert Image.open(tmp_path / "a.png").width == 576
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_data_that_makes_no_receipt_is_wrong_usage_and_all_of_it_is_named(
    kiosk: Typed, tmp_path: Path
) -> None:
    words = ("document", "receipt", "--language", "ug", "--out", tmp_path / "a.pdf", "--json", "--data")
    wrong = {**RECEIPT, "standing": "perhaps", "colour": "red"}
    answered = kiosk(*words, given(tmp_path, wrong))
    assert answered.code == 2
    assert len(answered.object["errors"]) == 2
    assert kiosk(*words, tmp_path / "none.json").code == 2
    (tmp_path / "data.json").write_text("{", encoding="utf-8")
    assert kiosk(*words, tmp_path / "data.json").code == 2
    assert not (tmp_path / "a.pdf").exists()


def test_a_letter_that_cannot_be_printed_stops_the_paper(kiosk: Typed, tmp_path: Path) -> None:
    data = given(tmp_path, {**RECEIPT, "applicant": "\U00013000"})
    out = tmp_path / "a.pdf"
    answered = kiosk("document", "receipt", "--language", "ug", "--data", data, "--out", out, "--json")
    assert (answered.code, answered.object["failure"]["code"]) == (1, "TXT-01")
    assert not out.exists()


def test_only_pdf_and_png_are_written(kiosk: Typed, tmp_path: Path) -> None:
    data = given(tmp_path, RECEIPT)
    assert (
        kiosk("document", "receipt", "--language", "ug", "--data", data, "--out", tmp_path / "a.doc").code
        == 2
    )
    assert (
        kiosk("document", "poem", "--language", "ug", "--data", data, "--out", tmp_path / "a.pdf").code == 2
    )


CERTIFICATE: dict[str, object] = {
    "language": "kk",
    "title": {"kk": "Куәлік", "zh-Hans": "证明"},
    "number": "2026-318",
    "holder": "Айгүл Тұрсын",
    "issuer": {"kk": "Мекеме", "zh-Hans": "单位"},
    "issued_on": "2026-11-23",
    "verify_code": "H7K2-9QXM",
    "verify": "https://kiosk.example/v/1",
    "machine": "K-0001",
    "printed_at": "2026-11-23T10:45",
}


def test_a_slip_is_written_for_the_roll_and_on_a4(kiosk: Typed, tmp_path: Path) -> None:
    words = {"kk": "Кезек", "zh-Hans": "排队"}
    slip = {
        **{name: CERTIFICATE[name] for name in ("machine", "printed_at")},
        "title": {"words": words},
        "number": "A037",
        "label": {"key": "ticket.number"},
        "sections": [[{"label": {"key": "ticket.ahead"}, "value": {"number": 4}}]],
        "following": [{"key": "ticket.wait"}],
        "help_phone": "12345",
    }
    file = given(tmp_path, slip)
    for kind in ("slip", "slip-a4"):
        for ending in ("png", "pdf"):
            out = tmp_path / f"{kind}.{ending}"
            assert kiosk("document", kind, "--language", "kk", "--data", file, "--out", out).code == 0
    with Image.open(tmp_path / "slip.png") as roll, Image.open(tmp_path / "slip-a4.png") as sheet:
        assert roll.width == 576 < sheet.width


def test_every_kind_becomes_a_picture_and_a_pdf(kiosk: Typed, tmp_path: Path) -> None:
    statement = {
        **{name: CERTIFICATE[name] for name in ("title", "number", "holder", "issuer", "machine")},
        "printed_at": "2026-11-23T10:45",
        "payments": [{"day": "2026-11-10", "subject": {"kk": "Ақша", "zh-Hans": "款"}, "yuan": 20}],
    }
    receipt = {**RECEIPT, "service": {"kk": "Іс", "zh-Hans": "农业补贴"}}
    papers = {
        "receipt-a4": receipt,
        "application": {**receipt, "signature": [[[0, 0], [9, 9]]]},
        "certificate": CERTIFICATE,
        "statement": statement,
    }
    for kind, data in papers.items():
        file = given(tmp_path, data)
        for ending in ("png", "pdf"):
            out = tmp_path / f"{kind}.{ending}"
            assert kiosk("document", kind, "--language", "kk", "--data", file, "--out", out).code == 0
        with Image.open(tmp_path / f"{kind}.png") as picture:
            assert picture.height / picture.width > 1.4
        assert (tmp_path / f"{kind}.pdf").read_bytes().startswith(b"%PDF")
