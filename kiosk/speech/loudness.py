"""How loud the voice can be: levels that a resident turns through."""

# Shares of the full loudness, five decibels apart, so that each step is heard as much as the next.
LOUDNESS = (0.10, 0.18, 0.32, 0.56, 1.0)

STARTING_LEVEL = 4
