"""What staff look after: what is left of paper and toner, and what they are told of it."""
