"""A central platform on one machine: opens what kiosks send, makes cases of it, answers sealed."""
