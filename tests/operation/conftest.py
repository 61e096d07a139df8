from collections.abc import Iterator

import pytest

from tests.operation.production import Installation, Server, install, served


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return install(tmp_path_factory.mktemp("production"))


@pytest.fixture(scope="session")
def production(installation: Installation) -> Iterator[Server]:
    with served(installation) as server:
        yield server
