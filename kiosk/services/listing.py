"""The catalogue as plain data, for ``kiosk services list --json`` and ``services check``."""

from collections.abc import Iterable

from kiosk.services.pack_error import PackError
from kiosk.services.packs import Catalogue
from kiosk.services.service import Service


def listing(catalogue: Catalogue) -> dict[str, object]:
    """One JSON object: the services that can be done and the faults of those that cannot."""
    return {
        "services": [_service(service) for service in catalogue.services],
        "errors": error_list(catalogue.errors),
    }


def error_list(errors: Iterable[PackError]) -> list[dict[str, object]]:
    """The faults as JSON: code, file, line, what."""
    return [
        {"code": str(error.code), "file": error.file, "line": error.line, "what": error.what}
        for error in errors
    ]


def _service(service: Service) -> dict[str, object]:
    return {
        "id": service.id,
        "version": service.version,
        "icon": service.icon,
        "title": dict(service.title.words),
        "needs": [str(need.field) for need in service.needs],
        "steps": [
            {"id": field.id, "kind": str(field.kind), "optional": field.optional} for field in service.steps
        ],
        "departments": [dict(department.name.words) for department in service.departments],
        "fee": str(service.fee),
        "promised_days": service.promised_days,
        "statutory_days": service.statutory_days,
        "minutes": service.minutes,
        "signature": service.signature,
    }
