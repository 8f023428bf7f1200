"""Services: five hundred read, found by words, and from the list of them to the first question, in every
language.

A touch enters where a touch driver's would; it is over when the frame is drawn and GL has finished it.
"""

import gc
import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from figure import Figure
from measuring import milliseconds, repeated, tell

from kiosk.language.languages import CHINESE, ENGLISH, KAZAKH, KAZAKH_ARABIC, UYGHUR
from kiosk.services.packs import load_catalogue

MANY = 500
WORDS = (
    (UYGHUR, "تولۇقلىما پۇلى"), (KAZAKH, "жәрдем қаржысы"), (KAZAKH_ARABIC, "جاردەم قارجىسى"),
    (CHINESE, "土地补贴"), (CHINESE, "tudibutie"), (CHINESE, "tdbt"), (ENGLISH, "land subsidy"),
)  # fmt: skip
TYPED = {"ug": "يەرت", "kk-Arab": "جەرج", "kk": "жерж", "zh-Hans": "tudi"}
# Needs no card: nothing but the machine stands between its title and its first question.
ERRAND = "suggestion"


def main() -> None:
    from tests.services.many import write_many

    with TemporaryDirectory() as folder:
        write_many(Path(folder, "services.json"), MANY)
        loads = repeated(lambda: load_catalogue(Path(folder)), 7, warm=1)
        tell(Figure(f"{MANY} services loaded", "ms", loads, 200))
        many = load_catalogue(Path(folder))
        finds = [
            milliseconds(partial(many.find, words[:length], language))
            for language, words in WORDS
            for length in range(1, len(words) + 1)
        ]
        tell(Figure(f"found among {MANY}, a letter", "ms", tuple(finds), 20, by_p95=True))
        for tag in TYPED:
            rounds = [seen(tag, folder) for _ in range(5)]
            tell(Figure(f"{tag}: list → first question", "ms", tuple(r["first"] for r in rounds), 100))
            letters = tuple(time for r in rounds for time in r["letters"])
            tell(Figure(f"{tag}: search, a letter → results drawn", "ms", letters, 20, by_p95=True))


def seen(tag: str, folder: str) -> dict[str, list[float]]:
    done = subprocess.run(
        [sys.executable, __file__, tag, folder], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(tag: str, folder: str) -> None:
    """One process, as every visit has: from the list to the first question, then a search among many."""
    from kivy.config import Config

    for option, value in (("width", 1080), ("height", 1920), ("maxfps", 0), ("multisamples", 0)):
        Config.set("graphics", option, value)
    from hand import Hand

    from kiosk.commands.bundled import SANDBOX_SERVICES
    from kiosk.language.languages import language_by_tag
    from tests.screens.face import Face

    gc.disable()
    hand = Hand(Face(language=language_by_tag(tag), services=load_catalogue(SANDBOX_SERVICES)))
    hand.touch("begin")
    hand.touch(f"language:{tag}")
    group = hand.face.app.surroundings.services.service(ERRAND).categories[0]
    if f"service:{ERRAND}" not in hand.face.elements():
        hand.touch(f"category:{group}")
    first = hand.touch(f"service:{ERRAND}")
    while hand.face.shown == "guide":
        first += hand.touch("forward")
    assert hand.face.shown.startswith("step"), hand.face.shown
    hand.face.close()

    hand = Hand(Face(language=language_by_tag(tag), services=load_catalogue(Path(folder))))
    hand.touch("begin")
    hand.touch(f"language:{tag}")
    hand.touch("search")
    letters = [hand.touch(f"key:{letter}") for letter in TYPED[tag]]
    hand.face.close()
    print(json.dumps({"first": first, "letters": letters}))


if len(sys.argv) > 1:
    measure(*sys.argv[1:])
else:
    main()
