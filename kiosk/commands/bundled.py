"""Where the files lie that come with the program and are no code."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
SANDBOX_SERVICES = ROOT / "kiosk" / "sandbox" / "catalogue"
