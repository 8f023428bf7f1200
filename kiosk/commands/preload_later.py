"""What a visit needs later than its first picture, imported after the first visit was forked.

Imported for its effect, as kiosk.commands.preload is. It opens nothing.
"""

import cn2an

from kiosk.commands import card_reading, receipt_printing
from kiosk.speech import player, renderer, voice

__all__ = ["card_reading", "cn2an", "player", "receipt_printing", "renderer", "voice"]
