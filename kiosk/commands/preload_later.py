"""What a visit needs later than its first picture, imported after the first visit was forked.

Imported for its effect, as kiosk.commands.preload is. It opens nothing.
"""

import cn2an

from kiosk import asking, sending
from kiosk.commands import card_reading, printing
from kiosk.input import handwriting, pinyin
from kiosk.speech import player, providers, pyttsx3_voice, spare_voice, voice

__all__ = [
    "asking",
    "card_reading",
    "cn2an",
    "handwriting",
    "pinyin",
    "player",
    "printing",
    "providers",
    "pyttsx3_voice",
    "sending",
    "spare_voice",
    "voice",
]
