"""Imports what all screens need, once, in the process that visits are forked from.

This module is imported for its effect, as screens.preload_first is, and after it.
"""

import screens.preload_first  # noqa: F401  the text provider stands before any kivy.uix import
from kiosk.input.keyboards import bundled_layouts
from screens import registry

registry.load_rules()
bundled_layouts()

__all__ = ["registry"]
