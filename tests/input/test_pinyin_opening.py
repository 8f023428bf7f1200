"""Opening librime: what is missing is named, and nothing of a visit stays."""

from pathlib import Path

import pytest

from kiosk.failures import FailureCode
from kiosk.input.candidates import InputAbsent
from kiosk.input.pinyin import SCHEMAS, TABLE, PinyinInput, open_pinyin
from kiosk.input.rime import RimeFolders, RimeUnusable, open_session


def opened(folder: Path) -> PinyinInput:
    pinyin = open_pinyin(folder)
    if isinstance(pinyin, InputAbsent):
        pytest.skip(f"{pinyin.detail}. {pinyin.do}")
    return pinyin


def test_without_the_library_it_is_named_absent(tmp_path: Path) -> None:
    absent = open_pinyin(tmp_path, library="librime-that-is-not-there.so.1")
    assert isinstance(absent, InputAbsent)
    assert absent.code is FailureCode.PINYIN_ABSENT
    assert "librime-bin" in absent.do


def test_without_the_dictionary_it_is_named_absent(tmp_path: Path) -> None:
    absent = open_pinyin(tmp_path / "user", dictionary=tmp_path)
    assert isinstance(absent, InputAbsent)
    assert TABLE in absent.detail
    assert not (tmp_path / "user").exists()


def test_a_damaged_dictionary_is_named_absent(tmp_path: Path) -> None:
    (tmp_path / TABLE).write_bytes(b"no table")
    absent = open_pinyin(tmp_path / "user", dictionary=tmp_path)
    assert isinstance(absent, InputAbsent)
    assert absent.code is FailureCode.PINYIN_ABSENT


def test_a_schema_that_is_not_there_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(RimeUnusable, match="kiosk_pinyin"):
        open_session(RimeFolders(schemas=tmp_path, dictionary=SCHEMAS, user=tmp_path), "kiosk_pinyin")


def test_it_opens_after_it_was_absent_and_after_it_was_closed(tmp_path: Path) -> None:
    for visit in ("first", "second", "third"):
        pinyin = opened(tmp_path / visit)
        assert pinyin.candidates("sfz")[0].text == "身份证"
        pinyin.close()


def test_what_one_resident_chose_is_not_offered_sooner_to_the_next_and_nothing_is_on_disk(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    offered = []
    for visit in ("first", "second"):
        pinyin = opened(tmp_path / visit)
        offered.append(pinyin.candidates("zhuozhouxian"))
        for typed in ("maimaiti", "zhuozhouxian", "wozhuzaizheli", "mmt"):
            for length in range(len(typed)):
                pinyin.candidates(typed[: length + 1])
        pinyin.close()
    assert offered[0] == offered[1]
    assert capfd.readouterr() == ("", "")
    written = {
        path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert written
    assert [path for path in written if path.suffix not in (".bin", ".yaml")] == []
    for path, content in written.items():
        if not path.name.startswith("kiosk_names"):
            assert not [
                word for word in ("maimaiti", "买买提", "zhuozhou", "我住在") if word.encode() in content
            ]
    # Compiled once from our data, so the same in every visit.
    compiled = {
        path: content for path, content in written.items() if path.suffix == ".bin" and "first" in path.parts
    }
    assert compiled == {
        Path("first", *path.parts[1:]): content
        for path, content in written.items()
        if path.suffix == ".bin" and "second" in path.parts
    }
