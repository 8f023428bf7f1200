"""The catalogue as plain data, for ``kiosk services list --json`` and ``services check``."""

from collections.abc import Iterable

from kiosk.services.pack_error import PackError
from kiosk.services.packs import Catalogue
from kiosk.services.service import Field, Service


def listing(catalogue: Catalogue) -> dict[str, object]:
    """One JSON object: the services that can be done and the faults of those that cannot."""
    return {
        "services": [_service(service) for service in catalogue.services],
        "categories": [
            {
                "id": category.id,
                "icon": category.icon,
                "title": dict(category.title.words),
                "within": category.within,
            }
            for category in catalogue.categories
        ],
        "errors": error_list(catalogue.errors),
    }


def one_line(service: Service) -> str:
    """For people: what it is, and how many questions it asks."""
    title = service.title.words["en"]
    return f"{service.id} {service.version}: {title} ({service.kind}, {len(service.steps)} steps)"


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
        "kind": str(service.kind),
        "icon": service.icon,
        "title": dict(service.title.words),
        "categories": list(service.categories),
        "eligibility": [dict(terms.words) for terms in service.eligibility],
        "needs": [str(need.field) for need in service.needs],
        "materials": [dict(material.name.words) for material in service.materials],
        "steps": [_step(field) for field in service.steps],
        "departments": [dict(department.name.words) for department in service.departments],
        "fee": str(service.fee),
        "promised_days": service.promised_days,
        "statutory_days": service.statutory_days,
        "minutes": service.minutes,
        "signature": service.signature,
        "paper": service.result.paper,
        "pages": len(service.pages),
    }


def _step(field: Field) -> dict[str, object]:
    step: dict[str, object] = {"id": field.id, "kind": str(field.kind), "optional": field.optional}
    if field.when is not None:
        step["conditional"] = True
    if field.prefill is not None:
        step["prefill"] = field.prefill
    return step
