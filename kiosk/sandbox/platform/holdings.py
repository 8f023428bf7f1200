"""What the platform holds already: made up, and the same for whoever comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kiosk.sandbox.platform.terms import working_days_later

_FILE = Path(__file__).with_name("holdings.yaml")
# A bank's number that stands for no account, without its check digit.
_BANK_CARD = "62284800000000"

Words = Mapping[str, str]


@dataclass(frozen=True)
class Holdings:
    """The content of holdings.yaml."""

    reasons: Mapping[str, Words]
    words: Mapping[str, Words]
    earlier: Sequence[Mapping[str, Any]]
    by_receipt: Mapping[str, str]
    certificates: Mapping[str, Words]
    public: Mapping[str, Mapping[str, Any]]
    only_listed: Sequence[str]
    announcements: Sequence[Mapping[str, Any]]


@cache
def holdings() -> Holdings:
    # BaseLoader: what looks like a day or a number stays the text it is.
    with _FILE.open(encoding="utf-8") as file:
        return Holdings(**yaml.load(file, Loader=yaml.BaseLoader))  # noqa: S506


def held_values(number: str) -> dict[str, str]:
    """What is held of the holder of a card, by the names that packs use."""
    from stdnum import luhn

    account = _BANK_CARD + number[-5:-1]
    return {
        "phone": "1230000" + number[-5:-1],
        "bank-card": account + luhn.calc_check_digit(account),
        "address": "样本县测试乡模拟村3组17号",
        "household": "样本县测试乡模拟村3组17号",
        "medical-number": "6599" + number[-8:-1],
    }


def earlier_cases(now: datetime) -> list[dict[str, object]]:
    """The cases from before, in the form of an answer."""
    return [_case(case, now) for case in holdings().earlier]


def announcements(now: datetime) -> list[dict[str, object]]:
    return [
        {"id": entry["id"], "day": _ago(entry, now), "title": entry["title"], "text": entry["text"]}
        for entry in holdings().announcements
    ]


def made_up(kind: str, number: int, today: date) -> str:
    """A value for a row of which nothing is known but its kind."""
    return {
        "number": f"{number}",
        "amount": f"{number * 128}.50",
        "date": (today - timedelta(days=30 * number)).isoformat(),
        "code": f"659000{number:06d}",
        "phone": f"1230000{number:04d}",
    }.get(kind, "样本")


def _case(case: Mapping[str, Any], now: datetime) -> dict[str, object]:
    accepted = now - timedelta(days=int(case["days"]))
    promised = working_days_later(accepted.date(), int(case["promised"])).isoformat()
    statutory = case.get("statutory")
    return {
        "case_number": case["number"],
        "service_id": case["service"],
        "title": case["title"],
        "accepted_at": accepted.isoformat(),
        "promised_day": promised,
        "statutory_day": None
        if statutory is None
        else working_days_later(accepted.date(), int(statutory)).isoformat(),
        "state": case["state"],
        "branches": [
            {
                "id": branch["id"],
                "department": branch["department"],
                "state": branch["state"],
                "promised_day": promised,
                "done_day": (now.date() - timedelta(days=int(branch["done"]))).isoformat()
                if "done" in branch
                else None,
            }
            for branch in case["branches"]
        ],
        "note": holdings().words[case["note"]] if "note" in case else None,
        "may_correct": False,
        "may_withdraw": False,
    }


def _ago(entry: Mapping[str, Any], now: datetime) -> str:
    return (now.date() - timedelta(days=int(entry["days"]))).isoformat()
