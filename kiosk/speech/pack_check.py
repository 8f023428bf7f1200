"""Whether a recorded pack says what the kiosk says today, and says it well."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from kiosk.language.languages import CHINESE, ENGLISH, KAZAKH, UYGHUR
from kiosk.speech.pack_manifest import (
    MANIFEST,
    Entry,
    Manifest,
    PackFault,
    file_name,
    read_entry,
    read_manifest,
    read_sound,
    text_digest,
)
from kiosk.speech.prompts import SpokenMessage, recordables
from kiosk.speech.sound_measures import as_numbers, form_fault, is_clipped, loudness, silences
from kiosk.speech.wav import SAMPLE_RATE, Wav

# dBFS, gated (sound_measures.py). espeak-ng lies between -26 and -15, and is heard in the same visit.
LOUDEST, QUIETEST = -13.0, -28.0
# Seconds. A prompt begins when the screen is touched; behind it the next one waits.
LONGEST_LEAD, LONGEST_TRAIL = 0.06, 0.6
# Seconds a syllable between the silences: nobody speaks so fast, or, with a pause, so slowly.
_FASTEST, _SLOWEST, _PAUSES = 0.07, 0.6, 1.5

_SYLLABLES = {
    UYGHUR.tag: "اەېىوۇۆۈ",
    KAZAKH.tag: "аәеёиоөуұүыіэюя",
    ENGLISH.tag: "aeiouy",
}


class Wrong(StrEnum):
    """What can be wrong with a pack."""

    MANIFEST = "manifest"
    LANGUAGE = "language"
    MISSING = "missing"
    STALE = "stale"
    UNKNOWN_KEY = "unknown key"
    UNLISTED = "unlisted"
    DAMAGED = "damaged"
    FORM = "form"
    SILENT = "silent"
    CLIPPED = "clipped"
    TOO_LOUD = "too loud"
    TOO_QUIET = "too quiet"
    LEAD = "silence before"
    TRAIL = "silence after"
    TOO_LONG = "too long"
    TOO_SHORT = "too short"


# Without these it is a pack as it was made, of today's words, however well spoken.
UNSOUND = frozenset({Wrong.MANIFEST, Wrong.LANGUAGE, Wrong.STALE, Wrong.DAMAGED, Wrong.FORM})


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. ``key`` and ``file`` are empty where it has none."""

    wrong: Wrong
    key: str
    file: str
    what: str

    def __str__(self) -> str:
        where = " ".join(part for part in (self.key, f"({self.file})" if self.file else "") if part)
        return f"{self.wrong}: {where}{': ' if where and self.what else ''}{self.what}"


Progress = Callable[[int, int], None]
"""Files looked at, of how many."""


def check_pack(
    folder: Path,
    messages: Sequence[SpokenMessage],
    language: str,
    *,
    levels: bool = True,
    progress: Progress = lambda done, of: None,
) -> tuple[Finding, ...]:
    """Everything wrong with a pack.

    ``messages``: all there are in the language that is spoken, whose tag is ``language``. Without ``levels``
    each file is only held against its digest and the form it must have.
    """
    manifest, faults = read_manifest(folder)
    findings = [Finding(Wrong.MANIFEST, "", fault.file, fault.what) for fault in faults]
    if manifest is None:
        return tuple(findings)
    if manifest.language != language:
        what = f"the pack speaks {manifest.language}, not {language}"
        return (*findings, Finding(Wrong.LANGUAGE, "", MANIFEST, what))
    findings += _against_the_messages(manifest, messages)
    findings += _unlisted(folder, manifest)
    findings += _sounds(folder, manifest, messages if levels else None, progress)
    return tuple(findings)


def recorded_manifest(
    folder: Path, messages: Sequence[SpokenMessage], language: str, voice: str
) -> tuple[Manifest, tuple[Finding, ...]]:
    """A manifest of the recordings that lie in a folder under the names of the script, for today's words.

    Findings: which are missing or cannot be read, and which files nobody asked for.
    """
    entries, findings = [], []
    for recordable in recordables(messages):
        name = file_name(recordable.key)
        data = read_sound(folder, name)
        if isinstance(data, PackFault):
            wrong = Wrong.DAMAGED if (folder / name).exists() else Wrong.MISSING
            findings.append(Finding(wrong, recordable.key, name, data.what))
            continue
        digest = sha256(data).digest()
        entries += [Entry(m.key, text_digest(m.spoken), name, digest) for m in recordable.messages]
    manifest = Manifest(language, voice, tuple(entries))
    return manifest, (*findings, *_unlisted(folder, manifest))


def syllables(text: str, language: str) -> int:
    """About how many there are: vowels, or ideographs; at least one."""
    if language == CHINESE.tag:
        return max(1, sum(character.isalpha() for character in text))
    vowels = _SYLLABLES[language]
    return max(1, sum(character in vowels for character in text.lower()))


def _against_the_messages(manifest: Manifest, messages: Sequence[SpokenMessage]) -> Iterator[Finding]:
    by_key = {message.key: message for message in messages if message.recordable}
    recorded = {entry.text for entry in manifest.entries}
    keys = {entry.key for entry in manifest.entries}
    for entry in manifest.entries:
        if entry.key not in by_key:
            yield Finding(Wrong.UNKNOWN_KEY, entry.key, entry.file, "no message that can be recorded")
        elif entry.text != text_digest(by_key[entry.key].spoken):
            what = f"the text has changed since; it is now «{by_key[entry.key].spoken}»"
            yield Finding(Wrong.STALE, entry.key, entry.file, what)
    for key, message in by_key.items():
        if key not in keys and text_digest(message.spoken) not in recorded:
            yield Finding(Wrong.MISSING, key, "", f"«{message.spoken}»")


def _unlisted(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    listed = {MANIFEST, *(entry.file for entry in manifest.entries)}
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        yield Finding(Wrong.MANIFEST, "", folder.name, error.strerror or "cannot be read")
        return
    for name in names:
        if name not in listed and name.endswith(".wav"):
            yield Finding(Wrong.UNLISTED, "", name, "is of no message")


def _sounds(
    folder: Path, manifest: Manifest, messages: Sequence[SpokenMessage] | None, progress: Progress
) -> Iterator[Finding]:
    texts = {text_digest(message.spoken): message.spoken for message in messages or ()}
    files = {entry.file: entry for entry in manifest.entries}
    for number, entry in enumerate(files.values(), 1):
        data = read_entry(folder, entry)
        if isinstance(data, PackFault):
            found = [(Wrong.DAMAGED, data.what)]
        elif (fault := form_fault(data)) is not None:
            found = [(Wrong.FORM, fault)]
        elif messages is None:
            found = []
        else:
            samples = as_numbers(Wav(data, "recorded").samples)
            found = list(_of_its_sound(samples, texts.get(entry.text, ""), manifest.language))
        for wrong, what in found:
            yield Finding(wrong, entry.key, entry.file, what)
        progress(number, len(files))


def _of_its_sound(samples: Sequence[int], text: str, language: str) -> Iterator[tuple[Wrong, str]]:
    """``text``: empty where nobody knows what it says."""
    silence = silences(samples)
    if silence.whole:
        yield Wrong.SILENT, "nothing is heard"
        return
    if is_clipped(samples):
        yield Wrong.CLIPPED, "was recorded too loud for its samples"
    # A word is shorter than a block: the silence around it must not count.
    heard = samples[round(silence.lead * SAMPLE_RATE) : len(samples) - round(silence.trail * SAMPLE_RATE)]
    level = loudness(heard)
    if level > LOUDEST:
        yield Wrong.TOO_LOUD, f"{level:.1f} dBFS, at most {LOUDEST}"
    if level < QUIETEST:
        yield Wrong.TOO_QUIET, f"{level:.1f} dBFS, at least {QUIETEST}"
    if silence.lead >= LONGEST_LEAD:
        yield Wrong.LEAD, f"{silence.lead * 1000:.0f} ms, less than {LONGEST_LEAD * 1000:.0f}"
    if silence.trail > LONGEST_TRAIL:
        yield Wrong.TRAIL, f"{silence.trail * 1000:.0f} ms, at most {LONGEST_TRAIL * 1000:.0f}"
    if text:
        yield from _of_its_length(len(heard) / SAMPLE_RATE, syllables(text, language))


def _of_its_length(heard: float, count: int) -> Iterator[tuple[Wrong, str]]:
    shortest, longest = _FASTEST * count, _PAUSES + _SLOWEST * count
    if heard < shortest:
        yield Wrong.TOO_SHORT, f"{heard:.2f} s for about {count} syllables, at least {shortest:.2f}"
    if heard > longest:
        yield Wrong.TOO_LONG, f"{heard:.2f} s for about {count} syllables, at most {longest:.2f}"
