"""Imports what a visit's face needs, once, in the process that visits are forked from.

This module is imported for its effect: the fork server only knows imports. It opens no window, no
device and no thread; it installs the text provider, reads the kv rules, and freezes what is there, so
that forked visits share the memory.
"""

import gc

from screens.widgets.text_provider import install

install()

from kiosk.input.keyboards import bundled_layouts  # noqa: E402
from screens import registry, run  # noqa: E402  the provider must stand before any kivy.uix import

registry.load_rules()
bundled_layouts()
gc.collect()
gc.freeze()

__all__ = ["registry", "run"]
