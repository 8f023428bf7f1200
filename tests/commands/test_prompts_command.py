"""`kiosk prompts` lists what is spoken, makes packs, scripts them, and names what is wrong with them."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from kiosk.__main__ import entry
from kiosk.commands.bundled import LOCALES, SANDBOX_SERVICES
from kiosk.commands.prompts import Progress
from kiosk.language.catalogue import load_catalogues, placeholders
from kiosk.language.languages import RESIDENT_LANGUAGES
from kiosk.speech.provider import Prompt
from kiosk.speech.recorded_pack import RecordedPacks
from tests.commands.conftest import Typed
from tests.speech.recordings import tone, wav_file

SOUND = wav_file(tone(1.0))
OURS = ("--services", SANDBOX_SERVICES)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole pack, asked for in Arabic script: it speaks Kazakh."""
    folder = tmp_path_factory.mktemp("packs") / "kk"
    words = ["prompts", "render", "--language", "kk-Arab", "--out", str(folder), *map(str, OURS)]
    assert entry(words) == 0
    return folder


@pytest.fixture
def pack(rendered: Path, tmp_path: Path) -> Path:
    """A copy to be broken."""
    return Path(copytree(rendered, tmp_path / "packs" / "kk"))


def test_every_message_is_listed_in_every_language_of_the_residents(kiosk: Typed) -> None:
    answered = kiosk("prompts", "list", "--json", *OURS)
    assert answered.code == 0
    messages = answered.object["messages"]
    keys = load_catalogues(LOCALES).patterns["en"].keys()
    for language in RESIDENT_LANGUAGES:
        own = {message["key"]: message for message in messages if message["language"] == language.tag}
        assert keys <= own.keys()
        assert "service:agri-subsidy:title" in own
        assert all(message["spoken"] for message in own.values() if not message["on_paper"])
        assert own["services.sentence"]["screen"] == "services"
    assert {message["language"] for message in messages} == {language.tag for language in RESIDENT_LANGUAGES}


def test_one_language_and_those_with_values_can_be_listed_alone(kiosk: Typed) -> None:
    messages = kiosk("prompts", "list", "--language", "ug", "--dynamic", "--json", *OURS).object["messages"]
    with_values = {k for k, text in load_catalogues(LOCALES).patterns["ug"].items() if placeholders(text)}
    assert {m["key"] for m in messages if not m["key"].startswith("service:")} == with_values
    assert {m["language"] for m in messages} == {"ug"} and all(m["dynamic"] for m in messages)


def test_people_get_a_line_a_message(kiosk: Typed) -> None:
    lines = kiosk("prompts", "list", "--language", "kk", *OURS).out.splitlines()
    assert any(line.split("\t")[:2] == ["kk", "services.sentence"] for line in lines)
    assert any(line.startswith("kk\tguide.yuan\t") and line.endswith("\twith values") for line in lines)
    assert any(line.startswith("kk\tpaper.keep\t") and line.endswith("\ton paper") for line in lines)


def test_a_rendered_pack_passes_its_check(kiosk: Typed, rendered: Path) -> None:
    answered = kiosk("prompts", "check", rendered, "--language", "kk-Arab", "--json", *OURS)
    assert (answered.code, answered.object["findings"]) == (0, [])
    assert answered.object["language"] == "kk"
    assert answered.object["voice"].startswith("synthesised: ")
    told = kiosk("prompts", "check", rendered, *OURS)
    assert (told.code, told.out) == (0, f"{rendered}: nothing is wrong\n")


def test_a_rendered_pack_is_in_one_voice_and_holds_nothing_with_a_value(kiosk: Typed, rendered: Path) -> None:
    manifest = json.loads((rendered / "pack.json").read_text(encoding="utf-8"))
    assert "," not in manifest["voice"]
    messages = kiosk("prompts", "list", "--language", "kk", "--json", *OURS).object["messages"]
    fixed = {m["key"] for m in messages if not m["dynamic"] and not m["on_paper"]}
    assert {prompt["key"] for prompt in manifest["prompts"]} == fixed
    files = {prompt["file"] for prompt in manifest["prompts"]}
    assert {path.name for path in rendered.iterdir()} == {"pack.json", *files}


def test_the_kiosk_says_by_a_rendered_pack_what_it_lists(kiosk: Typed, rendered: Path) -> None:
    packs = RecordedPacks(rendered.parent)
    messages = kiosk("prompts", "list", "--language", "kk-Arab", "--json", *OURS).object["messages"]
    # What stands on paper alone may still be the same words as something that is spoken.
    recorded = {m["spoken"] for m in messages if not m["dynamic"] and not m["on_paper"]}
    for message in messages[::10]:
        said = packs.render(Prompt((message["spoken"],), "kk")) is not None
        assert said == (message["spoken"] in recorded), message["key"]
    assert packs.health() is None


def test_everything_wrong_with_a_pack_is_named_and_the_check_fails(kiosk: Typed, pack: Path) -> None:
    manifest = json.loads((pack / "pack.json").read_text(encoding="utf-8"))
    by_key = {prompt["key"]: prompt for prompt in manifest["prompts"]}
    by_key["services.sentence"]["text"] = "0" * 64  # was recorded for other words
    manifest["prompts"].remove(by_key["services.hint"])
    manifest["prompts"].append(by_key["bar.help"] | {"key": "bar.gone"})
    (pack / "pack.json").write_text(json.dumps(manifest), encoding="utf-8")
    (pack / by_key["bar.back"]["file"]).write_bytes(SOUND)
    answered = kiosk("prompts", "check", pack, "--json", *OURS)
    assert answered.code == 1
    assert {(found["wrong"], found["key"], found["file"]) for found in answered.object["findings"]} == {
        ("stale", "services.sentence", "services.sentence.wav"),
        ("missing", "services.hint", ""),
        ("unlisted", "", "services.hint.wav"),
        ("unknown key", "bar.gone", "bar.help.wav"),
        ("damaged", "bar.back", "bar.back.wav"),
    }


def test_a_folder_that_is_no_pack_is_named(kiosk: Typed, tmp_path: Path) -> None:
    answered = kiosk("prompts", "check", tmp_path / "none", *OURS)
    assert answered.code == 1
    assert "pack.json" in answered.out and "No such file" in answered.out


def test_a_pack_of_another_language_than_was_asked_for_fails(kiosk: Typed, rendered: Path) -> None:
    answered = kiosk("prompts", "check", rendered, "--language", "ug", "--json", *OURS)
    assert answered.code == 1
    assert [found["wrong"] for found in answered.object["findings"]] == ["language"]


def test_recordings_are_never_written_over(kiosk: Typed, tmp_path: Path) -> None:
    (tmp_path / "mine.wav").write_bytes(SOUND)
    for out in (tmp_path, tmp_path / "mine.wav", tmp_path / "no" / "where"):
        answered = kiosk("prompts", "render", "--language", "ug", "--out", out, *OURS)
        assert (answered.code, answered.out) == (2, "")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.wav"]


@pytest.mark.parametrize("tag", [language.tag for language in RESIDENT_LANGUAGES])
def test_the_script_is_written_in_every_language(kiosk: Typed, tmp_path: Path, tag: str) -> None:
    out = tmp_path / "script.pdf"
    answered = kiosk("prompts", "script", "--language", tag, "--out", out, "--json", *OURS)
    assert answered.code == 0
    read = subprocess.run(["pdftotext", out, "-"], capture_output=True, check=True).stdout.decode()
    assert read.count(".wav") == answered.object["sentences"] > 200


def test_recordings_named_as_in_the_script_become_a_pack_that_grows(kiosk: Typed, tmp_path: Path) -> None:
    (tmp_path / "bar.help.wav").write_bytes(SOUND)
    words = ("prompts", "manifest", tmp_path, "--language", "ug", "--voice", "somebody, CC BY 4.0", *OURS)
    answered = kiosk(*words, "--json")
    assert (answered.code, answered.object["messages"]) == (0, 1)
    assert {found["wrong"] for found in answered.object["findings"]} == {"missing"}
    (tmp_path / "bar.back.wav").write_bytes(SOUND)
    assert kiosk(*words, "--json").object["messages"] == 2
    checked = kiosk("prompts", "check", tmp_path, "--json", *OURS)
    assert {found["wrong"] for found in checked.object["findings"]} == {"missing"}
    assert checked.object["voice"] == "somebody, CC BY 4.0"


def test_a_manifest_for_no_folder_is_refused(kiosk: Typed, tmp_path: Path) -> None:
    words = ("--language", "ug", "--voice", "nobody", *OURS)
    assert kiosk("prompts", "manifest", tmp_path / "none", *words).code == 1


def test_faults_of_the_services_are_named_before_anything_is_made(kiosk: Typed, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("id: [", encoding="utf-8")
    out = tmp_path / "script.pdf"
    words = ("--language", "ug", "--out", out, "--services", tmp_path, "--json")
    answered = kiosk("prompts", "script", *words)
    assert (answered.code, answered.object["failure"]["code"]) == (1, "SVC-01")
    assert not out.exists()


def test_what_takes_longer_than_a_second_says_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 0.5, 1.0, 1.0, 1.9, 2.0, 2.0])
    progress = Progress("checked", clock=lambda: next(times))
    for done in range(1, 5):
        progress(done, 4)
    assert capsys.readouterr().err == "checked 2 of 4\nchecked 4 of 4\n"


def rows(kiosk: Typed, file: Path) -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in kiosk("doctor", "--config", file, "--json").object["rows"]}


def test_doctor_names_whose_voices_are_installed(
    kiosk: Typed, config: Callable[..., Path], rendered: Path
) -> None:
    file = config(f'[speech]\npacks = "{rendered.parent}"\nsink = "none"\n')
    row = rows(kiosk, file)["voice packs"]
    assert (row["state"], row["code"]) == ("ok", None)
    assert "kk" in row["detail"] and "synthesised" in row["detail"]


def test_doctor_names_a_damaged_and_a_stale_pack(
    kiosk: Typed, config: Callable[..., Path], pack: Path
) -> None:
    text = (pack / "pack.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    next(p for p in manifest["prompts"] if p["key"] == "services.sentence")["text"] = "0" * 64
    (pack / "pack.json").write_text(json.dumps(manifest), encoding="utf-8")
    (pack / "bar.back.wav").unlink()
    file = config(f'[speech]\npacks = "{pack.parent}"\nsink = "none"\n')
    row = rows(kiosk, file)["voice packs"]
    assert (row["state"], row["code"]) == ("failed", "VOICE-03")
    assert "kk/services.sentence.wav" in row["detail"] and "kk/bar.back.wav" in row["detail"]
    assert row["what_to_do"]


def test_doctor_says_nothing_of_packs_where_none_are_configured(
    kiosk: Typed, config: Callable[..., Path], tmp_path: Path
) -> None:
    assert "voice packs" not in rows(kiosk, config('[speech]\nsink = "none"\n'))
    missing = rows(kiosk, config('[speech]\npacks = "nowhere"\nsink = "none"\n'))["voice packs"]
    assert missing["code"] == "VOICE-03"
    (tmp_path / "nowhere").mkdir()
    empty = rows(kiosk, config('[speech]\npacks = "nowhere"\nsink = "none"\n'))["voice packs"]
    assert empty["state"] == "notice"


def test_a_reader_that_has_had_enough_is_no_fault() -> None:
    words = [sys.executable, "-m", "kiosk", "prompts", "list", "--language", "ug"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline().startswith("ug\t")
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()
    assert process.returncode == 0
