"""Whether readings of the same agree: what one bit's luck let through, the next reading does not repeat."""


class Agreement:
    """Readings of one thing until ``wanted`` of them are the same. They may hold a person's card."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self._readings: list[bytes] = []

    @property
    def readings(self) -> int:
        """How many there are."""
        return len(self._readings)

    @property
    def agreed(self) -> bytes | None:
        """What enough of them say."""
        if not self._readings:
            return None
        # Only the last can have brought it about.
        last = self._readings[-1]
        return last if self._readings.count(last) >= self._wanted else None

    def add(self, reading: bytes) -> None:
        """One more."""
        self._readings.append(reading)
