"""Invented A4 papers of every kind in any language."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from kiosk.documents.certificate import CertificateContent
from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.receipt import ReceiptContent
from kiosk.documents.statement import Payment, StatementContent
from kiosk.language.languages import Language
from kiosk.language.values import Day, Terms, Text

NUMBER = "659999199003150026"
NOW = datetime(2026, 11, 23, 10, 45, tzinfo=UTC)
STROKES = (((10, 40), (40, 10), (80, 60), (140, 20)), ((150, 50),))


def terms(ug: str, kk_arab: str, kk: str, chinese: str) -> Terms:
    return Terms({"ug": ug, "kk-Arab": kk_arab, "kk": kk, "zh-Hans": chinese})


TITLE = terms("داۋالىنىش سۇغۇرتىسى ئىسپاتى", "داۋالانۋ كۋالىگى", "Дауалану куәлігі", "医疗保险参保证明")
STATES = terms(
    "ئۇشبۇ ئىسپاتنامىنىڭ ئىگىسى سۇغۇرتىغا قاتناشقان.",
    "وسى كۋالىكتىڭ يەسى ساقتاندىرۋعا قاتىسقان.",
    "Осы куәліктің иесі сақтандыруға қатысқан.",
    "兹证明本证持有人已参加医疗保险。",
)
ISSUER = terms("سۇغۇرتا ئىدارىسى", "ساقتاندىرۋ مەكەمەسى", "Сақтандыру мекемесі", "县医疗保障局")
SUBJECT = terms("ئايلىق پۇل", "ايلىق اقشا", "Айлық ақша", "月养老金")
YEAR = terms("سۇغۇرتا يىلى", "ساقتاندىرۋ جىلى", "Сақтандыру жылы", "参保年度")


def application(receipt: ReceiptContent) -> ApplicationContent:
    return ApplicationContent(receipt, STROKES, NOW)


def certificate(language: Language, holder: str, **changes: Any) -> CertificateContent:
    content = CertificateContent(
        language=language,
        title=TITLE,
        number="2026-0427-00318",
        holder=holder,
        id_number=NUMBER,
        states=STATES,
        rows=((YEAR, Day(date(2026, 1, 1))),),
        issuer=ISSUER,
        issued_on=date(2026, 11, 23),
        valid_to=date(2026, 12, 23),
        verify_code="H7K2-9QXM",
        verify="https://kiosk.example/v/H7K2-9QXM",
        place_for_seal=True,
        machine="K-0427",
        printed_at=NOW,
        sample=True,
    )
    return replace(content, **changes)


def statement(language: Language, holder: str, rows: int = 3, **changes: Any) -> StatementContent:
    first = date(1900, 1, 1).toordinal()
    content = StatementContent(
        language=language,
        title=TITLE,
        number="P-2026-0099",
        holder=holder,
        id_number=NUMBER,
        rows=((YEAR, Text("2026")),),
        payments=tuple(
            Payment(date.fromordinal(first + number), SUBJECT, Decimal("183.50")) for number in range(rows)
        ),
        issuer=ISSUER,
        verify_code="P4MM-22KD",
        verify="",
        machine="K-0427",
        printed_at=NOW,
        sample=False,
    )
    return replace(content, **changes)
