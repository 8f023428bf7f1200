"""`kiosk doctor`: every part of the machine, its state, and what to do about it."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from kiosk.commands.answer import FAILED, WORKED, add_config, add_json, tell
from kiosk.commands.checks import (
    Row,
    check_chinese_input,
    check_clock,
    check_data_folder,
    check_fonts,
    check_keyboards,
    check_link,
    check_locales,
    check_outbox,
    check_rare_characters,
    check_services,
    check_sound,
    check_voice,
)
from kiosk.commands.device_checks import check_devices
from kiosk.commands.displays import check_screen
from kiosk.commands.printer_checks import check_a4_printers
from kiosk.commands.supply_checks import check_supplies
from kiosk.commands.voice_packs import check_voice_packs
from kiosk.config import ConfigWrong, Settings, load_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_config(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    rows = list(_rows(arguments.config))
    answer = {"rows": [row.as_object() for row in rows], "failed": sum(row.failed for row in rows)}
    tell(arguments.json, answer, (row.line() for row in rows))
    return FAILED if answer["failed"] else WORKED


def _rows(config: Path) -> Iterator[Row]:
    """Parts that need no settings are looked at whatever the settings are."""
    settings = load_settings(config)
    yield _config_row(config, settings)
    yield check_locales()
    yield check_fonts()
    yield check_rare_characters()
    yield check_keyboards()
    yield from check_chinese_input()
    yield check_voice()
    if isinstance(settings, ConfigWrong):
        yield check_sound("device")
        yield check_clock(None)
        return
    yield check_sound(settings.speech.sink)
    if settings.speech.packs is not None:
        yield check_voice_packs(settings.speech.packs, settings.services.folder)
    yield check_clock(settings.kiosk.data)
    yield check_data_folder(settings.kiosk.data)
    yield check_outbox(settings.kiosk.data)
    yield check_services(settings.services.folder)
    yield check_screen(settings.screen)
    yield from check_devices(settings)
    yield from check_a4_printers(settings)
    yield from check_supplies(settings)
    yield check_link(settings)


def _config_row(config: Path, settings: Settings | ConfigWrong) -> Row:
    if isinstance(settings, Settings):
        return Row("config", detail=str(config))
    problems = "; ".join(f"{problem.key}: {problem.wrong}" for problem in settings.problems)
    return Row(
        "config", settings.code, f"{config}: {problems}", "Mend the file, or name another with --config."
    )
