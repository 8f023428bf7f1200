"""The kernel's input events, for keypads and for switches such as that of a headphone socket."""
