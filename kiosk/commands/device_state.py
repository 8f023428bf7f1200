"""A driver's word on how its device is, as the host is told it."""

from devices.device import DeviceEvent, DeviceState
from kiosk.pipe import Device, DeviceIs


def device_is(device: Device, event: DeviceEvent) -> DeviceIs | None:
    """None while it is only being opened, and while it is used: that is nobody's business."""
    code = event.failure_code or ""
    match event.state:
        case DeviceState.OPENING | DeviceState.BUSY:
            return None
        case DeviceState.READY:
            return DeviceIs(device, "ready", code)
        case DeviceState.DEGRADED:
            return DeviceIs(device, "degraded", code)
        case DeviceState.ABSENT:
            return DeviceIs(device, "absent", code)
        case DeviceState.FAULT:
            return DeviceIs(device, "fault", code)
