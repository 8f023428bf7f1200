"""Languages, catalogues, values in messages, scripts and names."""
