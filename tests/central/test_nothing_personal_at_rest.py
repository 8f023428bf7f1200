"""What waits in the outbox can be read by nobody here: canaries in every encoding."""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from kiosk.application import Submission, rate
from kiosk.central.contents import padded, seal_rating, seal_submission
from kiosk.central.outbox import Outbox
from kiosk.central.port import Kind
from kiosk.central.sealing import generate_keypair

CANARIES = ("رەيھانگۈل كانارىيە", "热依汗古丽·金丝雀", "Canary Rayhangul", "659999198001010014")


def encodings(text: str) -> Iterator[bytes]:
    """The ways in which a text could lie in a file."""
    for codec in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030"):
        encoded = text.encode(codec)
        yield encoded
        yield encoded.hex().encode()
        yield encoded.hex().upper().encode()
        for shift in range(3):
            # Base64 of a part depends on where it starts; its edges depend on the neighbours.
            yield base64.b64encode(b"\0" * shift + encoded)[4:-4]
    yield json.dumps(text)[1:-1].encode()
    yield quote(text).encode()


def found(content: bytes) -> list[str]:
    return [text for text in CANARIES if any(form in content for form in encodings(text))]


def test_the_outbox_holds_no_canary_in_any_encoding(
    outbox_file: Path, submission_of: Callable[..., Submission]
) -> None:
    platform = generate_keypair()
    outbox = Outbox(outbox_file)
    number = CANARIES[-1]
    for name in CANARIES[:-1]:
        submission = submission_of(name=name, number=number)
        outbox.put(submission.key, Kind.APPLICATION, seal_submission(submission, platform.public))
        for file in outbox_file.parent.iterdir():
            content = file.read_bytes()
            assert found(content) == []
            assert submission.receipt_code.encode() not in content
    rating = rate("sample.canary-service", 1, kiosk_id="K-1")
    outbox.put(rating.key, Kind.RATING, seal_rating(rating, platform.public))
    for file in outbox_file.parent.iterdir():
        assert b"sample." not in file.read_bytes()
    assert outbox.status().waiting == 4


@pytest.mark.parametrize("name", CANARIES)
def test_the_search_would_find_a_canary_that_is_there(name: str) -> None:
    assert found(padded({"holder": {"name": name}})) == [name]
    assert found(json.dumps({"name": name}).encode()) == [name]
    for shift in range(3):
        for codec in ("utf-8", "gb18030", "utf-16-le"):
            assert found(base64.b64encode(b"x" * shift + name.encode(codec) + b"yy")) == [name]
