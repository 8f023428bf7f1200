"""What a visit is given of the settings."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.commands.visit_process import _surroundings
from kiosk.config import Settings, load_settings
from kiosk.language.values import Message
from kiosk.services.packs_ahead import PacksAhead
from tests.recording_ports import catalogues

KEYPAD, HEADPHONES = Message("attract.keypad"), Message("attract.headphones")


@pytest.mark.parametrize(
    ("fitted", "ways"),
    [
        ("", ()),
        ('[keypad]\npath = "/dev/input/a"\n', (KEYPAD,)),
        ('[headphones]\npath = "/dev/input/b"\n', (HEADPHONES,)),
        ('[keypad]\npath = "/a"\n[headphones]\npath = "/b"\n', (KEYPAD, HEADPHONES)),
    ],
)
def test_it_is_invited_to_begin_with_what_is_fitted(
    config: Callable[..., Path], fitted: str, ways: tuple[Message, ...]
) -> None:
    settings = load_settings(config(fitted))
    assert isinstance(settings, Settings)
    with closing(PacksAhead(settings.services.folder)) as packs:
        assert _surroundings(settings, packs, catalogues(), False).other_ways == ways
