"""The one text engine: paragraphs laid out by Pango over the bundled fonts, for screen and paper."""
