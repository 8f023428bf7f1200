"""A print service of our own: cupsd with its own configuration, spool and port, and one queue a printer.

The same settings as deploy gives a kiosk's print service: documents go through as they are, so that fonts and
text stay whole; nothing of a job is kept when it has ended; a job that cannot be printed is given up.
"""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from devices.own_namespaces import own_namespaces
from devices.printer.simulated_services import Services, ServicesAbsent, free_port, listens, missing_programs

_FILES = """ServerRoot {folder}/conf
CacheDir {folder}/cache
StateDir {folder}/run
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
SystemGroup root
"""
# All that it ever keeps of a document lies below this one folder, which deploy puts into memory.
SPOOL_SETTINGS = """RequestRoot {spool}
TempDir {spool}/tmp
SyncOnClose No
"""
SETTINGS = """LogLevel warn
PageLogFormat
AccessLogLevel config
Browsing No
DefaultShared No
WebInterface No
PreserveJobFiles No
PreserveJobHistory No
MaxJobTime 300
MaxHoldTime 120
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  SubscriptionPrivateAccess default
  SubscriptionPrivateValues default
  <Limit Create-Job Print-Job Send-Document Release-Job Cancel-Job Get-Jobs Get-Job-Attributes>
    Order deny,allow
  </Limit>
  <Limit Get-Printer-Attributes CUPS-Get-Printers CUPS-Get-Default>
    Order deny,allow
  </Limit>
  <Limit All>
    AuthType Default
    Require user @SYSTEM
    Order deny,allow
  </Limit>
</Policy>
"""
# Without a driver: what is sent goes to the device byte for byte. contimeout: seconds after which a device
# that cannot be reached ends the job instead of keeping it.
_QUEUE = """<Printer {name}>
DeviceURI {device}?contimeout=20
State Idle
Accepting Yes
Shared No
ErrorPolicy abort-job
</Printer>
"""
# unshare's shell: a spool of so many kilobytes, which nobody else sees.
_SMALL_SPOOL = 'mount -t tmpfs -o size="$1"k none "$0" && mkdir "$0/tmp" && shift && exec "$@"'


class SimulatedQueues:
    """``devices``: their addresses, by the queues' names. ``spool_kilobytes``: a disk that is soon full."""

    def __init__(
        self,
        services: Services,
        devices: Mapping[str, str],
        *,
        spool_kilobytes: int | None = None,
        name: str = "cups",
    ) -> None:
        if missing_programs(["cupsd"]):
            raise ServicesAbsent("not installed: cupsd")
        self._services = services
        self._name = name
        self._folder = services.folder / name
        for folder in ("conf", "spool/tmp", "cache", "run", "log"):
            (self._folder / folder).mkdir(parents=True)
        self._spool = self._folder / "spool"
        self._port = free_port()
        self._spool_kilobytes = spool_kilobytes
        files = _FILES.format(folder=self._folder) + SPOOL_SETTINGS.format(spool=self._spool)
        (self._folder / "conf" / "cups-files.conf").write_text(files)
        (self._folder / "conf" / "cupsd.conf").write_text(f"Listen 127.0.0.1:{self._port}\n{SETTINGS}")
        queues = "".join(_QUEUE.format(name=queue, device=device) for queue, device in devices.items())
        (self._folder / "conf" / "printers.conf").write_text(queues)
        self._process: subprocess.Popen[bytes] | None = None
        self.switch_on()

    def address(self, queue: str) -> str:
        return f"ipp://127.0.0.1:{self._port}/printers/{queue}"

    @property
    def spooled(self) -> list[str]:
        """The documents and jobs that it keeps, by their files."""
        assert self._process is not None
        # A small spool is seen by the service alone.
        spool = Path(f"/proc/{self._process.pid}/root") / self._spool.relative_to("/")
        return sorted(file.name for file in spool.iterdir() if file.is_file())

    def keeps(self, words: bytes) -> list[Path]:
        """The files of its own in which these words are, relative to its folder."""
        files = (file for file in self._folder.rglob("*") if file.is_file())
        return [file.relative_to(self._folder) for file in files if words in file.read_bytes()]

    @property
    def log(self) -> str:
        return (self._folder / "log" / "error").read_text(errors="replace")

    def switch_on(self) -> None:
        configuration = self._folder / "conf"
        words = [
            "cupsd",
            "-f",
            "-c",
            str(configuration / "cupsd.conf"),
            "-s",
            str(configuration / "cups-files.conf"),
        ]
        if self._spool_kilobytes is not None:
            small = [
                *own_namespaces(network=False),
                "sh",
                "-c",
                _SMALL_SPOOL,
                str(self._spool),
                str(self._spool_kilobytes),
            ]
            words = [*small, *words]
        self._process = self._services.start(words, self._name)
        self._services.await_start(self._process, self._name, lambda: listens(self._port))

    def switch_off(self) -> None:
        assert self._process is not None
        self._services.stop(self._process)
        self._process = None
