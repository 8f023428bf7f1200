"""Receipt printer, 80 mm, ESC/POS over TCP or a serial line."""
