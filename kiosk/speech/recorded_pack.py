"""Recorded voices: a person speaks what never changes.

A text is found by its own digest, so that a recording of what the sentence used to be is not found, and the
next voice speaks. Only what is asked for is read, and nothing of it is kept.
"""

from pathlib import Path

from kiosk.failures import FailureCode
from kiosk.speech.pack_manifest import (
    MANIFEST,
    Entry,
    PackFault,
    read_entry,
    read_manifest,
    text_digest,
)
from kiosk.speech.provider import Prompt
from kiosk.speech.sound_measures import as_numbers, form_fault, silences
from kiosk.speech.wav import Wav, in_turn

NAME = "recorded"
# Between two sentences of one prompt, from voice to voice: what espeak-ng leaves there.
PAUSE_S = 0.4


class RecordedPack:
    """One folder of recordings in one language, as a voice.

    It says a prompt only where every part of it is recorded: two voices are never spliced. It cannot
    speak more slowly. Whatever is wrong with the pack leaves that prompt to the next voice.
    """

    name = NAME

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        manifest, faults = read_manifest(folder)
        self.language = manifest.language if manifest else None
        self.voice = manifest.voice if manifest else ""
        self._manifest_faults = faults
        self._damaged: dict[str, PackFault] = {}
        self._by_text: dict[bytes, Entry] = {}
        for entry in manifest.entries if manifest else ():
            self._by_text.setdefault(entry.text, entry)

    def render(self, prompt: Prompt) -> Wav | None:
        if prompt.slow or prompt.tag != self.language or not prompt.texts:
            return None
        entries = [self._by_text.get(text_digest(text)) for text in prompt.texts]
        parts = []
        for entry in entries if all(entries) else ():
            sound = self._sound(entry) if entry else None
            if sound is None:
                return None
            parts.append(sound)
        return _with_pauses(parts) if parts else None

    def tend(self, *, wait: float = 0.0) -> bool:
        return self.language is not None

    def health(self) -> FailureCode | None:
        """VOICE-03 where the manifest or a file that was asked for is not right."""
        return FailureCode.VOICE_PACK_DAMAGED if self.faults else None

    @property
    def faults(self) -> tuple[PackFault, ...]:
        """All that was found so far."""
        return (*self._manifest_faults, *self._damaged.values())

    def close(self) -> None:
        return None

    def _sound(self, entry: Entry) -> Wav | None:
        # Looked at each time: it takes a fraction of a millisecond, and files change.
        data = read_entry(self._folder, entry)
        if not isinstance(data, PackFault):
            wrong = form_fault(data)
            if wrong is None:
                self._damaged.pop(entry.file, None)
                return Wav(data, NAME)
            data = PackFault(entry.file, wrong)
        self._damaged[entry.file] = data
        return None


class RecordedPacks:
    """All packs in the folders of one folder, as one voice; a folder without a manifest is no pack."""

    name = NAME

    def __init__(self, folder: Path) -> None:
        self._faults: list[PackFault] = []
        self._packs: dict[str, RecordedPack] = {}
        spoken: dict[str, str] = {}
        for inside in self._folders(folder):
            pack = RecordedPack(inside)
            if pack.language in spoken:
                what = f"speaks {pack.language}, and so does {spoken[pack.language]}"
                self._faults.append(PackFault(inside.name, what))
                continue
            if pack.language:
                spoken[pack.language] = inside.name
            self._packs[inside.name] = pack

    def render(self, prompt: Prompt) -> Wav | None:
        return next((sound for pack in self._packs.values() if (sound := pack.render(prompt))), None)

    def tend(self, *, wait: float = 0.0) -> bool:
        return True

    def health(self) -> FailureCode | None:
        """VOICE-03 where anything is wrong with any pack."""
        return FailureCode.VOICE_PACK_DAMAGED if self.faults else None

    @property
    def faults(self) -> tuple[PackFault, ...]:
        """All that was found so far, each with the folder in front of its file."""
        found = [
            PackFault(f"{folder}/{fault.file}", fault.what)
            for folder, pack in self._packs.items()
            for fault in pack.faults
        ]
        return (*self._faults, *found)

    def close(self) -> None:
        for pack in self._packs.values():
            pack.close()

    def _folders(self, folder: Path) -> list[Path]:
        try:
            return pack_folders(folder)
        except OSError as error:
            self._faults.append(PackFault(folder.name, error.strerror or "cannot be read"))
            return []


def pack_folders(folder: Path) -> list[Path]:
    """The folders in it that hold a manifest, in the order of their names. OSError if it cannot be read."""
    return sorted(inside for inside in folder.iterdir() if _has_manifest(inside))


def _has_manifest(folder: Path) -> bool:
    try:
        (folder / MANIFEST).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        # There is one, and it cannot be read: a pack, and a damaged one.
        return True
    return True


def _with_pauses(parts: list[Wav]) -> Wav:
    """One sound, each two parts PAUSE_S from each other, or as far as their own silences are."""
    whole, *rest = parts
    for part in rest:
        ends, begins = (silences(as_numbers(sound.samples)) for sound in (whole, part))
        whole = in_turn([whole, part], pause_s=max(0.0, PAUSE_S - ends.trail - begins.lead))
    return whole
