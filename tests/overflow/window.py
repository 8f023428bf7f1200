"""Kivy's window before it is opened."""

# Pixels: what is drawn on stays as large as it was at first, and every panel must have room on it.
SIDE = 1920


def prepare() -> None:
    """No frame waits for the next, and the text provider stands before any kivy.uix import."""
    from kivy.config import Config

    for option, value in (("width", SIDE), ("height", SIDE), ("maxfps", 0), ("multisamples", 0)):
        Config.set("graphics", option, value)
    import screens.preload  # noqa: F401
