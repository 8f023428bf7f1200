"""How one key of the on-screen keyboard is drawn."""

from dataclasses import dataclass

from kivy.app import App
from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, InstructionGroup, Rectangle, RoundedRectangle
from kivy.graphics.texture import Texture

from kiosk.input.keys import DELETES, Key
from kiosk.language.values import Message
from screens.pictograms import picture_size
from screens.theme import Look

# Design pixels: the visible lower edge, corners, outline.
EDGE, RADIUS, BORDER = 6, 14, 3
# Type of letters; sizes of words on work keys, of which the largest that fits is taken.
LETTER_TYPE, WORD_TYPES = 54, (38, 34, 31)
DELETE_PICTURE, PICTURE_GAP = 40, 8
# Kept free of the legend at both sides.
INSET = 8
FILLS = {"vowel": "acc_soft", "sign": "sand", "work": "sand"}
# The two rings of the keypad's focus, from the outside inwards: width and colour.
DAY_RINGS, DARK_RINGS = ((8, "ink"), (4, "acc")), ((8, "acc"), (4, "ground"))


@dataclass(frozen=True)
class KeyBox:
    """Where a key stands, in window pixels. ``rtl``: its row begins at the right."""

    key: Key
    x: float
    y: float
    width: float
    height: float
    rtl: bool = False

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class LegendStore:
    """What stands on keys as textures, each drawn once: white, so that every theme can tint it."""

    def __init__(self) -> None:
        self._textures: dict[tuple[str, float, bool, str], Texture] = {}

    def texture(self, text: str, size: float, bold: bool, tag: str) -> Texture:
        """``size`` in pixels; ``tag`` is the language whose direction the signs take."""
        key = (text, size, bold, tag)
        if key not in self._textures:
            label = CoreLabel(text=text, font_size=size, bold=bold, color=(1, 1, 1, 1), text_language=tag)
            label.refresh()
            self._textures[key] = label.texture
        return self._textures[key]

    def __len__(self) -> int:
        return len(self._textures)


def key_face(box: KeyBox, legends: LegendStore, *, pressed: bool) -> InstructionGroup:
    """The whole key. Pressed, it has come down on its edge and is lit."""
    look = App.get_running_app().look
    edge, radius, border = look.px(EDGE), look.px(RADIUS), look.px(BORDER)
    height = box.height - edge
    foot = box.y if pressed else box.y + edge
    group = InstructionGroup()
    if not pressed:
        group.add(Color(*look.c("edge")))
        group.add(RoundedRectangle(pos=(box.x, box.y), size=(box.width, height), radius=[radius]))
    group.add(Color(*look.c("line")))
    group.add(RoundedRectangle(pos=(box.x, foot), size=(box.width, height), radius=[radius]))
    group.add(Color(*look.c("acc" if pressed else FILLS.get(box.key.kind, "surface"))))
    inner = (max(0, box.width - 2 * border), max(0, height - 2 * border))
    inner_radius = [max(1, radius - border)]
    group.add(RoundedRectangle(pos=(box.x + border, foot + border), size=inner, radius=inner_radius))
    _add_legend(group, box, legends, foot + height / 2, ink="on_acc" if pressed else "ink")
    return group


def focus_ring(box: KeyBox) -> InstructionGroup:
    """The ring around a key that the keypad's focus is on; to be drawn below the key."""
    look = App.get_running_app().look
    rings = DAY_RINGS if look.theme.value == "day" else DARK_RINGS
    out = sum(look.px(width) for width, _ in rings)
    group = InstructionGroup()
    for width, colour in rings:
        group.add(Color(*look.c(colour)))
        size = (box.width + 2 * out, box.height + 2 * out)
        radius = [look.px(RADIUS) + out]
        group.add(RoundedRectangle(pos=(box.x - out, box.y - out), size=size, radius=radius))
        out -= look.px(width)
    return group


def _add_legend(
    group: InstructionGroup, box: KeyBox, legends: LegendStore, middle: float, *, ink: str
) -> None:
    look = App.get_running_app().look
    parts = _legend(box, legends, look)
    gap = look.px(PICTURE_GAP)
    x = box.x + (box.width - sum(part.width for part, _ in parts) - gap * (len(parts) - 1)) / 2
    # The picture stands at the reading start.
    for part, tinted in reversed(parts) if look.rtl else parts:
        group.add(Color(*look.c(ink)) if tinted else Color(1, 1, 1, 1))
        group.add(Rectangle(texture=part, pos=(round(x), round(middle - part.height / 2)), size=part.size))
        x += part.width + gap


def _legend(box: KeyBox, legends: LegendStore, look: Look) -> list[tuple[Texture, bool]]:
    """What stands on a key in reading order; True for what takes the ink's colour."""
    key, tag = box.key, look.language.tag
    words = App.get_running_app().text(Message(key.legend_key)) if key.legend_key else key.legend
    room = box.width - 2 * look.px(INSET)
    if key.kind not in ("work", "space"):
        return [(legends.texture(words, look.px(LETTER_TYPE), True, tag), True)]
    pictures = []
    if key.action == DELETES:
        pictures = [(_delete_picture(look, rtl=box.rtl), False)]
        room -= pictures[0][0].width + look.px(PICTURE_GAP)
    for size in WORD_TYPES:
        texture = legends.texture(words, look.px(size), key.kind != "space", tag)
        if texture.width <= room:
            return [*pictures, (texture, True)]
    # A key that has a picture goes without its words; others have them as small as may be.
    return pictures or [(texture, True)]


def _delete_picture(look: Look, *, rtl: bool) -> Texture:
    """The pictogram of deleting, pointing to where it deletes."""
    name = "delete-rtl" if rtl else "delete"
    palette = look.theme.palette
    own_width, own_height = picture_size(name)
    width = look.px(DELETE_PICTURE * min(1.0, own_width / own_height))
    pictograms = App.get_running_app().pictograms
    texture: Texture = pictograms.texture(
        name, int(width), palette.picture_line, palette.picture_tint, palette.picture_paper
    )
    return texture
