"""Imports what the attract screen needs, once, in the process that visits are forked from.

This module is imported for its effect: the visit server only knows imports. It opens no window and no device;
it installs the text provider and reads the kv rules. Meanwhile the graphics driver is linked in a thread,
which is over at the end.
"""

from screens.graphics_driver import begin_linking

_linking = begin_linking()

from screens.kivy_style.rules import read_few_rules  # noqa: E402
from screens.widgets.text_provider import install  # noqa: E402

install()
read_few_rules()

from screens import attract, registry, run  # noqa: E402  the provider must stand before any kivy.uix import

registry.load_first_rules()
_linking.join()

__all__ = ["attract", "registry", "run"]
