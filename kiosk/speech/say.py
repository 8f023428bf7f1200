"""`kiosk say`: one text through the voice alone, to hear or to inspect it."""

import time
from pathlib import Path

from kiosk.failures import FailureCode
from kiosk.language.languages import Language
from kiosk.speech.plain_text import speakable
from kiosk.speech.player import DevicePlayer
from kiosk.speech.renderer import NotRendered, Reason, Renderer
from kiosk.speech.spare_voice import phonemes as phonemes_of
from kiosk.speech.wav import Wav

_WORKER_STARTS_WITHIN = 10.0
_LOOK_AGAIN = 0.02
# What the device still has in its buffer when the stream runs dry.
_TAIL = 0.1

_STATUS = {
    Reason.NOTHING_TO_SAY: "nothing-to-say",
    Reason.UNREADABLE: "nothing-to-say",
    Reason.NO_VOICE: "no-voice",
}


def say_text(text: str, language: Language, out: Path | None, phonemes: bool) -> dict[str, object]:
    """Says a text: into `out`, or to the loudspeaker where neither `out` nor `phonemes` is asked for.

    Returns {status, code, language, spoken, provider, seconds, render_ms, out, phonemes}; `status` is
    "said", "nothing-to-say", "no-voice" (VOICE-01) or "no-device" (VOICE-02), `spoken` the words that
    were given to the voice. Raises OSError where `out` cannot be written.
    """
    tag = language.spoken_with
    words = speakable(text, language)
    report: dict[str, object] = {"status": "said", "code": None, "language": language.tag, "spoken": words}
    if not words:
        return report | {"status": "nothing-to-say"}
    if phonemes:
        mnemonics = phonemes_of(words, tag)
        if mnemonics is None:
            return report | {"status": "no-voice", "code": FailureCode.VOICE_ENGINE_ABSENT.value}
        report["phonemes"] = mnemonics
        if out is None:
            return report
    return report | _sound(words, tag, out)


def _sound(words: str, tag: str, out: Path | None) -> dict[str, object]:
    renderer = Renderer()
    try:
        renderer.tend(wait=_WORKER_STARTS_WITHIN)
        began = time.perf_counter()
        wav = renderer.render(words, tag)
        took = time.perf_counter() - began
    finally:
        renderer.close()
    if isinstance(wav, NotRendered):
        return {"status": _STATUS[wav.reason], "code": wav.code.value if wav.code else None}
    sound: dict[str, object] = {
        "provider": wav.provider,
        "seconds": round(wav.seconds, 2),
        "render_ms": round(took * 1000, 1),
    }
    if out is not None:
        out.write_bytes(wav.data)
        return sound | {"out": str(out)}
    code = _play_to_the_end(wav)
    return sound | ({"status": "no-device", "code": code.value} if code else {})


def _play_to_the_end(wav: Wav) -> FailureCode | None:
    player = DevicePlayer()
    try:
        player.play(wav, "say", wanted=lambda: True)
        while player.health() is None and player.playing:
            time.sleep(_LOOK_AGAIN)
        if (code := player.health()) is None:
            time.sleep(_TAIL)
        return code
    finally:
        player.close()
