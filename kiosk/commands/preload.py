"""What every visit needs and no visit changes, read once in the process that visits are forked from.

Imported for its effect, as screens.preload is: the fork server only knows imports. It opens nothing.
"""

from kiosk.commands import visit_process
from kiosk.commands.bundled import LOCALES
from kiosk.language.catalogue import load_catalogues

CATALOGUES = load_catalogues(LOCALES)

__all__ = ["CATALOGUES", "visit_process"]
