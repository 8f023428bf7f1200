"""A small catalogue, and voices that are started once for all tests."""

import time
from collections.abc import Callable, Iterator
from threading import Event

import pytest

from kiosk.language.catalogue import Catalogues
from kiosk.speech.providers import Providers
from kiosk.speech.pyttsx3_voice import Pyttsx3Voice
from kiosk.speech.spare_voice import SpareVoice

_KEYS = ("hello", "take", "name", "case", "days", "phone", "area", "due", "service", "at", "end", "blank")

_TEXTS = {
    "ug": (
        "خۇش كەلدىڭىز.",
        "ئەمدى كارتىڭىزنى ئالسىڭىز بولىدۇ.",
        "ئىسمىڭىز: {name}",
        "ئىش نومۇرى: {code}",
        "{days} خىزمەت كۈنى",
        "تېلېفون: {phone}",
        "كۆلىمى: {area} مو",
        "چېسلا: {day}",
        "مۇلازىمەت: {service}",
        "ۋاقتى: {at}",
        "كارتىنىڭ ئاخىرى: {digits}",
        "— {text} —",
    ),
    "kk": (
        "Қош келдіңіз.",
        "Енді картаңызды алсаңыз болады.",
        "Атыңыз: {name}",
        "Іс нөмірі: {code}",
        "{days} жұмыс күні",
        "Телефон: {phone}",
        "Көлемі: {area} му",
        "Күні: {day}",
        "Қызмет: {service}",
        "Уақыты: {at}",
        "Карта соңы: {digits}",
        "— {text} —",
    ),
    "zh-Hans": (
        "欢迎。",
        "可以取走卡片了。",
        "姓名：{name}",
        "办件编号：{code}",
        "{days}个工作日",
        "电话：{phone}",
        "面积：{area}亩",
        "日期：{day}",
        "服务：{service}",
        "时间：{at}",
        "卡号末尾：{digits}",
        "— {text} —",
    ),
    "en": (
        "Welcome.",
        "You may take your card now.",
        "Name: {name}",
        "Case number: {code}",
        "{days} working days",
        "Phone: {phone}",
        "Area: {area} mu",
        "Date: {day}",
        "Service: {service}",
        "Time: {at}",
        "The card ends with: {digits}",
        "— {text} —",
    ),
}


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    texts = {tag: dict(zip(_KEYS, patterns, strict=True)) for tag, patterns in _TEXTS.items()}
    # Kazakh in Arabic script is shown, never spoken: its strings must not matter here.
    return Catalogues(texts | {"kk-Arab": dict.fromkeys(_KEYS, "حوش كەلدىڭىز")})


@pytest.fixture(scope="session")
def pyttsx3() -> Iterator[Pyttsx3Voice]:
    """A worker that no test may kill."""
    voice = Pyttsx3Voice()
    assert voice.tend(wait=20)
    yield voice
    voice.close()


@pytest.fixture(scope="session")
def voices(pyttsx3: Pyttsx3Voice) -> Providers:
    """Everybody whom a machine without packs has."""
    return Providers([pyttsx3, SpareVoice()])


@pytest.fixture
def until() -> Callable[[Callable[[], bool]], None]:
    """Waits for a condition of another thread or process, ten seconds at most."""

    def wait(condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 10
        never = Event()
        while not condition():
            assert time.monotonic() < deadline, "it never came about"
            never.wait(0.002)

    return wait
