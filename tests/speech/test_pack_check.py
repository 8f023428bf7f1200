"""A pack is held against today's words, and every recording against what a voice must be."""

import math
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.language.languages import ALL_LANGUAGES
from kiosk.speech.pack_check import (
    LOUDEST,
    QUIETEST,
    UNSOUND,
    Finding,
    Wrong,
    check_pack,
    recorded_manifest,
    syllables,
)
from kiosk.speech.pack_manifest import read_manifest, write_manifest
from kiosk.speech.prompts import SpokenMessage
from kiosk.speech.provider import Prompt
from kiosk.speech.recorded_pack import RecordedPack
from kiosk.speech.sound_measures import is_clipped, loudness, silences
from kiosk.speech.wav import SAMPLE_RATE
from tests.speech.recordings import prompt_entry, tone, wav_file, write_pack, write_pack_file

ROOT = Path(__file__).parents[2]
# The keys that write_pack gives.
HELLO, TAKE = SpokenMessage("p.1", "Hello", "Hello"), SpokenMessage("p.2", "Take it.", "Please take it.")
DYNAMIC = SpokenMessage("p.3", "2 days", "two days", dynamic=True)
PAPER = SpokenMessage("p.4", "Receipt", "Receipt", on_paper=True)
MESSAGES = (HELLO, TAKE, DYNAMIC, PAPER)
SOUND = wav_file(tone(0.8))


def found(folder: Path, language: str = "en") -> list[tuple[Wrong, str]]:
    return [(finding.wrong, finding.key) for finding in check_pack(folder, MESSAGES, language)]


def checked(tmp_path: Path, samples: list[int]) -> list[Wrong]:
    """What is wrong with one recording of «Hello» in a pack that is right otherwise."""
    write_pack(tmp_path, {HELLO.spoken: wav_file(samples), TAKE.spoken: SOUND})
    return [wrong for wrong, key in found(tmp_path) if key == HELLO.key]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path, {HELLO.spoken: SOUND, TAKE.spoken: SOUND})


def test_nothing_is_wrong_with_a_right_pack(pack: Path) -> None:
    assert check_pack(pack, MESSAGES, "en") == ()


def test_a_message_without_a_recording_is_missing(tmp_path: Path) -> None:
    assert found(write_pack(tmp_path, {HELLO.spoken: SOUND})) == [(Wrong.MISSING, TAKE.key)]


def test_a_message_whose_words_another_key_recorded_is_not_missing(pack: Path) -> None:
    messages = (*MESSAGES, SpokenMessage("p.9", "Hello", "Hello"))
    assert check_pack(pack, messages, "en") == ()


def test_a_text_that_has_changed_since_it_was_recorded_is_stale(pack: Path) -> None:
    changed = SpokenMessage(HELLO.key, "Good day", "Good day")
    findings = check_pack(pack, (changed, TAKE), "en")
    assert [(finding.wrong, finding.key, finding.file) for finding in findings] == [
        (Wrong.STALE, HELLO.key, "p.1.wav")
    ]
    assert "Good day" in findings[0].what


def test_a_key_that_no_message_has_or_that_cannot_be_recorded_is_unknown(pack: Path) -> None:
    messages = (SpokenMessage("p.1", "Hello", "Hello", dynamic=True), TAKE)
    assert [(f.wrong, f.key) for f in check_pack(pack, messages, "en")] == [(Wrong.UNKNOWN_KEY, "p.1")]
    assert [(f.wrong, f.key) for f in check_pack(pack, (TAKE,), "en")] == [(Wrong.UNKNOWN_KEY, "p.1")]


def test_a_recording_that_stands_in_no_manifest_is_unlisted(pack: Path) -> None:
    (pack / "p.7.wav").write_bytes(SOUND)
    (pack / "voice.onnx").write_bytes(b"neural")  # of another voice in the same folder
    assert [(f.wrong, f.file) for f in check_pack(pack, MESSAGES, "en")] == [(Wrong.UNLISTED, "p.7.wav")]


@pytest.mark.parametrize(
    "data", [b"", SOUND[:-10], wav_file(tone(0.8, pitch=300))], ids=["empty", "cut", "other"]
)
def test_a_damaged_file_is_named(pack: Path, data: bytes) -> None:
    (pack / "p.1.wav").write_bytes(data)
    assert found(pack) == [(Wrong.DAMAGED, HELLO.key)]


def test_a_file_that_is_gone_is_named(pack: Path) -> None:
    (pack / "p.1.wav").unlink()
    assert found(pack) == [(Wrong.DAMAGED, HELLO.key)]


@pytest.mark.parametrize(
    "data",
    [
        wav_file(tone(0.8), channels=2),
        wav_file(tone(0.8), width=1),
        wav_file(tone(0.8), rate=48_000),
        wav_file(tone(0.8), rate=44_100),
        SOUND[:-2000],
    ],
    ids=["stereo", "8 bit", "48 kHz", "44.1 kHz", "cut off"],
)
def test_another_form_of_sound_is_named(tmp_path: Path, data: bytes) -> None:
    write_pack(tmp_path, {HELLO.spoken: data, TAKE.spoken: SOUND})
    assert found(tmp_path) == [(Wrong.FORM, HELLO.key)]


def test_a_recording_with_nothing_on_it_is_silent(tmp_path: Path) -> None:
    assert checked(tmp_path, [0] * SAMPLE_RATE) == [Wrong.SILENT]
    assert checked(tmp_path, tone(1.0, -60)) == [Wrong.SILENT]


def test_a_clipped_recording_is_named_and_a_single_peak_is_none(tmp_path: Path) -> None:
    samples = tone(0.8)
    samples[1000] = samples[1001] = 32767
    assert checked(tmp_path, samples) == []
    samples[1002] = 32767
    assert checked(tmp_path, samples) == [Wrong.CLIPPED]
    assert is_clipped([0, -32768, -32768, -32768])
    assert not is_clipped([32767, -32768, 32767, -32768])


@pytest.mark.parametrize(
    ("dbfs", "wrong"),
    [
        (LOUDEST - 0.5, []), (QUIETEST + 0.5, []),
        (LOUDEST + 0.5, [Wrong.TOO_LOUD]), (QUIETEST - 0.5, [Wrong.TOO_QUIET]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("seconds", [0.2, 0.9])
def test_loudness_outside_its_window_is_named(
    tmp_path: Path, dbfs: float, wrong: list[Wrong], seconds: float
) -> None:
    assert checked(tmp_path, tone(seconds, dbfs, trail=0.5)) == wrong


@pytest.mark.parametrize("dbfs", [-14.0, -20.0, -33.3])
def test_loudness_is_that_of_what_is_heard_and_not_of_the_silence(dbfs: float) -> None:
    assert loudness(tone(2.0, dbfs, lead=0, trail=0)) == pytest.approx(dbfs, abs=0.05)
    assert loudness(tone(2.0, dbfs, lead=2.0, trail=4.0)) == pytest.approx(dbfs, abs=0.8)
    quieter = tone(2.0, dbfs - 20, lead=0, trail=0)
    assert loudness(tone(2.0, dbfs, lead=0, trail=0) + quieter) == pytest.approx(dbfs, abs=0.8)
    assert loudness([0] * 1000) == -math.inf
    assert loudness([]) == -math.inf


@pytest.mark.parametrize(
    ("lead", "trail", "wrong"),
    [
        (0.05, 0.55, []), (0.0, 0.0, []), (0.066, 0.3, [Wrong.LEAD]), (0.02, 0.65, [Wrong.TRAIL]),
        (1.0, 1.0, [Wrong.LEAD, Wrong.TRAIL]),
    ],
)  # fmt: skip
def test_silence_that_keeps_people_waiting_is_named(
    tmp_path: Path, lead: float, trail: float, wrong: list[Wrong]
) -> None:
    assert checked(tmp_path, tone(0.9, lead=lead, trail=trail)) == wrong


def test_silences_are_measured_to_their_window() -> None:
    measured = silences(tone(1.0, lead=0.25, trail=0.5))
    assert (measured.lead, measured.trail) == (pytest.approx(0.25, abs=0.006), pytest.approx(0.5, abs=0.006))
    assert silences([]).whole


@pytest.mark.parametrize(
    ("seconds", "wrong"),
    [(0.1, [Wrong.TOO_SHORT]), (0.3, []), (2.0, []), (4.0, [Wrong.TOO_LONG])],
)
def test_a_recording_much_too_short_or_long_for_its_words_is_named(
    tmp_path: Path, seconds: float, wrong: list[Wrong]
) -> None:
    assert checked(tmp_path, tone(seconds)) == wrong  # two syllables


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("تىلىڭىزنى تاللاڭ.", "ug", 6), ("Тіліңізді таңдаңыз.", "kk", 7), ("请选择语言。", "zh-Hans", 5),
        ("Please choose", "en", 6), ("—", "ug", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_in_every_spoken_language(text: str, language: str, count: int) -> None:
    assert syllables(text, language) == count


def test_every_spoken_language_has_its_syllables() -> None:
    for language in ALL_LANGUAGES:
        assert syllables("a", language.spoken_with) >= 1


def test_a_pack_of_another_language_is_named_and_looked_at_no_further(pack: Path) -> None:
    assert found(pack, "ug") == [(Wrong.LANGUAGE, "")]


def test_without_a_manifest_nothing_else_is_said(tmp_path: Path) -> None:
    assert [f.wrong for f in check_pack(tmp_path / "none", MESSAGES, "en")] == [Wrong.MANIFEST]


def test_faults_of_the_manifest_are_told_with_the_rest(pack: Path) -> None:
    entries = [
        prompt_entry("p.1", HELLO.spoken, SOUND, file="../p.1.wav"),
        prompt_entry("p.2", TAKE.spoken, SOUND),
    ]
    write_pack_file(pack, entries)
    findings = check_pack(pack, MESSAGES, "en")
    assert {finding.wrong for finding in findings} == {Wrong.MANIFEST, Wrong.MISSING, Wrong.UNLISTED}


def test_the_short_look_leaves_the_levels_out_and_still_sees_damage(tmp_path: Path) -> None:
    write_pack(tmp_path, {HELLO.spoken: wav_file([0] * 1000), TAKE.spoken: SOUND})
    assert check_pack(tmp_path, MESSAGES, "en", levels=False) == ()
    (tmp_path / "p.2.wav").write_bytes(b"")
    assert [f.wrong for f in check_pack(tmp_path, MESSAGES, "en", levels=False)] == [Wrong.DAMAGED]


def test_how_far_it_is_is_told_for_every_file(pack: Path) -> None:
    told: list[tuple[int, int]] = []
    check_pack(pack, MESSAGES, "en", progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_a_finding_reads_as_a_line() -> None:
    assert str(Finding(Wrong.LEAD, "a.b", "a.b.wav", "80 ms")) == "silence before: a.b (a.b.wav): 80 ms"
    assert str(Finding(Wrong.UNLISTED, "", "x.wav", "")) == "unlisted: (x.wav)"


def test_what_makes_a_pack_unsound_is_what_would_be_heard_wrongly_or_not_at_all() -> None:
    assert Wrong.MISSING not in UNSOUND and Wrong.TOO_LOUD not in UNSOUND
    assert {Wrong.DAMAGED, Wrong.STALE, Wrong.FORM, Wrong.MANIFEST} <= UNSOUND


def test_recordings_under_the_names_of_the_script_become_a_pack(tmp_path: Path) -> None:
    again = SpokenMessage("service:a:title", "Hello", "Hello")
    (tmp_path / "p.1.wav").write_bytes(SOUND)
    (tmp_path / "other.wav").write_bytes(SOUND)
    manifest, findings = recorded_manifest(tmp_path, (*MESSAGES, again), "en", "somebody, CC BY 4.0")
    assert [(finding.wrong, finding.file) for finding in findings] == [
        (Wrong.MISSING, "p.2.wav"), (Wrong.UNLISTED, "other.wav"),
    ]  # fmt: skip
    assert [(entry.key, entry.file) for entry in manifest.entries] == [
        ("p.1", "p.1.wav"), ("service:a:title", "p.1.wav"),
    ]  # fmt: skip
    assert manifest.entries[0].sha256 == sha256(SOUND).digest()
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == (manifest, ())
    assert RecordedPack(tmp_path).render(Prompt(("Hello",), "en")) is not None


def test_a_link_among_the_recordings_is_not_taken_into_a_pack(tmp_path: Path) -> None:
    (tmp_path / "p.1.wav").symlink_to("/etc/hostname")
    manifest, findings = recorded_manifest(tmp_path, (HELLO,), "en", "")
    assert manifest.entries == ()
    assert [finding.wrong for finding in findings][:1] == [Wrong.DAMAGED]
