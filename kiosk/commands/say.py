"""`kiosk say`: one text as the kiosk's voice says it, or as phonemes."""

import argparse
import time

from kiosk.commands.answer import add_json, refuse, tell
from kiosk.commands.arguments import add_language, new_file
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import Language, language_by_tag
from kiosk.speech.plain_text import speakable
from kiosk.speech.player import DevicePlayer
from kiosk.speech.renderer import NotRendered, Renderer
from kiosk.speech.spare_voice import phonemes
from kiosk.speech.wav import Wav


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT")
    add_language(parser)
    parser.add_argument("--out", type=new_file, metavar="F.wav", help="a file instead of the loudspeaker")
    parser.add_argument("--phonemes", action="store_true", help="in espeak-ng's signs")
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    language = language_by_tag(arguments.language)
    text = speakable(arguments.text, language)
    if arguments.phonemes:
        return _phonemes(text, language, arguments.json)
    renderer = Renderer()
    sound = renderer.render(text, language.spoken_with)
    renderer.close()
    if isinstance(sound, NotRendered):
        # A text that this voice has no words for is no fault of the machine: it is not spoken.
        code = sound.code or FailureCode.VOICE_ENGINE_ABSENT
        return refuse(arguments.json, Failure(code, str(sound.reason)))
    if arguments.out is not None:
        arguments.out.write_bytes(sound.data)
    elif not _play(sound):
        return refuse(arguments.json, Failure(FailureCode.SOUND_DEVICE_ABSENT, "no loudspeaker was found"))
    answer: dict[str, object] = {"text": text, "seconds": round(sound.seconds, 3), "provider": sound.provider}
    return tell(arguments.json, answer, [text])


def _phonemes(text: str, language: Language, as_json: bool) -> int:
    said = phonemes(text, language.spoken_with)
    if said is None:
        return refuse(as_json, Failure(FailureCode.VOICE_ENGINE_ABSENT, "espeak-ng cannot be run"))
    return tell(as_json, {"text": text, "phonemes": said}, [said])


def _play(sound: Wav) -> bool:
    player = DevicePlayer()
    player.open()
    heard = player.health() is None
    if heard:
        player.play(sound, "say", wanted=lambda: True)
        time.sleep(sound.seconds + 0.2)
    player.close()
    return heard
