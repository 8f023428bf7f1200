"""The words that are read otherwise than their characters: generated, and read as with all of pypinyin's."""

import subprocess
import sys
from pathlib import Path

from kiosk.speech.chinese_reading import to_pinyin

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "deploy" / "speech" / "readings.py"
WITH_ALL_WORDS = """
import sys
from pypinyin import Style, lazy_pinyin
for line in sys.stdin.read().splitlines():
    print(" ".join(lazy_pinyin(line, style=Style.TONE3, tone_sandhi=True, neutral_tone_with_five=True)))
"""
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
)


def test_the_table_is_what_the_script_writes() -> None:
    # In a process of its own: in this one pypinyin may have been read without its words.
    script = f"import runpy; print(runpy.run_path({str(SCRIPT)!r})['as_text'](), end='')"
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True)
    assert (ROOT / "kiosk" / "speech" / "data" / "phrases.json").read_text(encoding="utf-8") == done.stdout


def test_words_are_read_as_with_the_whole_table() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITH_ALL_WORDS],
        input="\n".join(WORDS), stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    assert [to_pinyin(word) for word in WORDS] == done.stdout.splitlines()
