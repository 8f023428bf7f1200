"""What leaves on paper: a content laid out once, then drawn as dots for the receipt printer or as a PDF."""
