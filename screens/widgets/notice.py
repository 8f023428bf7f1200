"""A notice: what is the matter, in words, with a sign and a colour that say the same."""

from kivy.properties import NumericProperty, ObjectProperty, OptionProperty

from screens.widgets.slab import Banner


class Notice(Banner):
    """``message`` stands out; ``note`` and ``code`` stand below it where there are any.

    Without a message it takes no room.
    """

    mood = OptionProperty("plain", options=["plain", "good", "bad"])
    message = ObjectProperty(None, allownone=True)
    note = ObjectProperty(None, allownone=True)
    code = ObjectProperty(None, allownone=True)
    # Design pixels above and below the words.
    margin = NumericProperty(22)
