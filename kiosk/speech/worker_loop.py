"""The worker's side of speech_worker.py: serves one parent over stdin and stdout until it is gone."""

import os
import select
import threading
from collections.abc import Callable, Mapping

from kiosk.speech.frames import PipeEndedError, read_frame, write_frame

_STDIN, _STDOUT = 0, 1

# ("rendered", a WAV) or (another word, nothing) for a text, the tag of its language, and whether it is slow.
Render = Callable[[str, str, bool], tuple[str, bytes]]


def serve(prepared: Callable[[], tuple[Render, Mapping[str, object]] | None]) -> None:
    """Gets the voice ready, says so, and renders what is asked for; never returns.

    `prepared` gives how to render and what the parent is told of it, or None where this will never speak.
    When stdin closes the process ends at once, whatever it is doing: its parent is gone.
    """
    answers = os.dup(_STDOUT)
    # Engines print to stdout, which is our wire.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDOUT)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    voice = prepared()
    try:
        if voice is None:
            write_frame(answers, {"ready": False})
            os._exit(0)
        render, told = voice
        write_frame(answers, {"ready": True, **told})
        while True:
            request, _ = read_frame(_STDIN)
            status, wav = render(str(request["text"]), str(request["tag"]), request.get("slow") is True)
            write_frame(answers, {"status": status}, wav)
    except PipeEndedError:
        os._exit(0)


def _end_with_parent() -> None:
    """Ends the process the moment the other end of stdin is closed, even while the engine hangs."""
    waiting = select.poll()
    waiting.register(_STDIN, 0)  # POLLHUP is always reported
    waiting.poll()
    os._exit(0)
