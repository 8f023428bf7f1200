"""The resident identity card on a SAM_V module over a serial line."""
