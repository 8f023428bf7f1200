"""Every service is walked in one demo a language; its file names the language."""

from collections.abc import Mapping

import pytest

from tests.demo_matrix.walks import Result, walk_all


@pytest.fixture(scope="module")
def visits(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Result]:
    return walk_all(request.module.LANGUAGE, tmp_path_factory.mktemp("demo"))
