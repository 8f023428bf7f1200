"""Tag, length, value as PIV writes them (BER, ISO 7816-4 annex E): adds up to the last byte or is refused."""

_MORE_TAG, _TAG_GOES_ON = 0x1F, 0x80
_LONG_FORM = 0x80
_MOST_LENGTH_BYTES = 2
_LONGEST_TAG = 2


def tlv(tag: int, value: bytes) -> bytes:
    """One element, its length in the shortest form."""
    size = len(value)
    if size < _LONG_FORM:
        length = bytes([size])
    else:
        raw = size.to_bytes((size.bit_length() + 7) // 8, "big")
        length = bytes([_LONG_FORM | len(raw)]) + raw
    return tag.to_bytes((tag.bit_length() + 7) // 8 or 1, "big") + length + value


def elements_of(data: bytes) -> dict[int, bytes] | None:
    """Tag → value of the elements side by side in ``data``.

    None where anything lies: an element beyond the end, a length without end or in more than two bytes, a
    tag of more than two bytes, twice the same tag, a byte left over.
    """
    found: dict[int, bytes] = {}
    at = 0
    while at < len(data):
        tag, at = _tag(data, at)
        length, at = _length(data, at)
        if tag is None or length is None or tag in found or at + length > len(data):
            return None
        found[tag] = data[at : at + length]
        at += length
    return found


def element_in(data: bytes, *path: int) -> bytes | None:
    """The value at the end of a path of tags, None if anything on the way does not add up or is not there."""
    value: bytes | None = data
    for tag in path:
        inside = elements_of(value) if value is not None else None
        value = None if inside is None else inside.get(tag)
    return value


def _tag(data: bytes, at: int) -> tuple[int | None, int]:
    size = _LONGEST_TAG if data[at] & _MORE_TAG == _MORE_TAG else 1
    raw = data[at : at + size]
    if len(raw) < size or (size == _LONGEST_TAG and raw[-1] & _TAG_GOES_ON):
        return None, at
    return int.from_bytes(raw, "big"), at + size


def _length(data: bytes, at: int) -> tuple[int | None, int]:
    if at >= len(data):
        return None, at
    first = data[at]
    if first < _LONG_FORM:
        return first, at + 1
    size = first & ~_LONG_FORM
    if not 1 <= size <= _MOST_LENGTH_BYTES or at + 1 + size > len(data):
        return None, at
    return int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size
