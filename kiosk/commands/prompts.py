"""`kiosk prompts`: lists what is spoken; renders, checks and scripts packs of it."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from kiosk.commands.answer import CONFIGS, FAILED, WORKED, add_config, add_json, refuse, settings_of, tell
from kiosk.commands.arguments import add_language, new_file
from kiosk.commands.bundled import LOCALES, SANDBOX_SERVICES
from kiosk.commands.speaking import open_providers
from kiosk.documents.voice_script import voice_script_pdf
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues, load_catalogues
from kiosk.language.languages import ALL_LANGUAGES, RESIDENT_LANGUAGES, Language, language_by_tag
from kiosk.services.packs import load_catalogue
from kiosk.services.service import Service
from kiosk.speech.pack_check import Finding, Wrong, check_pack, recorded_manifest
from kiosk.speech.pack_manifest import (
    MANIFEST,
    Entry,
    Manifest,
    file_name,
    read_manifest,
    text_digest,
    write_manifest,
)
from kiosk.speech.prompts import SpokenMessage, recordables, spoken_messages
from kiosk.speech.provider import Prompt
from kiosk.speech.providers import NotRendered
from kiosk.text.engine import FontsMissing, open_engine

_READY_WITHIN = 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    tags = [language.tag for language in ALL_LANGUAGES]

    listing = _action(actions, "list", _list, "every message with its spoken words")
    listing.add_argument("--language", choices=tags, help="one of the languages instead of all residents'")
    listing.add_argument("--dynamic", action="store_true", help="only those with values, here with samples")

    render = _action(actions, "render", _render, "a whole pack in the kiosk's own voice")
    add_language(render)
    render.add_argument(
        "--out", type=_new_folder, required=True, metavar="DIR", help="a new folder, or an empty one"
    )

    check = _action(actions, "check", _check, "whether a pack says today's words, and says them well")
    check.add_argument("folder", type=Path, metavar="DIR")
    check.add_argument("--language", choices=tags, help="the language it should speak")

    script = _action(actions, "script", _script, "what a speaker reads for a recording")
    add_language(script)
    script.add_argument("--out", type=new_file, required=True, metavar="F.pdf")

    manifest = _action(actions, "manifest", _manifest, "makes a pack of recordings named as in the script")
    manifest.add_argument("folder", type=Path, metavar="DIR")
    add_language(manifest)
    manifest.add_argument("--voice", required=True, metavar="WHO", help="who speaks, and the licence")


def run(arguments: argparse.Namespace) -> int:
    services = _services(arguments)
    if isinstance(services, int):
        return services
    act: Callable[[argparse.Namespace, Catalogues, tuple[Service, ...]], int] = arguments.act
    return act(arguments, load_catalogues(LOCALES), services)


def _action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    act: Callable[[argparse.Namespace, Catalogues, tuple[Service, ...]], int],
    summary: str,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=summary, description=summary)
    parser.set_defaults(act=act)
    parser.add_argument(
        "--services", type=Path, metavar="DIR", help="these service packs instead of the configured ones"
    )
    add_config(parser)
    add_json(parser)
    return parser


def _services(arguments: argparse.Namespace) -> tuple[Service, ...] | int:
    """The services whose words are spoken, or the exit code after every fault of them was told."""
    folder = arguments.services
    if folder is None and arguments.config == CONFIGS[-1] and not arguments.config.exists():
        print("no kiosk is configured here: the services are the sandbox's", file=sys.stderr)
        folder = SANDBOX_SERVICES
    if folder is None:
        settings = settings_of(arguments, as_json=arguments.json)
        if isinstance(settings, int):
            return settings
        folder = settings.services.folder
    catalogue = load_catalogue(folder)
    if catalogue.errors:
        failure = Failure(FailureCode.SERVICE_PACK_ERROR, f"{folder} has faults")
        return refuse(arguments.json, failure, [str(error) for error in catalogue.errors])
    return catalogue.services


def _list(arguments: argparse.Namespace, catalogues: Catalogues, services: tuple[Service, ...]) -> int:
    chosen = (language_by_tag(arguments.language),) if arguments.language else RESIDENT_LANGUAGES
    listed = [
        (language, message)
        for language in chosen
        for message in spoken_messages(language, catalogues, services)
        if message.dynamic or not arguments.dynamic
    ]
    answer = {"messages": [_as_object(message, language) for language, message in listed]}
    return tell(arguments.json, answer, (_line(message, language) for language, message in listed))


def _as_object(message: SpokenMessage, language: Language) -> dict[str, object]:
    return {
        "key": message.key,
        "screen": message.screen,
        "language": language.tag,
        "shown": message.shown,
        "spoken": message.spoken,
        "dynamic": message.dynamic,
        "on_paper": message.on_paper,
    }


def _line(message: SpokenMessage, language: Language) -> str:
    mark = "with values" if message.dynamic else "on paper" if message.on_paper else ""
    return "\t".join(part for part in (language.tag, message.key, message.spoken, mark) if part)


def _render(arguments: argparse.Namespace, catalogues: Catalogues, services: tuple[Service, ...]) -> int:
    """Only what is said to everybody alike; nothing with a value ever gets onto a disk."""
    language = language_by_tag(arguments.language)
    wanted = recordables(spoken_messages(language, catalogues, services))
    folder: Path = arguments.out
    folder.mkdir(exist_ok=True)
    entries: list[Entry] = []
    seconds, voices, progress = 0.0, set[str](), Progress("rendered")
    providers = open_providers()
    try:
        # The whole pack in one voice, not its beginning in the one that is ready first.
        providers.tend(wait=_READY_WITHIN)
        for number, recordable in enumerate(wanted, 1):
            sound = providers.render(Prompt((recordable.spoken,), language.spoken_with))
            if isinstance(sound, NotRendered):
                code = sound.code or FailureCode.VOICE_ENGINE_ABSENT
                return refuse(arguments.json, Failure(code, f"{recordable.key}: {sound.reason}"))
            name = file_name(recordable.key)
            (folder / name).write_bytes(sound.data)
            digest = sha256(sound.data).digest()
            entries += [
                Entry(same.key, text_digest(same.spoken), name, digest) for same in recordable.messages
            ]
            seconds += sound.seconds
            voices.add(sound.provider)
            progress(number, len(wanted))
    finally:
        providers.close()
    voice = "synthesised: " + ", ".join(sorted(voices))
    write_manifest(folder, Manifest(language.spoken_with, voice, tuple(entries)))
    answer: dict[str, object] = {
        "folder": str(folder),
        "language": language.spoken_with,
        "voice": voice,
        "messages": len(entries),
        "files": len(wanted),
        "seconds": round(seconds, 1),
    }
    told = f"{folder}: {len(entries)} messages in {len(wanted)} files, {seconds:.0f} s of speech, {voice}"
    return tell(arguments.json, answer, [told])


def _check(arguments: argparse.Namespace, catalogues: Catalogues, services: tuple[Service, ...]) -> int:
    manifest, _ = read_manifest(arguments.folder)
    tag = arguments.language or (manifest.language if manifest else RESIDENT_LANGUAGES[0].tag)
    spoken_with = language_by_tag(tag).spoken_with
    messages = spoken_messages(language_by_tag(spoken_with), catalogues, services)
    findings = check_pack(arguments.folder, messages, spoken_with, progress=Progress("checked"))
    answer: dict[str, object] = {
        "folder": str(arguments.folder),
        "language": manifest.language if manifest else None,
        "voice": manifest.voice if manifest else None,
        "messages": len(manifest.entries) if manifest else 0,
        "findings": [_finding(finding) for finding in findings],
    }
    counts = Counter(finding.wrong.value for finding in findings)
    last = ", ".join(f"{count} {wrong}" for wrong, count in counts.items()) or "nothing is wrong"
    tell(arguments.json, answer, [*map(str, findings), f"{arguments.folder}: {last}"])
    return FAILED if findings else WORKED


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "wrong": finding.wrong.value,
        "key": finding.key,
        "file": finding.file,
        "what": finding.what,
    }


def _script(arguments: argparse.Namespace, catalogues: Catalogues, services: tuple[Service, ...]) -> int:
    language = language_by_tag(arguments.language)
    messages = spoken_messages(language, catalogues, services)
    try:
        engine = open_engine()
    except FontsMissing as missing:
        return refuse(arguments.json, Failure(FailureCode.FONTS_MISSING, str(missing)))
    pdf = voice_script_pdf(messages, language, catalogues, engine)
    if isinstance(pdf, Failure):
        return refuse(arguments.json, pdf)
    arguments.out.write_bytes(pdf)
    sentences = len(recordables(messages))
    answer = {"file": str(arguments.out), "sentences": sentences}
    return tell(arguments.json, answer, [f"{arguments.out}: {sentences} sentences"])


def _manifest(arguments: argparse.Namespace, catalogues: Catalogues, services: tuple[Service, ...]) -> int:
    """What is missing is told and left to the next voice; a pack may grow."""
    language = language_by_tag(language_by_tag(arguments.language).spoken_with)
    if not arguments.folder.is_dir():
        what = f"{arguments.folder} is no folder"
        return refuse(arguments.json, Failure(FailureCode.VOICE_PACK_DAMAGED, what))
    messages = spoken_messages(language, catalogues, services)
    manifest, findings = recorded_manifest(arguments.folder, messages, language.tag, arguments.voice)
    write_manifest(arguments.folder, manifest)
    answer: dict[str, object] = {
        "file": str(arguments.folder / MANIFEST),
        "messages": len(manifest.entries),
        "findings": [_finding(finding) for finding in findings],
    }
    told = f"{arguments.folder / MANIFEST}: {len(manifest.entries)} messages"
    tell(arguments.json, answer, [*map(str, findings), told])
    return FAILED if any(finding.wrong is Wrong.DAMAGED for finding in findings) else WORKED


class Progress:
    """How far it is, once a second, on the error stream."""

    def __init__(self, did: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._did = did
        self._clock = clock
        self._told_at = clock()

    def __call__(self, done: int, of: int) -> None:
        if self._clock() - self._told_at >= 1.0:
            self._told_at = self._clock()
            print(f"{self._did} {done} of {of}", file=sys.stderr, flush=True)


def _new_folder(given: str) -> Path:
    """A folder that nothing is in yet: recordings are not overwritten by mistake."""
    folder = Path(given)
    if folder.is_dir() and any(folder.iterdir()):
        raise argparse.ArgumentTypeError(f"{given} is not empty")
    if not folder.resolve().parent.is_dir() or (folder.exists() and not folder.is_dir()):
        raise argparse.ArgumentTypeError(f"{given} cannot be written there")
    return folder
