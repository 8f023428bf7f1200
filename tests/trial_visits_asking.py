"""Visit processes without a face that ask the platform something, for the host's tests."""

from multiprocessing.connection import Connection
from typing import Any

from kiosk.pipe import Asked, Begun, DeviceIs, Drawn, Ended, Replied, VisitEnd


def asks_and_says_how_it_went(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    """Ends as "finished" where the answer to its own question came, sealed as it was."""
    end = VisitEnd(connection)
    end.send(Drawn("attract"))
    end.send(Begun())
    end.send(Asked("q-1", b"sealed question"))
    right = end.receive() == Replied("q-1", "delivered", reply=b"sealed answer")
    end.send(Ended("finished" if right else "left"))


def asks_and_hears_that_nobody_is_there(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    end = VisitEnd(connection)
    end.send(Drawn("attract"))
    end.send(Asked("q-1", b"sealed question"))
    right = end.receive() == Replied("q-1", "unreachable", "NET-01")
    end.send(Ended("finished" if right else "left"))


def asks_and_goes(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    """Leaves before the answer; the visit after it says what it hears within a second."""
    end = VisitEnd(connection)
    end.send(Drawn("attract"))
    if not after_crash:
        end.send(Begun())
        end.send(Asked("q-1", b"sealed question"))
        end.receive()
        return
    if end.connection.poll(1.0) and isinstance(end.receive(), Replied):
        end.send(DeviceIs("keypad", "absent", "KEY-01"))
    end.send(Ended("finished"))
