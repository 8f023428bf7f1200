"""A4 printers over IPP: jobs go through the local print service, the truth is asked from the device."""
