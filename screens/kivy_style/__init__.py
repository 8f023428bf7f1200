"""Kivy's own rules, without those of the hundred widgets that nobody uses here: reading these takes longer
than reading all of ours."""
