"""Mutated frames, blocks and answers by the million: `python -m tests.fuzz`."""
