"""What the screens share on which a resident waits for a device or the office: whether it takes long."""

from screens.screen import Screen

# Seconds of waiting after which it is said what is being done, and after which there is a way out.
LONG_WAIT_S = 10.0


class WaitingScreen(Screen):
    """Counts from the first time it was shown, however often it is made anew meanwhile."""

    def build(self) -> None:
        # Whether it says already that it takes long.
        self._said_so = self.waits_long

    def arrived(self) -> None:
        self.app.entries.setdefault(self._counted_as, self.app.surroundings.clock())

    def count_anew(self) -> None:
        """The wait begins now."""
        self.app.entries[self._counted_as] = self.app.surroundings.clock()
        self._said_so = False

    @property
    def waits(self) -> bool:
        """Whether it is still waited for."""
        raise NotImplementedError

    @property
    def waits_long(self) -> bool:
        since = self.app.entries.get(self._counted_as)
        return self.waits and since is not None and self.app.surroundings.clock() - since >= LONG_WAIT_S

    def grew_long(self) -> None:
        """From now on it says what is being done and has a way out."""
        raise NotImplementedError

    def ticked(self, now: float) -> None:
        if self.waits_long and not self._said_so:
            self._said_so = True
            self.grew_long()

    @property
    def _counted_as(self) -> str:
        return f"{self.place.name} since"
