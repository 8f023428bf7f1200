"""What lies inside the envelopes: JSON in UTF-8, padded so that its size tells little.

application  {"receipt_code", "service": {"id", "version"}, "answers": {…}, "holder": {…},
              "signature": [[[x, y], …], …] or null, "print_language", "confirmed_at", "reply_key": base64}
rating       {"service_id", "grade"}
reply        {"outcome": "accepted", "case_number", "accepted_at", "promised_day",
              "statutory_day": day or null, "departments": [{language tag: words}, …]}
          or {"outcome": "refused", "reasons": [{language tag: words}, …], "why"}; "why" may be left out, and
          is "service-gone" where it is not offered any more
Key and kiosk are not repeated inside: the envelope opens under no other.
"""

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.application import Acceptance, Rating, Refusal, Submission
from kiosk.central.port import Kind
from kiosk.central.resident_words import NotWords, read_words
from kiosk.central.sealing import Binding, NotOpened, open_sealed, seal
from kiosk.language.values import Terms

REPLY = "reply"
_PAD_TO = 1024


@dataclass(frozen=True)
class ReplyUnreadable:
    """The reply was not for this submission or is not a reply. ``why``: English, never personal."""

    why: str


def seal_submission(submission: Submission, platform_key: bytes) -> bytes:
    """The envelope that only the platform with this public key can open."""
    contents = {
        "receipt_code": submission.receipt_code,
        "service": {"id": submission.service_id, "version": submission.service_version},
        "answers": dict(submission.answers),
        "holder": dict(submission.holder),
        "signature": submission.signature,
        "print_language": submission.print_language,
        "confirmed_at": submission.confirmed_at.isoformat(),
        "reply_key": base64.b64encode(submission.reply_key.public).decode("ascii"),
    }
    binding = Binding(Kind.APPLICATION, submission.kiosk_id, submission.key)
    return seal(padded(contents), platform_key, binding)


def seal_rating(rating: Rating, platform_key: bytes) -> bytes:
    """The envelope of a rating: the service, the grade and nothing else."""
    contents = {"service_id": rating.service_id, "grade": rating.grade}
    return seal(padded(contents), platform_key, Binding(Kind.RATING, rating.kiosk_id, rating.key))


def open_reply(reply: bytes, submission: Submission) -> Acceptance | Refusal | ReplyUnreadable:
    """What the platform answers to this submission; only the visit that made it can ask."""
    binding = Binding(REPLY, submission.kiosk_id, submission.key)
    opened = open_sealed(reply, [submission.reply_key], binding)
    if isinstance(opened, NotOpened):
        return ReplyUnreadable(opened.fault)
    try:
        contents = json.loads(opened)
        if contents["outcome"] == "refused":
            return Refusal(_reasons(contents["reasons"]), contents.get("why") == "service-gone")
        if contents["outcome"] != "accepted":
            return ReplyUnreadable("unknown outcome")
        return _acceptance(contents)
    except (KeyError, TypeError, ValueError, RecursionError):
        # What the reply says is personal: neither it nor what the parser says of it is repeated.
        return ReplyUnreadable("not a reply")


def padded(contents: object) -> bytes:
    """JSON with blanks after it, up to a whole number of kilobytes: the errand does not show in the size."""
    text = json.dumps(contents, ensure_ascii=False, separators=(",", ":")).encode()
    return text.ljust(-(-len(text) // _PAD_TO) * _PAD_TO)


def _acceptance(contents: dict[str, object]) -> Acceptance:
    accepted_at = datetime.fromisoformat(_text(contents["accepted_at"]))
    if accepted_at.utcoffset() is None:
        raise ValueError("a time without a time zone")
    statutory = contents["statutory_day"]
    return Acceptance(
        case_number=_text(contents["case_number"]),
        accepted_at=accepted_at,
        promised_day=date.fromisoformat(_text(contents["promised_day"])),
        statutory_day=None if statutory is None else date.fromisoformat(_text(statutory)),
        departments=_terms(contents["departments"]),
    )


def _reasons(given: object) -> tuple[Terms, ...]:
    """Those that can be shown in every language. It was refused, whether they can be or not."""
    if not isinstance(given, list):
        raise TypeError("not a list of reasons")
    reasons: list[Terms] = []
    for reason in given:
        try:
            reasons.append(read_words(reason))
        except NotWords:
            continue
    return tuple(reasons)


def _terms(given: object) -> tuple[Terms, ...]:
    if not isinstance(given, list) or not all(isinstance(term, dict) for term in given):
        raise TypeError("not a list of terms")
    return tuple(Terms({tag: _text(words) for tag, words in term.items()}) for term in given)


def _text(given: object) -> str:
    if not isinstance(given, str) or not given:
        raise TypeError("not a text")
    return given
