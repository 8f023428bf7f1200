"""A text in its sentences, with nothing of it lost."""

import re
from collections.abc import Sequence

# A point that stands inside a number or a date ends nothing; what closes belongs to what it closes.
_END = re.compile(r"(?:[.!?\u061f]+[»”’\"')\]]*(?=\s|$)|[。！？]+[”’）」』》]*)")


def sentences(text: str) -> Sequence[str]:
    """The sentences, without the spaces around them."""
    ends = [found.end() for found in _END.finditer(text) if not _goes_on(text[found.end() :])]
    parts = (text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True))
    return [part for part in parts if part]


def _goes_on(rest: str) -> bool:
    """After a shortened word a sentence goes on with a small letter."""
    return rest.lstrip()[:1].islower()
