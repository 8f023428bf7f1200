"""Lets Kivy read its rules from style.kv beside this file."""

import sys
from importlib import import_module
from pathlib import Path

import kivy


def read_few_rules() -> None:
    """Before anything imports kivy.lang, which reads Kivy's rules when it is imported. Where it has been
    imported before, all are read, and nothing is lost but time."""
    if "kivy.lang" in sys.modules:
        return
    whole, kivy.kivy_data_dir = kivy.kivy_data_dir, str(Path(__file__).parent)
    try:
        import_module("kivy.lang")
    finally:
        kivy.kivy_data_dir = whole
