"""The table of readings is generated, and reads as pypinyin with all its words."""

import subprocess
import sys
from pathlib import Path

import pytest
from pypinyin import Style, lazy_pinyin

from kiosk.speech.readings import read

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "deploy" / "speech" / "readings.py"
WORDS = (
    "重庆",
    "银行",
    "长大",
    "音乐",
    "快乐",
    "重新",
    "还款",
    "行业",
    "参加",
    "人参",
    "便宜",
    "方便",
    "朝阳",
    "大夫",
    "一个",
    "老鼠",
)


def test_the_table_is_what_the_script_writes() -> None:
    script = f"import runpy; print(runpy.run_path({str(SCRIPT)!r})['as_text'](), end='')"
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True)
    assert (ROOT / "kiosk" / "speech" / "data" / "readings.txt").read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize("word", WORDS)
def test_words_are_read_as_pypinyin_reads_them(word: str) -> None:
    assert read(word) == lazy_pinyin(word, style=Style.TONE3, tone_sandhi=True, neutral_tone_with_five=True)


def test_the_longest_word_is_read_wherever_it_stands() -> None:
    assert read("银行长大") == ["yin2", "hang2", "zhang3", "da4"]
    assert read("在重庆") == ["zai4", "chong2", "qing4"]


def test_a_character_that_nobody_reads_stays() -> None:
    assert read("㐂重") == ["㐂", "zhong4"]


def test_the_first_and_the_last_of_the_table_are_found() -> None:
    lines = (ROOT / "kiosk" / "speech" / "data" / "readings.txt").read_text(encoding="utf-8").splitlines()
    for line in (lines[0], lines[-1]):
        word, _, reading = line.partition("\t")
        assert read(word) == reading.split(" ")


def test_nothing_is_read_of_nothing() -> None:
    assert read("") == []


def test_the_voice_reads_without_pypinyin() -> None:
    script = (
        "import sys; from kiosk.speech.voices import for_the_engine; "
        "for_the_engine('您好', 'zh-Hans'); print('pypinyin' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    assert done.stdout.strip() == "False"
