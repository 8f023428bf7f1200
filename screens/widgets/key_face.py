"""How keys of the on-screen keyboard are drawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from kivy.app import App
from kivy.graphics import Color, InstructionGroup, Rectangle
from kivy.graphics.texture import Texture

from kiosk.input.keys import DELETES, Key
from kiosk.language.values import Message
from screens.pictograms import picture_size
from screens.theme import Look
from screens.widgets.legends import Legend, LegendMeshes, LegendStore
from screens.widgets.shapes import Plates, outline

# Design pixels: the visible lower edge, corners, outline.
EDGE, RADIUS, BORDER = 6, 14, 3
# Type of letters per text step, smaller on keys whose height it would fill by more than this part; sizes of
# words on work keys, of which the largest that fits is taken.
LETTER_TYPES, FILLED, LEAST_TYPE = (54, 60, 68), 0.66, 28
WORD_TYPES = (38, 34, 31)
DELETE_PICTURE, PICTURE_GAP = 40, 8
# Kept free of the legend at both sides.
INSET = 8
FILLS = {"vowel": "acc_soft", "sign": "sand", "work": "sand"}


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


def key_faces(boxes: Iterable[KeyBox], legends: LegendStore, *, pressed: bool = False) -> InstructionGroup:
    """Whole keys. Pressed, they have come down on their edge and are lit."""
    look = App.get_running_app().look
    edge, radius, border = look.px(EDGE), look.px(RADIUS), look.px(BORDER)
    plates, words, pictures = Plates(), LegendMeshes(), InstructionGroup()
    for box in boxes:
        top = outline(box.x, box.y + (0 if pressed else edge), box.width, box.height - edge, radius)
        if not pressed:
            plates.edge(outline(box.x, box.y, box.width, box.height - edge, radius), top, "edge")
        plates.framed(top, border, "line", "acc" if pressed else FILLS.get(box.key.kind, "surface"))
        _place_legend(words, pictures, box, legends, top.y + top.height / 2)
    group = InstructionGroup()
    plates.add_to(group)
    words.add_to(group, look.c("on_acc" if pressed else "ink"))
    group.add(pictures)
    return group


def _place_legend(
    words: LegendMeshes, pictures: InstructionGroup, box: KeyBox, legends: LegendStore, middle: float
) -> None:
    look = App.get_running_app().look
    parts = _legend(box, legends, look)
    gap = look.px(PICTURE_GAP)
    x = box.x + (box.width - sum(part.width for part in parts) - gap * (len(parts) - 1)) / 2
    # The picture stands at the reading start.
    for part in reversed(parts) if look.rtl else parts:
        left, bottom = round(x), round(middle - part.height / 2)
        if isinstance(part, Legend):
            words.place(part, left, bottom)
        else:
            pictures.add(Color(1, 1, 1, 1))
            pictures.add(Rectangle(texture=part, pos=(left, bottom), size=part.size))
        x += part.width + gap


def _legend(box: KeyBox, legends: LegendStore, look: Look) -> list[Legend | Texture]:
    """What stands on a key in reading order: signs and pictures."""
    app = App.get_running_app()
    key, tag = box.key, look.language.tag
    words = app.text(Message(key.legend_key)) if key.legend_key else key.legend
    room = box.width - 2 * look.px(INSET)
    if key.kind not in ("work", "space"):
        return [legends.legend(app.engine, words, _letter_size(box, look), True, tag)]
    pictures = []
    if key.action == DELETES:
        pictures = [_delete_picture(look, rtl=box.rtl)]
        room -= pictures[0].width + look.px(PICTURE_GAP)
    # On the low keys of reach, which only upright panels have, the smallest are still 4.8 mm high.
    for size in (*WORD_TYPES, LEAST_TYPE) if look.reach else WORD_TYPES:
        legend = legends.legend(app.engine, words, look.px(size), key.kind != "space", tag)
        if legend.width <= room and legend.height <= box.height - look.px(EDGE):
            return [*pictures, legend]
    # A key that has a picture goes without its words; others have them as small as may be.
    return pictures or [legend]


def _letter_size(box: KeyBox, look: Look) -> float:
    """Pixels."""
    room = box.height - look.px(EDGE) - 2 * look.px(BORDER)
    return float(min(look.px(LETTER_TYPES[look.step.value]), max(look.px(LEAST_TYPE), int(FILLED * room))))


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
