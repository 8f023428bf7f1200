"""A headphone socket that tells whether something is plugged into it."""
