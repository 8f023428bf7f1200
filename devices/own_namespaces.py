"""Namespaces of their own for the services that simulators run: nothing of the machine's is touched."""

import subprocess

_OWN = ("unshare", "--mount", "--net")


def own_namespaces(*, network: bool = True) -> tuple[str, ...]:
    """The command that begins a process with its own mounts and, if wanted, its own network.

    FileNotFoundError where unshare is missing. Whether it may be done shows when it is done.
    """
    command = _OWN if network else _OWN[:2]
    tried = subprocess.run(
        [*command, "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    if tried.returncode == 0:
        return command
    # In a bare chroot, whose root is no mount point, nothing can be made private; its mounts are its own.
    return (*command, "--propagation", "unchanged")
