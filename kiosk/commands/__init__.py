"""The composition root: each command puts the rooms together for one purpose."""
