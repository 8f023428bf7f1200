"""A central platform, a catalogue and virtual residents, to run the whole thing on one machine."""
