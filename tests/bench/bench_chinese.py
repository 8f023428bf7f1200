"""Chinese input: start, and an answer for every letter of words and every stroke of a character."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from figure import Figure
from measuring import milliseconds, repeated, tell

from kiosk.input.candidates import InputAbsent
from kiosk.input.handwriting import HandwritingInput, Strokes, open_handwriting
from kiosk.input.pinyin import PinyinInput, open_pinyin

WORDS = (
    "shenfenzheng", "senfenzen", "sfz", "maimaiti", "abudureheman", "wulumuqi", "xinjiangweiwuerzizhiqu",
    "wodemingzijiao", "dianhuahaoma", "yinhangka", "zhongguoren", "yi", "shi",
)  # fmt: skip
# 買 in 12 strokes: from and to, in tenths of the pad.
CHARACTER: Strokes = tuple(
    ((x1 / 10, y1 / 10), (x2 / 10, y2 / 10))
    for x1, y1, x2, y2 in (
        (2, 1, 2, 3), (2, 1, 8, 1), (8, 1, 8, 3), (4, 1, 4, 3), (6, 1, 6, 3), (2, 3, 8, 3),
        (3, 4, 3, 8), (3, 4, 7, 4), (7, 4, 7, 8), (3, 5, 7, 5), (3, 7, 7, 7), (3, 8, 2, 9.5),
    )
)  # fmt: skip

Source = TypeVar("Source", PinyinInput, HandwritingInput)


def opened(source: Source | InputAbsent) -> Source:
    if isinstance(source, InputAbsent):
        raise SystemExit(f"{source.code}: {source.detail}. {source.do}")
    return source


def main() -> None:
    with TemporaryDirectory() as folder:
        starts = []
        for number in range(5):
            user = Path(folder, str(number))
            starts.append(milliseconds(lambda user=user: opened(open_pinyin(user)).close()))
        tell(Figure("pinyin start", "ms", tuple(starts), reach=300))
        pinyin = opened(open_pinyin(Path(folder, "asked")))
        letters = [word[: length + 1] for word in WORDS for length in range(len(word))]
        answers = tuple(milliseconds(partial(pinyin.candidates, typed)) for typed in letters)
        tell(Figure("pinyin candidates, a letter", "ms", answers, reach=10, by_p95=True))
        pinyin.close()
    tell(Figure("handwriting start", "ms", repeated(lambda: opened(open_handwriting()).close(), 5, warm=0)))
    handwriting = opened(open_handwriting())
    written = [CHARACTER[: count + 1] for _ in range(10) for count in range(len(CHARACTER))]
    answers = tuple(milliseconds(partial(handwriting.candidates, strokes)) for strokes in written)
    tell(Figure("handwriting candidates, a stroke", "ms", answers, reach=20, by_p95=True))
    handwriting.close()


main()
