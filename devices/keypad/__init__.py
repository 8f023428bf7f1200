"""The tactile keypad: a USB HID device that the kernel hands on as input events."""
