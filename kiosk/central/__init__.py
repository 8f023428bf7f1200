"""The central platform as the kiosk sees it: port, sealing, REST adapter, outbox, delivery."""
