"""`kiosk services` checks and lists packs."""

import shutil
from collections.abc import Callable
from pathlib import Path

from kiosk.commands.bundled import SANDBOX_SERVICES
from tests.commands.conftest import Typed

OFFERED = [
    "agri-subsidy", "announcements", "company-credit", "electronic-certificates", "funeral-subsidy",
    "marriage-appointment", "medical-insurance-certificate", "online-safety", "pension-statement",
    "progress-by-code", "progress", "project-state", "queue-ticket", "rating", "school-enrolment",
    "sole-trader", "suggestion", "tax-quota-change", "this-machine",
]  # fmt: skip


def test_the_sandbox_packs_have_no_fault(kiosk: Typed) -> None:
    answered = kiosk("services", "check", SANDBOX_SERVICES, "--json")
    assert (answered.code, answered.object["errors"]) == (0, [])


def test_a_fault_is_named_with_its_file_and_line(kiosk: Typed, tmp_path: Path) -> None:
    folder = tmp_path / "packs"
    shutil.copytree(SANDBOX_SERVICES, folder)
    pack = folder / "agri-subsidy.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("version: 1", "version: one"), encoding="utf-8")
    answered = kiosk("services", "check", folder, "--json")
    assert answered.code == 1
    assert [(error["code"], error["file"]) for error in answered.object["errors"]] == [
        ("SVC-01", "agri-subsidy.yaml")
    ]
    assert "SVC-01 agri-subsidy.yaml:4:" in kiosk("services", "check", folder).out
    listed = kiosk("services", "list", "--folder", folder, "--json")
    assert listed.code == 1
    assert [service["id"] for service in listed.object["services"]] == [
        service for service in OFFERED if service != "agri-subsidy"
    ]


def test_where_no_kiosk_is_configured_the_sandboxs_services_are_listed(kiosk: Typed) -> None:
    listed = kiosk("services", "list", "--json")
    assert listed.code == 0
    assert [service["id"] for service in listed.object["services"]] == OFFERED


def test_the_offered_services_are_listed(kiosk: Typed, config: Callable[..., Path]) -> None:
    answered = kiosk("services", "list", "--config", config(), "--json")
    assert answered.code == 0
    assert [service["id"] for service in answered.object["services"]] == OFFERED
    assert "Agricultural subsidy" in kiosk("services", "list", "--config", config()).out


def test_a_folder_that_is_not_there_is_a_fault(kiosk: Typed, tmp_path: Path) -> None:
    assert kiosk("services", "check", tmp_path / "none").code == 1
