"""A recorded voice pack on disk: a folder with pack.json and one WAV a sentence.

    {"format": 1, "language": "ug", "voice": "<who speaks, licence>", "prompts": [
        {"key": "services.sentence", "text": "<SHA-256 of the spoken text, UTF-8>",
         "file": "services.sentence.wav", "sha256": "<SHA-256 of the file>"}]}

A pack comes from outside: nothing in it is believed before it was looked at, and no file is read that does
not lie in the folder itself.
"""

import errno
import json
import os
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kiosk.failures import FailureCode
from kiosk.language.languages import ALL_LANGUAGES

MANIFEST = "pack.json"
FORMAT = 1
_LARGEST_MANIFEST = 16 << 20
# Three minutes.
_LARGEST_SOUND = 8 << 20
_MOST_PROMPTS = 20_000
_KEYS = ("format", "language", "voice", "prompts")
_SPOKEN = tuple(dict.fromkeys(language.spoken_with for language in ALL_LANGUAGES))
_ENTRY_KEYS = ("key", "text", "file", "sha256")

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}\.wav")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, order=True)
class PackFault:
    """One thing wrong with a pack, in English, for who keeps it."""

    file: str
    what: str

    @property
    def code(self) -> FailureCode:
        return FailureCode.VOICE_PACK_DAMAGED

    def __str__(self) -> str:
        return f"{self.file}: {self.what}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded text. ``text`` and ``sha256`` are digests: of the spoken text, of the file."""

    key: str
    text: bytes
    file: str
    sha256: bytes


@dataclass(frozen=True)
class Manifest:
    """``language``: the tag of the language that is spoken; ``voice``: whose it is, and its licence."""

    language: str
    voice: str
    entries: tuple[Entry, ...]


def text_digest(spoken: str) -> bytes:
    """What a spoken text is found by."""
    return sha256(spoken.encode()).digest()


def file_name(key: str) -> str:
    """The name of a key's file."""
    return key.replace(":", ".") + ".wav"


def read_manifest(folder: Path) -> tuple[Manifest | None, tuple[PackFault, ...]]:
    """The pack's manifest with its right entries, and what is wrong. None: nothing of it can be used."""
    data = _read_plain_file(folder, MANIFEST, _LARGEST_MANIFEST)
    if isinstance(data, PackFault):
        return None, (data,)
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        return None, (PackFault(MANIFEST, "is not JSON"),)
    wrong = _wrong_head(given)
    if wrong:
        return None, tuple(PackFault(MANIFEST, what) for what in wrong)
    entries, faults = _entries(given["prompts"])
    return Manifest(given["language"], given["voice"], entries), faults


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Raises OSError where it cannot be written."""
    written = {
        "format": FORMAT,
        "language": manifest.language,
        "voice": manifest.voice,
        "prompts": [
            {"key": entry.key, "text": entry.text.hex(), "file": entry.file, "sha256": entry.sha256.hex()}
            for entry in manifest.entries
        ],
    }
    text = json.dumps(written, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_sound(folder: Path, name: str) -> bytes | PackFault:
    """The bytes of one of the pack's files, whatever they are."""
    return _read_plain_file(folder, name, _LARGEST_SOUND)


def read_entry(folder: Path, entry: Entry) -> bytes | PackFault:
    """The bytes of an entry's file, if they are those that the pack was made with."""
    data = read_sound(folder, entry.file)
    if isinstance(data, PackFault) or sha256(data).digest() == entry.sha256:
        return data
    return PackFault(entry.file, "is damaged: its SHA-256 is not the one in the manifest")


def _wrong_head(given: object) -> list[str]:
    if not isinstance(given, dict):
        return ["holds no keys and values"]
    wrong = [f"unknown key «{key}»" for key in given if key not in _KEYS]
    wrong += [f"{key} is missing" for key in _KEYS if key not in given]
    if wrong:
        return wrong
    # True == 1, and would be no format.
    if type(given["format"]) is not int or given["format"] != FORMAT:
        wrong.append(f"format: only {FORMAT} is known")
    if given["language"] not in _SPOKEN:
        wrong.append("language: must be one of " + ", ".join(_SPOKEN))
    if not isinstance(given["voice"], str):
        wrong.append("voice: must be a text")
    if not isinstance(given["prompts"], list):
        wrong.append("prompts: must be a list")
    elif len(given["prompts"]) > _MOST_PROMPTS:
        wrong.append(f"prompts: more than {_MOST_PROMPTS}")
    return wrong


def _entries(given: Sequence[object]) -> tuple[tuple[Entry, ...], tuple[PackFault, ...]]:
    entries: dict[str, Entry] = {}
    text_of_file: dict[str, bytes] = {}
    faults = []
    for number, prompt in enumerate(given, 1):
        what = _wrong_entry(prompt)
        if what or not isinstance(prompt, Mapping):
            faults.append(PackFault(MANIFEST, f"prompt {number}: {what}"))
            continue
        entry = Entry(
            prompt["key"], bytes.fromhex(prompt["text"]), prompt["file"], bytes.fromhex(prompt["sha256"])
        )
        if entry.key in entries:
            faults.append(PackFault(MANIFEST, f"prompt {number}: «{entry.key}» stands here twice"))
        elif text_of_file.setdefault(entry.file, entry.text) != entry.text:
            faults.append(PackFault(entry.file, "stands for two different texts"))
        else:
            entries[entry.key] = entry
    return tuple(entries.values()), tuple(faults)


def _wrong_entry(prompt: object) -> str:
    if not isinstance(prompt, Mapping) or sorted(prompt) != sorted(_ENTRY_KEYS):
        return "must have " + ", ".join(_ENTRY_KEYS) + ", and nothing else"
    if not all(isinstance(prompt[key], str) for key in _ENTRY_KEYS):
        return ", ".join(_ENTRY_KEYS) + " must be texts"
    if not prompt["key"]:
        return "key is empty"
    for key in ("text", "sha256"):
        if not _SHA256.fullmatch(prompt[key]):
            return f"{key} is no SHA-256 of 64 small hexadecimal digits"
    if not _FILE_NAME.fullmatch(prompt["file"]):
        return "file must be a plain name of Latin letters, figures, . _ and -, ending in .wav"
    return ""


def _read_plain_file(folder: Path, name: str, largest: int) -> bytes | PackFault:
    """A file of the folder itself: no link to elsewhere, no pipe that never ends."""
    try:
        file = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        what = "is a symbolic link" if error.errno == errno.ELOOP else error.strerror or "cannot be read"
        return PackFault(name, what)
    try:
        about = os.fstat(file)
        if not stat.S_ISREG(about.st_mode):
            return PackFault(name, "is no file")
        if about.st_size > largest:
            return PackFault(name, f"is larger than {largest} bytes")
        with os.fdopen(file, "rb", closefd=False) as opened:
            return opened.read(largest)
    except OSError as error:
        return PackFault(name, error.strerror or "cannot be read")
    finally:
        os.close(file)
