"""How words are typed: keyboards as data."""
