"""A person's recordings are heard where they are right and of today's words; else the next voice speaks."""

import json
import os
import tracemalloc
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.failures import FailureCode
from kiosk.speech.pack_manifest import Entry, Manifest, read_manifest, text_digest, write_manifest
from kiosk.speech.provider import Prompt
from kiosk.speech.recorded_pack import PAUSE_S, RecordedPack, RecordedPacks
from kiosk.speech.sound_measures import as_numbers, form_fault, silences
from kiosk.speech.wav import SAMPLE_RATE, Wav, is_speech
from tests.speech.recordings import prompt_entry, tone, wav_file, write_pack, write_pack_file

HELLO, TAKE, BACK = "Hello", "Please take your card.", "Back"
SOUND, OTHER = wav_file(tone()), wav_file(tone(pitch=300))


def prompt(*texts: str, tag: str = "en", slow: bool = False) -> Prompt:
    return Prompt(texts, tag, slow)


def test_a_recorded_text_is_said_by_its_recording(tmp_path: Path) -> None:
    pack = RecordedPack(write_pack(tmp_path, {HELLO: SOUND, TAKE: OTHER}))
    assert pack.render(prompt(TAKE)) == Wav(OTHER, "recorded")
    assert pack.health() is None
    assert (pack.language, pack.voice) == ("en", "nobody")
    assert pack.tend()


def test_what_is_not_recorded_is_left_to_the_next_voice_and_is_no_fault(tmp_path: Path) -> None:
    pack = RecordedPack(write_pack(tmp_path, {HELLO: SOUND}))
    assert pack.render(prompt("Hello!")) is None
    assert pack.render(prompt()) is None
    assert pack.health() is None


def test_a_recording_of_what_the_sentence_used_to_be_is_not_played(tmp_path: Path) -> None:
    pack = RecordedPack(write_pack(tmp_path, {"Please take your card": SOUND}))
    assert pack.render(prompt(TAKE)) is None


def test_a_prompt_of_which_one_part_is_not_recorded_is_not_said_at_all(tmp_path: Path) -> None:
    pack = RecordedPack(write_pack(tmp_path, {HELLO: SOUND, TAKE: OTHER}))
    assert pack.render(prompt(HELLO, "Ayguel", TAKE)) is None


def test_another_language_is_left_to_its_own_voice(tmp_path: Path) -> None:
    pack = RecordedPack(write_pack(tmp_path, {HELLO: SOUND}, language="ug"))
    assert pack.render(prompt(HELLO)) is None
    assert pack.render(prompt(HELLO, tag="ug")) is not None


def test_who_asks_for_slower_speech_gets_a_voice_that_can(tmp_path: Path) -> None:
    assert RecordedPack(write_pack(tmp_path, {HELLO: SOUND})).render(prompt(HELLO, slow=True)) is None


@pytest.mark.parametrize(
    ("trail", "lead", "pause"), [(0.3, 0.02, PAUSE_S), (0.0, 0.0, PAUSE_S), (0.5, 0.05, 0.55)]
)
def test_parts_stand_as_far_from_each_other_as_an_engine_sets_them(
    tmp_path: Path, trail: float, lead: float, pause: float
) -> None:
    parts = {text: wav_file(tone(0.5, lead=lead, trail=trail, pitch=pitch))
             for text, pitch in ((HELLO, 200), (TAKE, 300), (BACK, 400))}  # fmt: skip
    said = RecordedPack(write_pack(tmp_path, parts)).render(prompt(HELLO, TAKE, BACK))
    assert said is not None and is_speech(said.data)
    samples = as_numbers(said.samples)
    gaps, quiet = [], 0
    for at in range(0, len(samples), 110):
        if any(abs(sample) > 300 for sample in samples[at : at + 110]):
            gaps += [quiet * 110 / SAMPLE_RATE] if quiet * 110 > 0.2 * SAMPLE_RATE else []
            quiet = 0
        else:
            quiet += 1
    assert gaps == [pytest.approx(pause, abs=0.015)] * 2
    assert silences(samples).trail == pytest.approx(trail, abs=0.006)


def test_a_missing_file_leaves_only_its_own_prompt_to_the_next_voice(tmp_path: Path) -> None:
    pack = RecordedPack(write_pack(tmp_path, {HELLO: SOUND, TAKE: OTHER}))
    (tmp_path / "p.1.wav").unlink()
    assert pack.render(prompt(HELLO)) is None
    assert pack.health() is FailureCode.VOICE_PACK_DAMAGED
    assert [(fault.file, fault.what) for fault in pack.faults] == [("p.1.wav", "No such file or directory")]
    assert pack.render(prompt(TAKE)) is not None


def test_a_file_that_came_back_is_heard_and_the_fault_is_gone(tmp_path: Path) -> None:
    pack = RecordedPack(write_pack(tmp_path, {HELLO: SOUND}))
    (tmp_path / "p.1.wav").rename(tmp_path / "away.wav")
    assert pack.render(prompt(HELLO)) is None
    (tmp_path / "away.wav").rename(tmp_path / "p.1.wav")
    assert pack.render(prompt(HELLO)) is not None
    assert pack.health() is None


@pytest.mark.parametrize(
    "damaged", [b"", SOUND[:-1], SOUND[:-2000], SOUND + b"\0\0", OTHER, SOUND[:100], b"RIFF"],
    ids=["empty", "a byte short", "cut off", "longer", "another", "header only", "no header"],
)  # fmt: skip
def test_a_file_that_is_not_the_one_of_the_manifest_is_not_played(tmp_path: Path, damaged: bytes) -> None:
    pack = RecordedPack(write_pack(tmp_path, {HELLO: SOUND}))
    (tmp_path / "p.1.wav").write_bytes(damaged)
    assert pack.render(prompt(HELLO)) is None
    assert [fault.file for fault in pack.faults] == ["p.1.wav"]
    assert "damaged" in pack.faults[0].what


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (wav_file(tone(), channels=2), "2 channels"),
        (wav_file(tone(), width=1), "8 bits"),
        (wav_file(tone(), rate=48_000), "48000 samples a second"),
        (wav_file([]), "no sound"),
        (SOUND[:-2000], "cut off"),
        (b"OggS" + bytes(100), "no WAV"),
        (b"", "no WAV"),
    ],
    ids=["stereo", "8 bit", "48 kHz", "empty", "cut off", "Ogg", "nothing"],
)
def test_a_file_of_another_form_is_not_played_though_the_manifest_knows_it(
    tmp_path: Path, data: bytes, says: str
) -> None:
    pack = RecordedPack(write_pack(tmp_path, {HELLO: data}))
    assert pack.health() is None  # nobody has asked for it yet
    assert pack.render(prompt(HELLO)) is None
    assert pack.health() is FailureCode.VOICE_PACK_DAMAGED
    assert says in pack.faults[0].what


@given(at=st.integers(0, 59), byte=st.integers(0, 255), length=st.integers(0, len(SOUND)))
@settings(max_examples=300, deadline=None)
def test_no_damaged_header_is_more_than_a_fault(at: int, byte: int, length: int) -> None:
    data = bytearray(SOUND)
    data[at] = byte
    cut = bytes(data[:length])
    assert form_fault(cut) is not None or Wav(cut, "").samples


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", "null", '"pack"', "\xff\xfe{}", "[" * 100_000],
    ids=["empty", "cut off", "list", "number", "null", "text", "no UTF-8", "deep"],
)  # fmt: skip
def test_a_manifest_that_is_none_is_named_and_says_nothing(tmp_path: Path, text: str) -> None:
    write_pack(tmp_path, {HELLO: SOUND})
    (tmp_path / "pack.json").write_text(text, encoding="latin-1")
    pack = RecordedPack(tmp_path)
    assert pack.render(prompt(HELLO)) is None
    assert [fault.file for fault in pack.faults] == ["pack.json"]
    assert pack.health() is FailureCode.VOICE_PACK_DAMAGED
    assert not pack.tend()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"format": 2}, "format"),
        ({"format": True}, "format"),
        ({"format": "1"}, "format"),
        ({"language": "kk-Arab"}, "language"),  # it is spoken with kk
        ({"language": "tr"}, "language"),
        ({"language": ["en"]}, "language"),
        ({"voice": None}, "voice"),
        ({"prompts": {}}, "prompts"),
        ({"prompts": [{}] * 20_001}, "prompts"),
        ({"licence": "free"}, "licence"),
    ],
)
def test_a_wrong_head_is_named_and_says_nothing(
    tmp_path: Path, changes: dict[str, object], says: str
) -> None:
    write_pack_file(tmp_path, [], **changes)
    manifest, faults = read_manifest(tmp_path)
    assert manifest is None
    assert [says in fault.what for fault in faults] == [True]
    assert RecordedPack(tmp_path).health() is FailureCode.VOICE_PACK_DAMAGED


@pytest.mark.parametrize(
    "changes",
    [
        {"file": "../outside.wav"}, {"file": "a/b.wav"}, {"file": "/etc/passwd"}, {"file": "..wav"},
        {"file": "p.1.ogg"}, {"file": ""}, {"file": "p.1.wav\n"}, {"file": "p\0.wav"},
        {"file": "a" * 300 + ".wav"},
        {"file": 3}, {"key": ""}, {"key": None}, {"text": "ab"}, {"text": "G" * 64}, {"sha256": "A" * 64},
        {"sha256": None}, {"gain": 3},
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_entry_is_named_and_the_others_are_heard(tmp_path: Path, changes: dict[str, object]) -> None:
    folder = write_pack(tmp_path / "pack", {HELLO: SOUND, TAKE: OTHER})
    (tmp_path / "outside.wav").write_bytes(SOUND)
    entries = [prompt_entry("p.1", HELLO, SOUND, **changes), prompt_entry("p.2", TAKE, OTHER)]
    write_pack_file(folder, entries)
    pack = RecordedPack(folder)
    assert pack.render(prompt(HELLO)) is None
    assert pack.render(prompt(TAKE)) == Wav(OTHER, "recorded")
    assert [fault.file for fault in pack.faults] == ["pack.json"]
    assert "prompt 1" in pack.faults[0].what


@pytest.mark.parametrize("entry", [None, 3, "p.1", [], {}, {"key": "p.1"}], ids=repr)
def test_an_entry_that_is_none_is_named(tmp_path: Path, entry: object) -> None:
    write_pack_file(tmp_path, [entry])
    manifest, faults = read_manifest(tmp_path)
    assert manifest is not None and manifest.entries == ()
    assert len(faults) == 1 and "prompt 1" in faults[0].what


def test_a_key_that_stands_twice_and_a_file_for_two_texts_are_named(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, {HELLO: SOUND})
    first = prompt_entry("p.1", HELLO, SOUND)
    write_pack_file(folder, [first, prompt_entry("p.1", TAKE, SOUND, file="p.2.wav"),
                             prompt_entry("p.3", BACK, SOUND, file="p.1.wav")])  # fmt: skip
    manifest, faults = read_manifest(folder)
    assert manifest is not None and [entry.key for entry in manifest.entries] == ["p.1"]
    assert ["twice" in faults[0].what, "two different" in faults[1].what] == [True, True]


def test_two_keys_with_the_same_words_may_share_a_file(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, {HELLO: SOUND})
    write_pack_file(folder, [prompt_entry(key, HELLO, SOUND, file="p.1.wav") for key in ("a", "b")])
    pack = RecordedPack(folder)
    assert pack.render(prompt(HELLO)) is not None
    assert pack.faults == ()


@pytest.mark.parametrize("name", ["p.1.wav", "pack.json"])
@pytest.mark.parametrize("inside", [True, False])
def test_a_link_is_never_followed(tmp_path: Path, name: str, inside: bool) -> None:
    folder = write_pack(tmp_path / "pack", {HELLO: SOUND})
    elsewhere = (folder if inside else tmp_path) / "elsewhere"
    (folder / name).rename(elsewhere)
    (folder / name).symlink_to(elsewhere)
    pack = RecordedPack(folder)
    assert pack.render(prompt(HELLO)) is None
    assert [(fault.file, fault.what) for fault in pack.faults] == [(name, "is a symbolic link")]


@pytest.mark.parametrize("name", ["p.1.wav", "pack.json"])
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_a_pipe_or_a_folder_in_a_files_place_keeps_nobody_waiting(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    folder = write_pack(tmp_path, {HELLO: SOUND})
    (folder / name).unlink()
    make(folder / name)
    pack = RecordedPack(folder)
    assert pack.render(prompt(HELLO)) is None
    assert [(fault.file, fault.what) for fault in pack.faults] == [(name, "is no file")]


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, {HELLO: SOUND})
    os.truncate(folder / "p.1.wav", 1 << 30)
    pack = RecordedPack(folder)
    tracemalloc.start()
    assert pack.render(prompt(HELLO)) is None
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1 << 20
    assert "larger" in pack.faults[0].what


def test_ten_thousand_entries_open_and_are_found_and_no_sound_is_kept(tmp_path: Path) -> None:
    data = wav_file(tone(10))
    texts = [f"Text {number}" for number in range(10_000)]
    (tmp_path / "one.wav").write_bytes(data)
    entries = [prompt_entry(f"p.{n}", text, data) for n, text in enumerate(texts)]
    write_pack_file(tmp_path, entries)
    for n in range(0, 10_000, 500):
        (tmp_path / f"p.{n}.wav").hardlink_to(tmp_path / "one.wav")
    tracemalloc.start()
    pack = RecordedPack(tmp_path)
    opened, _ = tracemalloc.get_traced_memory()
    for n in range(0, 10_000, 500):
        assert pack.render(prompt(texts[n])) is not None
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert opened < 10 << 20
    assert kept - opened < 100_000
    assert pack.faults == ()


def test_a_manifest_that_is_written_is_the_one_that_is_read(tmp_path: Path) -> None:
    entry = Entry("service:a:steps.b.question", text_digest("بىر"), "a.wav", sha256(SOUND).digest())
    manifest = Manifest("ug", "ئايگۈل, CC BY 4.0", (entry,))
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == (manifest, ())
    head = json.loads((tmp_path / "pack.json").read_text(encoding="utf-8"))
    assert (head["format"], head["language"]) == (1, "ug")
    assert head["prompts"][0]["text"] == sha256("بىر".encode()).hexdigest()


def test_every_language_of_a_folder_has_its_own_pack(tmp_path: Path) -> None:
    write_pack(tmp_path / "ug", {HELLO: SOUND}, language="ug")
    write_pack(tmp_path / "kk", {HELLO: OTHER}, language="kk")
    (tmp_path / "neural").mkdir()  # no pack of ours
    (tmp_path / "notes.txt").write_text("x")
    packs = RecordedPacks(tmp_path)
    assert packs.render(prompt(HELLO, tag="ug")) == Wav(SOUND, "recorded")
    assert packs.render(prompt(HELLO, tag="kk")) == Wav(OTHER, "recorded")
    assert packs.render(prompt(HELLO)) is None
    assert packs.health() is None
    packs.close()


def test_of_two_packs_of_one_language_the_first_by_name_speaks_and_the_other_is_named(tmp_path: Path) -> None:
    write_pack(tmp_path / "ug-1", {HELLO: SOUND}, language="ug")
    write_pack(tmp_path / "ug-2", {HELLO: OTHER}, language="ug")
    packs = RecordedPacks(tmp_path)
    assert packs.render(prompt(HELLO, tag="ug")) == Wav(SOUND, "recorded")
    assert packs.health() is FailureCode.VOICE_PACK_DAMAGED
    assert [fault.file for fault in packs.faults] == ["ug-2"]


def test_one_damaged_pack_does_not_silence_another(tmp_path: Path) -> None:
    write_pack(tmp_path / "kk", {HELLO: OTHER}, language="kk")
    write_pack_file(tmp_path / "ug", "none")
    packs = RecordedPacks(tmp_path)
    assert packs.render(prompt(HELLO, tag="kk")) is not None
    assert [fault.file for fault in packs.faults] == ["ug/pack.json"]


def test_a_folder_of_packs_that_is_not_there_is_named(tmp_path: Path) -> None:
    packs = RecordedPacks(tmp_path / "none")
    assert packs.render(prompt(HELLO)) is None
    assert packs.health() is FailureCode.VOICE_PACK_DAMAGED
