"""What can be done at the kiosk: services as data, loaded from packs and checked."""
