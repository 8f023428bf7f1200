"""`kiosk services preview`: a pack's screens in every language, as pictures."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from kiosk.commands.answer import FAILED, refuse, tell
from kiosk.failures import Failure, FailureCode
from kiosk.services.packs import load_catalogue

# The text provider has to stand before anything of the screens is imported.
_DRAWING = "import screens.preload; from kiosk.commands.preview_drawing import run; run()"
# No window is opened, and none of the user's Kivy is read or written.
_OWN_KIVY = {
    "SDL_VIDEODRIVER": "offscreen",
    "KIVY_NO_ARGS": "1",
    "KIVY_NO_CONFIG": "1",
    "KIVY_NO_FILELOG": "1",
    "KIVY_NO_CONSOLELOG": "1",
}


def preview(arguments: argparse.Namespace) -> int:
    """Draws in a process of its own: what shows screens can be started once in a process."""
    catalogue = load_catalogue(arguments.folder)
    if catalogue.errors:
        failure = Failure(FailureCode.SERVICE_PACK_ERROR, f"{arguments.folder} has faults")
        return refuse(arguments.json, failure, [str(error) for error in catalogue.errors])
    wanted = [service.id for service in catalogue.services if arguments.service in (None, service.id)]
    if not wanted:
        failure = Failure(FailureCode.SERVICE_PACK_ERROR, f"there is no service {arguments.service}")
        return refuse(arguments.json, failure)
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    words = [str(arguments.folder), str(out), arguments.language or "", *wanted]
    drawing = [sys.executable, "-c", _DRAWING, *words]
    ran = subprocess.run(drawing, env={**os.environ, **_OWN_KIVY}, stdout=subprocess.PIPE, check=True)
    told = json.loads(ran.stdout.splitlines()[-1])
    lines = [f"{len(told['pictures'])} pictures in {out}"]
    lines += [f"not drawn: {missed['screen']}: {missed['why']}" for missed in told["not_drawn"]]
    code = tell(arguments.json, told, lines)
    return FAILED if told["not_drawn"] else code
