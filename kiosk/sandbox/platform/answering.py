"""What the platform answers to each question. Written from the format in kiosk/central/*_contents.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from kiosk.application import make_receipt_code
from kiosk.sandbox.platform.desk import Case, Desk
from kiosk.sandbox.platform.holdings import announcements, earlier_cases, held_values, holdings, made_up
from kiosk.sandbox.platform.terms import ANY_SERVICE, ServiceTerms, working_days_later
from kiosk.services.conditions import BETWEEN

_OPEN = [time(hour, minute) for hour in (10, 11, 12, 16, 17, 18) for minute in (0, 30)]
_PLACES = 2
_MOST_DAYS = 31
_MINUTES_EACH = 4
_MAY_CHANGE_FOR = timedelta(days=1)
_SATURDAY = 5

Parts = Mapping[str, Any]


class Denied(Exception):
    """The question is right and is not granted; ``why`` is one of kiosk.central.answers.Why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Answering:
    """One question in one transaction. ``now`` has the local time zone."""

    desk: Desk
    terms: Mapping[str, ServiceTerms]
    now: datetime

    def answer(self, asked: str, parts: Parts) -> dict[str, object]:
        """The parts of the answer; Denied where there is none."""
        service = parts.get("form", parts).get("service")
        if self.terms and service is not None and service["id"] not in self.terms:
            raise Denied("service-gone")
        answers: Mapping[str, Callable[[Parts], dict[str, object]]] = {
            "held-values": self._held,
            "slots": self._slots,
            "booking": self._book,
            "ticket": self._ticket,
            "progress": self._progress,
            "papers": self._papers,
            "public": self._public,
            "announcements": lambda _: {"entries": announcements(self.now)},
            "application": self._application,
            "correction": self._correct,
            "withdrawal": self._withdraw,
            "saved-form": self._save,
        }
        return answers[asked](parts)

    def _held(self, parts: Parts) -> dict[str, object]:
        held = held_values(parts["holder"]["number"])
        return {"values": {name: held[name] for name in parts["names"] if name in held}}

    def _slots(self, parts: Parts) -> dict[str, object]:
        first, last = date.fromisoformat(parts["first_day"]), date.fromisoformat(parts["last_day"])
        days = [first + timedelta(days=day) for day in range(min((last - first).days + 1, _MOST_DAYS))]
        times = [datetime.combine(day, at) for day in days for at in _OPEN]
        left = {at: self._places(parts["department"], at) for at in times}
        return {"slots": [{"at": _minute(at), "places": places} for at, places in left.items() if places]}

    def _places(self, department: str, at: datetime) -> int:
        """How many may still come then; some times are taken from the start."""
        if at.weekday() >= _SATURDAY or at.time() not in _OPEN or at <= self.now.replace(tzinfo=None):
            return 0
        taken = (at.toordinal() + at.hour + at.minute // 30) % (_PLACES + 1)
        return max(0, _PLACES - taken - self.desk.booked(department, _minute(at)))

    def _book(self, parts: Parts) -> dict[str, object]:
        department, slot = parts["department"], parts["slot"]
        if not self._places(department, datetime.fromisoformat(slot)):
            raise Denied("slot-taken")
        serial = self.desk.book(department, slot, parts["form"])
        return {"number": f"Y{serial:06d}", "at": slot, "place": holdings().words["counter"]}

    def _ticket(self, parts: Parts) -> dict[str, object]:
        number = self.desk.take_ticket(parts["department"], self.now.date().isoformat())
        ahead = min(number - 1, _MINUTES_EACH)
        return {
            "number": f"A{number:03d}",
            "ahead": ahead,
            "counter": holdings().words["counter"],
            "taken_at": self.now.isoformat(),
            "minutes": ahead * _MINUTES_EACH,
        }

    def _progress(self, parts: Parts) -> dict[str, object]:
        proof = parts["proof"]
        if "number" in proof:
            own = [self._shown(case) for case in self.desk.cases() if case.holder == proof["number"]]
            return {"cases": own + earlier_cases(self.now)}
        code = proof["receipt_code"]
        closed = {"may_correct": False, "may_withdraw": False}
        found = [self._shown(case) | closed for case in self.desk.cases() if case.receipt_code == code]
        number = holdings().by_receipt.get(code)
        found += [case for case in earlier_cases(self.now) if case["case_number"] == number]
        if not found:
            raise Denied("not-found")
        return {"cases": found}

    def _papers(self, parts: Parts) -> dict[str, object]:
        form, holder = parts["form"], parts["form"]["holder"]
        rows = self._rows(form["service"]["id"], parts["rows"])
        known = {"name": holder.get("name"), "id-number": holder.get("number")}
        today = self.now.date()
        chosen = [choice for answer in form["answers"].values() for choice in answer.split(BETWEEN)]
        names = [holdings().certificates[choice] for choice in chosen if choice in holdings().certificates]
        # Of what nobody chose by name, there are two.
        papers = [{"certificate": name} for name in names] or [{}, {}]
        return {
            "papers": [
                {
                    row: named.get(row) or known.get(kind) or made_up(kind, number, today)
                    for row, kind in rows.items()
                }
                for number, named in enumerate(papers, 1)
            ]
        }

    def _public(self, parts: Parts) -> dict[str, object]:
        service = parts["service"]["id"]
        rows = self._rows(service, parts["rows"])
        listed = next(
            (holdings().public[code] for code in parts["answers"].values() if code in holdings().public), None
        )
        if listed is None and service in holdings().only_listed:
            raise Denied("not-found")
        if listed is not None:
            return {"papers": [{row: listed[row] for row in rows if row in listed}]}
        today = self.now.date()
        return {"papers": [{row: made_up(kind, 1, today) for row, kind in rows.items()}]}

    def _application(self, parts: Parts) -> dict[str, object]:
        case = self._case_of(parts)
        return {
            "service": {"id": case.service_id, "version": case.service_version},
            "answers": dict(case.answers),
            "may_change": sorted(case.answers),
        }

    def _correct(self, parts: Parts) -> dict[str, object]:
        case, form = self._case_of(parts), parts["form"]
        if form["service"]["id"] != case.service_id:
            raise Denied("not-found")
        self.desk.change(case.number, "correction", form)
        return {"case": self._shown(self._case_of(parts))}

    def _withdraw(self, parts: Parts) -> dict[str, object]:
        case = self._case_of(parts)
        self.desk.change(case.number, "withdrawal", {})
        return {"case": self._shown(next(now for now in self.desk.cases() if now.number == case.number))}

    def _save(self, parts: Parts) -> dict[str, object]:
        code = make_receipt_code()
        until = datetime.combine(working_days_later(self.now.date(), 3), time(18), self.now.tzinfo)
        self.desk.save(code, until, parts["form"])
        return {"code": code, "until": until.isoformat()}

    def _case_of(self, parts: Parts) -> Case:
        """The case, where the proof is enough and the case may still be changed.

        The code of a receipt gives the state and no more: somebody may have found the paper.
        """
        number, proof = parts["case"]["case_number"], parts["case"]["proof"]
        case = next((case for case in self.desk.cases() if case.number == number), None)
        if case is None or proof.get("receipt_code", case.receipt_code) != case.receipt_code:
            raise Denied("not-found")
        if "number" not in proof:
            raise Denied("card-needed")
        if proof["number"] != case.holder:
            raise Denied("not-found")
        if not self._may_change(case):
            raise Denied("too-late")
        return case

    def _may_change(self, case: Case) -> bool:
        return not case.withdrawn and self.now - case.accepted_at < _MAY_CHANGE_FOR

    def _shown(self, case: Case) -> dict[str, object]:
        terms = self.terms.get(case.service_id, ANY_SERVICE)
        accepted = case.accepted_at.date()
        promised = working_days_later(accepted, terms.promised).isoformat()
        state = "withdrawn" if case.withdrawn else "in-progress"
        departments = terms.departments or (holdings().words["office"],)
        return {
            "case_number": case.number,
            "service_id": case.service_id,
            "title": terms.title or holdings().words["service"],
            "accepted_at": case.accepted_at.isoformat(),
            "promised_day": promised,
            "statutory_day": None
            if terms.statutory is None
            else working_days_later(accepted, terms.statutory).isoformat(),
            "state": state,
            "branches": [
                {
                    "id": next(iter(terms.department_ids[place - 1 : place]), "") or f"department-{place}",
                    "department": dict(department),
                    "state": state if place == 1 or case.withdrawn else "received",
                    "promised_day": promised,
                    "done_day": None,
                }
                for place, department in enumerate(departments, 1)
            ],
            "note": None,
            "may_correct": self._may_change(case),
            "may_withdraw": self._may_change(case),
        }

    def _rows(self, service_id: str, asked: list[str]) -> dict[str, str]:
        kinds = self.terms.get(service_id, ANY_SERVICE).rows
        return {row: kinds.get(row, "text") for row in asked}


def _minute(at: datetime) -> str:
    return at.isoformat(timespec="minutes")
