"""The host's delivery: the outbox, the platform's REST adapter and the thread between them."""

import time
from collections.abc import Callable
from dataclasses import replace

from kiosk.central.delivery import Delivery
from kiosk.central.outbox import Outbox
from kiosk.central.port import Delivered, Refused, Unreachable
from kiosk.central.rest import RestPlatform, RestSettings
from kiosk.config import Settings
from kiosk.pipe import Settled


def rest_settings(settings: Settings) -> RestSettings:
    """How the platform is reached and who this machine is to it."""
    central = settings.central
    return RestSettings(
        base_url=central.url,
        kiosk_id=settings.kiosk.id,
        token=central.token,
        connect_timeout_s=central.connect_timeout_s,
        read_timeout_s=central.read_timeout_s,
    )


def question_settings(settings: Settings) -> RestSettings:
    """For questions: nobody stands there longer than a visit waits for an answer."""
    rest = rest_settings(settings)
    most = max(settings.central.answer_wait_s, 1.0)
    return replace(
        rest,
        connect_timeout_s=min(rest.connect_timeout_s, most),
        read_timeout_s=min(rest.read_timeout_s, most),
    )


class OutboxDelivery:
    """Delivers for the host: what a platform answers goes back to it sealed, as it came."""

    def __init__(self, outbox: Outbox, settings: Settings) -> None:
        self._outbox = outbox
        self._settings = settings
        self._delivery: Delivery | None = None
        self._platform: RestPlatform | None = None

    def start(self, settled: Callable[[Settled], None]) -> None:
        self._platform = RestPlatform(rest_settings(self._settings))
        self._delivery = Delivery(
            self._outbox,
            self._platform,
            time.time,
            lambda key, result: settled(_settled(key, result)),
            lambda key, result: settled(_settled(key, result)),
        )
        self._delivery.start()

    def nudge(self) -> None:
        if self._delivery is not None:
            self._delivery.wake()

    def stop(self) -> None:
        if self._delivery is not None and self._platform is not None:
            self._delivery.stop()
            self._platform.close()


def _settled(key: str, result: Delivered | Refused | Unreachable) -> Settled:
    match result:
        case Delivered(reply):
            return Settled(key, "delivered", reply=reply)
        case Refused(code=code):
            return Settled(key, "refused", code.value)
        case Unreachable(code=code):
            return Settled(key, "unreachable", code.value)
