"""No text is cut, covered, too small or out of its box, and everything can be touched: in every state, in the
largest letters, where there is least room. `make screens` looks at the rest."""

import pytest

from tests.overflow.finding import Setting
from tests.overflow.report import Found, listed
from tests.overflow.scanner import scan

# Right to left with the longest words, and left to right.
TIGHTEST = (
    Setting("ug", step="LARGEST", panel="1024x768"),
    Setting("kk", step="LARGEST", panel="1024x768"),
)


# A language that is still to come, where the large letters have least room.
LONGER = (
    Setting("pseudo-ltr", step="LARGEST"),
    Setting("pseudo-ltr", step="LARGE", panel="1024x768"),
)


@pytest.mark.parametrize("setting", (*TIGHTEST, *LONGER), ids=str)
def test_nothing_is_wrong_where_there_is_least_room(setting: Setting) -> None:
    found = [Found(setting, scanned.state, scanned.findings) for scanned in scan(setting)]
    assert len(found) > 70
    assert [line for one in found for line in listed(one)] == []


# Where a long word once was broken.
LONG_WORDS = (
    (Setting("kk", panel="1280x800"), "case more-needed"),
    (Setting("ug"), "case of five"),
    (Setting("ug"), "receipt missing"),
    (Setting("kk", panel="1280x800"), "finding announcement"),
    (Setting("kk", panel="1920x1080"), "result received NET-01"),
    (Setting("kk", step="LARGE", panel="1024x768"), "answer ticket"),
    (Setting("zh-Hans", panel="1920x1080"), "answer review save"),
    (Setting("ug", step="LARGEST", reach=True), "kinds step-code"),
    (Setting("kk", step="LARGE"), "kinds step-several"),
    (Setting("ug", step="LARGEST", reach=True), "finding groups"),
    # Candidates beside a key to write by hand.
    (Setting("zh-Hans", step="LARGEST", panel="1920x1080"), "finding search found"),
    # A name that fills the page.
    (Setting("pseudo-ltr", step="LARGEST", reach=True), "finding group support"),
)


@pytest.mark.parametrize(("setting", "state"), LONG_WORDS, ids=str)
def test_long_words_stay_whole_and_in_their_place(setting: Setting, state: str) -> None:
    found = [
        Found(setting, scanned.state, scanned.findings)
        for scanned in scan(setting, wanted=lambda name: name.startswith(state))
    ]
    assert found
    assert [line for one in found for line in listed(one)] == []
