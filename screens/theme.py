"""The look: colours, sizes and type of docs/design-language.md, as one frozen value.

All measures are given in design pixels, of which 4.03 make a millimetre (a 21.5-inch panel of
1080 x 1920); `Look.px` turns them into pixels of the panel at hand, so that things keep their
physical size.
"""

from dataclasses import dataclass, fields
from enum import Enum

from kiosk.language.languages import Language

DESIGN_PX_PER_MM = 4.03
# Design pixels that the anatomy needs at least, upright and lying.
TALL_SPACE = (1080, 1920)
WIDE_SPACE = (1400, 950)
# Design pixels of width that the words of the stones need beside the name of the matter, per text step.
NAMED_STONES = (1450, 1600)
# Millimetres above the lower edge that can be reached from a wheelchair.
REACH_MM = 255

Colour = tuple[float, float, float, float]


def colour(hexadecimal: str) -> Colour:
    """#RRGGBB as straight RGBA, 0 to 1."""
    red, green, blue = (int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return (red, green, blue, 1.0)


@dataclass(frozen=True)
class Palette:
    """The colour tokens of one theme as #RRGGBB; contrast ratios stand in docs/design-language.md."""

    ground: str
    surface: str
    sand: str
    ink: str
    ink2: str
    line: str
    edge: str
    prim: str
    prim_edge: str
    on_prim: str
    prim_pressed: str
    pressed: str
    acc: str
    on_acc: str
    acc_soft: str
    ok: str
    ok_soft: str
    bad: str
    bad_soft: str
    picture_line: str
    picture_tint: str
    picture_paper: str
    band: str
    band_diamond: str
    band_triangle: str

    def rgba(self, token: str) -> Colour:
        return colour(getattr(self, token))


DAY = Palette(
    ground="#F6F1E7", surface="#FFFFFF", sand="#ECE3D2", ink="#1A222C", ink2="#2E3843",
    line="#7A6A50", edge="#B5A688", prim="#0B4255", prim_edge="#062733", on_prim="#FFFFFF",
    prim_pressed="#062733", pressed="#F5C566",
    acc="#F5C566", on_acc="#1A222C", acc_soft="#FBE6BD", ok="#17492B", ok_soft="#DFEBD8",
    bad="#7A1F10", bad_soft="#FBE3DB", picture_line="#0B4255", picture_tint="#F5C566",
    picture_paper="#FFFFFF", band="#0B4255", band_diamond="#F5C566", band_triangle="#F6F1E7",
)  # fmt: skip
NIGHT = Palette(
    ground="#12202A", surface="#1C2F3B", sand="#17272F", ink="#F4ECDD", ink2="#E6DFD0",
    line="#8FA3AD", edge="#0A1319", prim="#F5C566", prim_edge="#9B742A", on_prim="#12202A",
    prim_pressed="#F5C566", pressed="#2C3A3C",
    acc="#F5C566", on_acc="#12202A", acc_soft="#2C3A3C", ok="#BFE3B4", ok_soft="#1E3B2B",
    bad="#FFC9B8", bad_soft="#4A2820", picture_line="#F4ECDD", picture_tint="#C08A2E",
    picture_paper="#1C2F3B", band="#0A1319", band_diamond="#C08A2E", band_triangle="#2C4553",
)  # fmt: skip
CONTRAST = Palette(
    ground="#000000", surface="#000000", sand="#000000", ink="#FFFFFF", ink2="#FFFFFF",
    line="#FFFFFF", edge="#FFFFFF", prim="#FFFFA0", prim_edge="#FFFFFF", on_prim="#000000",
    prim_pressed="#FFFFA0", pressed="#000000",
    acc="#FFFFA0", on_acc="#000000", acc_soft="#000000", ok="#FFFFFF", ok_soft="#000000",
    bad="#FFFFFF", bad_soft="#000000", picture_line="#FFFFFF", picture_tint="#8A6A00",
    picture_paper="#000000", band="#000000", band_diamond="#FFFFA0", band_triangle="#FFFFFF",
)  # fmt: skip


class ColourTheme(Enum):
    DAY = "day"
    NIGHT = "night"
    CONTRAST = "contrast"

    @property
    def palette(self) -> Palette:
        return {"day": DAY, "night": NIGHT, "contrast": CONTRAST}[self.value]


class TextStep(Enum):
    """The text sizes a resident can choose."""

    NORMAL = 0
    LARGE = 1
    LARGEST = 2


@dataclass(frozen=True)
class Modes:
    """What a resident chose with the letters key: seen at once, gone with the visit.

    ``reach``: all that is touched lies in the lower part. ``simple``: fewer choices, longer times, every
    word spoken.
    """

    step: TextStep = TextStep.NORMAL
    theme: ColourTheme = ColourTheme.DAY
    reach: bool = False
    simple: bool = False


class Anatomy(Enum):
    """How the stage is laid out."""

    TALL = "tall"
    REACH = "reach"
    WIDE = "wide"


# Design px per text step (docs/design-language.md, 4 Type). Bold roles are marked in the kv rules.
TYPE = {
    "title": (58, 72, 84),
    "field": (62, 78, 93),
    "choice": (48, 58, 72),
    "key": (46, 58, 68),
    "body": (42, 52, 63),
    "label": (36, 45, 54),
    "place": (40, 42, 44),
    "bar": (34, 36, 36),
    "floor": (31, 36, 48),
    "case": (112, 112, 112),
}
# Where height is dear, lying and low down, larger letters grow less.
LOW_TYPE = {
    "choice": (48, 55, 62),
    "key": (46, 54, 60),
    "body": (42, 50, 58),
    "label": (36, 43, 50),
}
WIDE_TITLE = (52, 62, 72)
# Most choices on one page, the key for more included.
CHOICES, FEW_CHOICES = 7, 5
# Distance of baselines as a factor of the size, per script.
LINE_HEIGHT = {"Arab": 1.42, "Cyrl": 1.30, "Hans": 1.35, "Latn": 1.30}
_SCRIPT = {"ug": "Arab", "kk-Arab": "Arab", "kk": "Cyrl", "zh-Hans": "Hans", "en": "Latn"}


@dataclass(frozen=True)
class Panel:
    """The screen at hand: pixels and millimetres."""

    width_px: int
    height_px: int
    width_mm: float
    height_mm: float

    @property
    def wide(self) -> bool:
        return self.width_px > self.height_px

    def showing(self, width_px: int, height_px: int) -> "Panel":
        """The same panel with another number of pixels; turned, where they lie and these stood."""
        turned = (width_px > height_px) != self.wide
        width_mm, height_mm = (self.height_mm, self.width_mm) if turned else (self.width_mm, self.height_mm)
        return Panel(width_px, height_px, width_mm, height_mm)

    @property
    def unit(self) -> float:
        """Pixels per design pixel: by physical size, but never larger than fits."""
        width, height = WIDE_SPACE if self.wide else TALL_SPACE
        physical = self.width_px / self.width_mm / DESIGN_PX_PER_MM
        return min(physical, self.width_px / width, self.height_px / height)

    @property
    def reachable_px(self) -> float:
        """Pixels above the lower edge that can be reached from a wheelchair."""
        return min(self.height_px, REACH_MM * self.height_px / self.height_mm)


@dataclass(frozen=True)
class Look:
    """Everything the kv rules ask: colours, sizes, reading direction, how the stage lies."""

    panel: Panel
    language: Language
    modes: Modes = Modes()

    @property
    def theme(self) -> ColourTheme:
        return self.modes.theme

    @property
    def step(self) -> TextStep:
        return self.modes.step

    @property
    def simple(self) -> bool:
        return self.modes.simple

    @property
    def anatomy(self) -> Anatomy:
        if self.panel.wide:
            return Anatomy.WIDE
        return Anatomy.REACH if self.modes.reach else Anatomy.TALL

    @property
    def wide(self) -> bool:
        return self.anatomy is Anatomy.WIDE

    @property
    def reach(self) -> bool:
        return self.anatomy is Anatomy.REACH

    @property
    def tall(self) -> bool:
        return self.anatomy is Anatomy.TALL

    @property
    def choices(self) -> int:
        """The most choices on one page, the key for more included."""
        return FEW_CHOICES if self.simple or self.step is TextStep.LARGEST else CHOICES

    @property
    def stones_named(self) -> bool:
        """Whether there is room for the words of all stones."""
        if self.step is TextStep.LARGEST:
            return False
        return not self.wide or self.panel.width_px >= self.px(NAMED_STONES[self.step.value])

    @property
    def rtl(self) -> bool:
        return self.language.rtl

    @property
    def start(self) -> str:
        """The side reading begins on."""
        return "right" if self.rtl else "left"

    def px(self, design_px: float) -> float:
        """Design pixels as whole pixels of the panel, at least one."""
        return max(1.0, round(design_px * self.panel.unit))

    def type(self, role: str) -> float:
        """The type size of a role in pixels."""
        sizes = TYPE[role] if self.tall else LOW_TYPE.get(role, TYPE[role])
        if role == "title" and self.wide:
            sizes = WIDE_TITLE
        return self.px(sizes[self.step.value])

    @property
    def line_height(self) -> float:
        return LINE_HEIGHT[_SCRIPT[self.language.tag]]

    def c(self, token: str) -> Colour:
        """The colour of a token as RGBA."""
        return self.theme.palette.rgba(token)


TOKENS = tuple(field.name for field in fields(Palette))
