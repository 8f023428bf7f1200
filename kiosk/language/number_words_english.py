"""English number words, for maintainers."""

from kiosk.language.number_words_lexicon import Lexicon, listed

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"

ENGLISH_TEENS = listed(_TEENS)

ENGLISH_NUMBERS = Lexicon(
    units=listed("zero one two three four five six seven eight nine"),
    tens=listed("- ten twenty thirty forty fifty sixty seventy eighty ninety"),
    hundred="hundred",
    scales=((10**9, "billion"), (10**6, "million"), (10**3, "thousand")),
    minus="minus",
    ordinals={
        "one": "first",
        "two": "second",
        "three": "third",
        "five": "fifth",
        "eight": "eighth",
        "nine": "ninth",
        "twelve": "twelfth",
        "twenty": "twentieth",
        "thirty": "thirtieth",
        "forty": "fortieth",
        "fifty": "fiftieth",
        "sixty": "sixtieth",
        "seventy": "seventieth",
        "eighty": "eightieth",
        "ninety": "ninetieth",
    },
    whole="",
    point="point",
    fractions=(),
    percent_of="percent",
    hour="o'clock",
    minute="",
    letters={letter: letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    comma=",",
)

ENGLISH_MONTHS = listed(
    "January February March April May June July August September October November December"
)
