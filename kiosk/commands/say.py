"""`kiosk say`: one text as the kiosk's voice says it, or as phonemes."""

import argparse
from contextlib import closing
from pathlib import Path

from kiosk.commands.answer import add_json, refuse, tell
from kiosk.commands.arguments import add_language, new_file
from kiosk.commands.speaking import open_providers
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import Language, language_by_tag
from kiosk.speech.plain_text import speakable
from kiosk.speech.providers import NotRendered
from kiosk.speech.say import play_to_the_end, say_text
from kiosk.speech.spare_voice import phonemes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT")
    add_language(parser)
    parser.add_argument("--out", type=new_file, metavar="F.wav", help="a file instead of the loudspeaker")
    parser.add_argument("--phonemes", action="store_true", help="in espeak-ng's signs")
    parser.add_argument("--slow", action="store_true", help="as for who asks for slower speech")
    parser.add_argument("--packs", type=Path, metavar="DIR", help="a folder of voice packs to speak with")
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    language = language_by_tag(arguments.language)
    if arguments.phonemes:
        return _phonemes(speakable(arguments.text, language), language, arguments.json)
    with closing(open_providers(arguments.packs)) as voices:
        said = say_text(arguments.text, language, voices, slow=arguments.slow)
    if isinstance(said, NotRendered):
        # A text that this voice has no words for is no fault of the machine: it is not spoken.
        code = said.code or FailureCode.VOICE_ENGINE_ABSENT
        return refuse(arguments.json, Failure(code, str(said.reason)))
    sound = said.sound
    if arguments.out is not None:
        arguments.out.write_bytes(sound.data)
    elif (silent := play_to_the_end(sound)) is not None:
        return refuse(arguments.json, Failure(silent, "no loudspeaker was found"))
    answer: dict[str, object] = {
        "text": said.text,
        "seconds": round(sound.seconds, 3),
        "provider": sound.provider,
    }
    return tell(arguments.json, answer, [said.text])


def _phonemes(text: str, language: Language, as_json: bool) -> int:
    said = phonemes(text, language.spoken_with)
    if said is None:
        return refuse(as_json, Failure(FailureCode.VOICE_ENGINE_ABSENT, "espeak-ng cannot be run"))
    return tell(as_json, {"text": text, "phonemes": said}, [said])
