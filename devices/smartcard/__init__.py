"""Chip cards behind PC/SC: the service, the line to a card, and one room for each kind of card."""
