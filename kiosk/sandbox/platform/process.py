"""A platform in a process of its own, started and stopped by this one."""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from kiosk.sandbox.platform.terms import ServiceTerms


@dataclass(frozen=True)
class PlatformAddress:
    """What a kiosk has to know of its platform."""

    url: str
    public_key: bytes
    key_id: str
    token: str = field(repr=False)


class PlatformProcess:
    """``with PlatformProcess(folder, terms) as platform: platform.address.url …``

    RuntimeError where it does not start. It ends with the ``with``, and with this process however that ends.
    """

    def __init__(
        self,
        data: Path,
        terms: Mapping[str, ServiceTerms] | None = None,
        *,
        port: int = 0,
        faults: bool = False,
    ) -> None:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        terms_file = data / "terms.json"
        terms_file.write_text(json.dumps(_plain(terms or {}), ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, "-m", "kiosk.sandbox.platform", "--data", str(data)]
        command += ["--port", str(port), "--terms", str(terms_file), *(["--faults"] if faults else [])]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        said = self._process.stdout
        line = said.readline() if said else b""
        if not line:
            raise RuntimeError(f"the sandbox platform ended at once with {self._process.wait()}")
        ready = json.loads(line)
        self.address = PlatformAddress(
            ready["url"], base64.b64decode(ready["public_key"]), ready["key_id"], ready["token"]
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def stop(self) -> None:
        self._process.communicate()

    def kill(self) -> None:
        """As a power cut would."""
        self._process.kill()
        self._process.communicate()

    def __enter__(self) -> "PlatformProcess":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _plain(terms: Mapping[str, ServiceTerms]) -> dict[str, object]:
    return {
        service_id: {
            "promised": of_it.promised,
            "statutory": of_it.statutory,
            "departments": [dict(words) for words in of_it.departments],
            "title": None if of_it.title is None else dict(of_it.title),
            "rows": dict(of_it.rows),
            "department_ids": list(of_it.department_ids),
        }
        for service_id, of_it in terms.items()
    }
