"""The wire form: all packs of a folder in one file of JSON, which is checked once and not again.

    {"kiosk_services": 1, "checked": "<64 hexadecimal digits>",
    "categories": {…}, "services": [
    {…},
    {…}]}

Each service stands on a line of its own. `checked` is a digest over what follows it and over the rules it was
checked by. A file whose digest agrees was written by `kiosk services pack`, which writes nothing with a
fault, and nothing has changed in it since; any other is checked like a file written by hand. It says that
checking again is needless, not who wrote it: whether a file may be trusted is a matter of its signature.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

FORMAT = 1
MARK = "kiosk_services"
_HEAD = re.compile(rb'\{"kiosk_services": 1, "checked": "([0-9a-f]{64})",\n')
# What a file is checked by, every module on the way from its bytes to a service: where one of these changes,
# all files are checked anew. Of this folder, and of kiosk/language.
RULES = (
    "building", "cards", "checking", "conditions", "consistency", "days", "faults", "format", "groups",
    "icons", "pack_error", "pack_file", "public", "reading", "search_keys", "service", "shapes", "source",
    "wire",
)  # fmt: skip
RULES_OF_LANGUAGE = (
    "kazakh_exceptions", "kazakh_names", "kazakh_script", "languages", "names", "normalise", "values",
    "wording",
)  # fmt: skip

# What one key finds its service by: how much it counts, and the key.
SearchKeys = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Pack:
    """The content of a file: ``categories`` and ``services`` in the wire form, and what finds them."""

    categories: Mapping[str, Mapping[str, Any]]
    services: Sequence[Mapping[str, Any]]
    search: Sequence[SearchKeys]


def wire_text(pack: Pack) -> bytes:
    """The file that holds the pack. Only for what was checked."""
    lines = [
        json.dumps({**service, "search": keys}, ensure_ascii=False, default=_number, separators=(",", ":"))
        for service, keys in zip(pack.services, pack.search, strict=True)
    ]
    categories = json.dumps(pack.categories, ensure_ascii=False, separators=(",", ":"))
    services = ",\n".join(lines)
    rest = f'"categories": {categories}, "services": [\n{services}]}}\n'.encode()
    head = f'{{"kiosk_services": {FORMAT}, "checked": "{_digest(rest)}",\n'.encode()
    return head + rest


def read_checked(content: bytes) -> Pack | None:
    """What a file of the wire form holds, if it was checked and nothing has changed in it; else None.

    None, too, for one that says so and is not of this form: who reads it as unchecked can name what it lacks.
    """
    head = _HEAD.match(content)
    if head is None or _digest(memoryview(content)[head.end() :]) != head[1].decode():
        return None
    try:
        read = json.loads(content, parse_float=Decimal)
        services = read["services"]
        return Pack(read["categories"], services, [service.pop("search") for service in services])
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _digest(rest: bytes | memoryview) -> str:
    digest = sha256(_rules())
    digest.update(rest)
    return digest.hexdigest()


@cache
def _rules() -> bytes:
    here = Path(__file__).parent
    files = [here / f"{name}.py" for name in RULES]
    files += [here.parent / "language" / f"{name}.py" for name in RULES_OF_LANGUAGE]
    # The words of a unit stand in each pack that measures in it.
    files.append(here / "units.yaml")
    return sha256(b"".join(file.read_bytes() for file in files)).digest()


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        # Nine figures before the point and four behind it are exact in a double.
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)
