"""`kiosk doctor` on the voice packs: which there are, and whether they are whole and of today's words."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.commands.bundled import LOCALES
from kiosk.commands.checks import Row
from kiosk.failures import FailureCode
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import language_by_tag
from kiosk.services.packs import load_catalogue
from kiosk.speech.neural_voice import find_models
from kiosk.speech.pack_check import UNSOUND, Wrong, check_pack
from kiosk.speech.pack_manifest import read_manifest
from kiosk.speech.prompts import spoken_messages
from kiosk.speech.recorded_pack import RecordedPacks, pack_folders

_NAME = "voice packs"
# A pack of another release has hundreds.
_TOLD = 5


def check_voice_packs(packs: Path, services: Path) -> Row:
    """One row for all packs of a folder; ``services``: the folder of the services whose words they say."""
    found = [*_damaged(packs), *_not_of_today(packs, services)]
    if found:
        told = "; ".join(found[:_TOLD]) + (f"; and {len(found) - _TOLD} more" if len(found) > _TOLD else "")
        advice = "See `kiosk prompts check`; what a pack cannot say is said by the next voice."
        return Row(_NAME, FailureCode.VOICE_PACK_DAMAGED, told, advice)
    voices = list(_voices(packs))
    return Row(_NAME, notice=not voices, detail="; ".join(voices) or f"{packs} holds none")


def _damaged(packs: Path) -> Iterator[str]:
    recorded = RecordedPacks(packs)
    yield from map(str, recorded.faults)
    recorded.close()
    yield from find_models(packs).damaged


def _not_of_today(packs: Path, services: Path) -> Iterator[str]:
    catalogues, offered = load_catalogues(LOCALES), load_catalogue(services).services
    for folder in pack_folders(packs) if packs.is_dir() else ():
        manifest, _ = read_manifest(folder)
        if manifest is None:
            continue
        messages = spoken_messages(language_by_tag(manifest.language), catalogues, offered)
        for finding in check_pack(folder, messages, manifest.language, levels=False):
            # What is wrong with the manifest has been told.
            if finding.wrong in UNSOUND and finding.wrong is not Wrong.MANIFEST:
                yield f"{folder.name}/{finding.file} ({finding.key}): {finding.wrong}"


def _voices(packs: Path) -> Iterator[str]:
    for folder in pack_folders(packs):
        manifest, _ = read_manifest(folder)
        if manifest is not None:
            yield f"{folder.name}: {manifest.language}, {len(manifest.entries)} messages, {manifest.voice}"
    for tag, model in find_models(packs).by_tag.items():
        yield f"{model.model.name}: {tag}"
