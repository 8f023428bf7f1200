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
