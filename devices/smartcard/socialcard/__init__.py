"""The social-security card: name, numbers and days of a resident who chose to lay it down."""
