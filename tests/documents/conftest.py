"""One invented receipt in any language and standing, with the kiosk's own words and fonts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.documents.receipt import ReceiptContent, Standing
from kiosk.language.catalogue import Catalogues, load_catalogues
from kiosk.language.languages import ALL_LANGUAGES, Language
from kiosk.language.values import Day, IdNumber, Message, Name, Terms, Text
from kiosk.text.engine import TextEngine, open_engine

ReceiptMaker = Callable[..., ReceiptContent]

NUMBER = "659999199003150026"
NAMES = {"ug": "ئايگۈل تۇرسۇن", "kk-Arab": "ايگۇل تۇرسىن", "kk": "Айгүл Тұрсын", "zh-Hans": "阿依古丽·吐尔逊"}
SHOP_LICENCE = Terms(
    {
        "ug": "دۇكان ئېچىش كىنىشكىسى",
        "kk-Arab": "دۇكەن اشۋ كۋالىگى",
        "kk": "Дүкен ашу куәлігі",
        "zh-Hans": "个体工商户营业执照",
        "en": "Shop licence",
    }
)
OFFICE = Terms(
    {
        "ug": "بازار نازارەت قىلىش ئىدارىسى",
        "kk-Arab": "بازار قاداعالاۋ مەكەمەسى",
        "kk": "Базар қадағалау мекемесі",
        "zh-Hans": "市场监督管理局",
        "en": "Market office",
    }
)
TRADE = Terms({"ug": "سودا تۈرى", "kk-Arab": "ساۋدا ٴتۇرى", "kk": "Сауда түрі", "zh-Hans": "经营类型"})
FOOD = Terms({"ug": "يېمەك-ئىچمەك", "kk-Arab": "تاماق", "kk": "Тамақ", "zh-Hans": "餐饮"})


@pytest.fixture(scope="session")
def engine() -> TextEngine:
    return open_engine()


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    loaded = load_catalogues(Path(__file__).parents[2] / "locales")
    words = {language.tag: dict(loaded.patterns[language.tag]) for language in ALL_LANGUAGES}
    for language in ALL_LANGUAGES:
        words[language.tag].setdefault("paper.why", words[language.tag]["paper.matter"])
    return Catalogues(words)


@pytest.fixture(scope="session")
def receipt() -> ReceiptMaker:
    """receipt(language, standing, **changes)"""

    def make(language: Language, standing: Standing = "accepted", **changes: Any) -> ReceiptContent:
        accepted = standing == "accepted"
        name = NAMES.get(language.tag, NAMES["kk"])
        content = ReceiptContent(
            language=language,
            standing=standing,
            number="482-715" if accepted else "T-0317",
            service=SHOP_LICENCE,
            applicant=name,
            id_number=NUMBER,
            handed_in_at=datetime(2026, 11, 23, 10, 42, tzinfo=UTC),
            promised_day=date(2026, 11, 26) if accepted else None,
            statutory_day=date(2026, 12, 14) if accepted else None,
            departments=(OFFICE,),
            sent=(
                (Message("field.name"), Name(name)),
                (Message("field.number"), IdNumber(NUMBER)),
                (Message("field.birth"), Day(date(1990, 3, 15))),
                (Message("field.address"), Text("某某县某某乡某某村一组12号")),
                (TRADE, FOOD),
            ),
            why=SHOP_LICENCE,
            progress="https://kiosk.example/p/482-715",
            help_phone="0990-000-0000",
            machine="K-0427",
            sample=True,
        )
        return replace(content, **changes)

    return make
