"""Every service of the sandbox in Kazakh in Cyrillic letters, to its paper."""

from collections.abc import Mapping

from kiosk.services.service import Service
from tests.demo_matrix.walks import Result, comes_to_its_end, every_service, in_time

LANGUAGE = "kk"


@in_time
@every_service
def test_every_service_comes_to_its_end_in_kazakh_in_cyrillic_letters(
    visits: Mapping[str, Result], service: Service
) -> None:
    comes_to_its_end(visits[service.id], service, LANGUAGE)
