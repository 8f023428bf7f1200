"""What lies in the envelope of a question: JSON in UTF-8, padded like an application's.

{"asked": name, "reply_key": base64, …} and, by its name,

held-values    service, holder, names           slots          service, department, first_day, last_day
booking        form, department, slot           ticket         form, department
progress       proof                            papers         form, rows
public         service, answers, rows           announcements  service
application    case                             correction     case, form
withdrawal     case                             saved-form     form

service  {"id", "version"}                      holder   {"number"}
form     {"service", "answers": {…}, "holder": {…}, "signature": [[[x, y], …], …] or null}
proof    {"number"} or {"receipt_code"}
case     {"case_number", "proof"}               rows    [id, …]
Id and kiosk are not repeated inside: the envelope opens under no other.
"""

import base64
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime

from kiosk.central.contents import padded
from kiosk.central.questions import CardHolder, CaseOf, Form, Question, ReceiptCode, ServiceVersion
from kiosk.central.sealing import Binding, seal
from kiosk.services.service import ResultRow

QUESTION = "question"


def seal_question(question: Question, platform_key: bytes) -> bytes:
    """The envelope that only the platform with this public key can open."""
    request = question.request
    contents = {
        "asked": request.asked,
        "reply_key": base64.b64encode(question.reply_key.public).decode("ascii"),
        **{part.name: _plain(getattr(request, part.name)) for part in fields(request)},
    }
    return seal(padded(contents), platform_key, Binding(QUESTION, question.kiosk_id, question.id))


def _plain(part: object) -> object:
    match part:
        case ServiceVersion(id=service_id, version=version):
            return {"id": service_id, "version": version}
        case CardHolder(number=number):
            return {"number": number}
        case ReceiptCode(code=code):
            return {"receipt_code": code}
        case Form():
            return {
                "service": _plain(part.service),
                "answers": dict(part.answers),
                "holder": dict(part.holder),
                "signature": part.signature,
            }
        case CaseOf(case_number=number, proof=proof):
            return {"case_number": number, "proof": _plain(proof)}
        case ResultRow(id=row):
            return row
        case datetime():
            return part.isoformat(timespec="minutes")
        case date():
            return part.isoformat()
        case tuple():
            return [_plain(entry) for entry in part]
        case Mapping():
            return dict(part)
        case _:
            return part
