"""The staff card: a PIV card that proves it holds the key of a certificate, without saying whose it is."""
