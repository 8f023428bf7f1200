"""Visit processes without a face, for the host's tests: they speak the real pipe."""

import os
import time
from multiprocessing.connection import Connection
from typing import Any

from kiosk.pipe import Alive, Begun, DeviceIs, Drawn, Ended, OutboxFilled, Settled, VisitEnd


def waits_until_told(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    """Draws, then ends when the host says so or is gone."""
    end = VisitEnd(connection)
    end.send(Drawn("attract"))
    end.receive()


def begins_and_waits(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    """As if somebody stood in front of the screen. A visit after a crash says how it knows."""
    end = VisitEnd(connection)
    end.send(Drawn("attract"))
    if after_crash:
        end.send(Ended("left"))
        return
    end.send(Begun())
    end.receive()


def tells_of_devices(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    """A reader that fails and comes back, told again by the next process; a keypad that is well."""
    end = VisitEnd(connection)
    end.send(Drawn("attract"))
    for state in (DeviceIs("id-card-reader", "absent", "CARD-02"), DeviceIs("keypad", "ready")):
        end.send(state)
        end.send(state)
    end.send(DeviceIs("id-card-reader", "ready"))
    end.send(Ended("finished"))


def finishes(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    """One whole visit: an application confirmed and settled."""
    end = VisitEnd(connection)
    end.send(Drawn("attract"))
    end.send(Begun())
    end.send(OutboxFilled("key-1"))
    if isinstance(end.receive(), Settled):
        end.send(Ended("finished"))


def dies_before_drawing(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    os._exit(3)


def freezes(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    end = VisitEnd(connection)
    end.send(Drawn("attract"))
    end.send(Alive())
    time.sleep(600)


def will_not_end(connection: "Connection[Any, Any]", after_crash: bool) -> None:
    """Says that the visit is over and stays all the same."""
    end = VisitEnd(connection)
    end.send(Drawn("attract"))
    end.send(Ended("finished"))
    time.sleep(600)
