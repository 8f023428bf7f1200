"""libzinnia as C sees it: strokes on a square to characters by likeness (zinnia.h, 0.06)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cffi import FFI

_DECLARATIONS = """
typedef struct Recognizer Recognizer;
typedef struct Character Character;
typedef struct Result Result;
Recognizer *zinnia_recognizer_new(void);
void zinnia_recognizer_destroy(Recognizer *);
int zinnia_recognizer_open(Recognizer *, const char *model);
const char *zinnia_recognizer_strerror(Recognizer *);
Result *zinnia_recognizer_classify(Recognizer *, const Character *, size_t most);
Character *zinnia_character_new(void);
void zinnia_character_destroy(Character *);
void zinnia_character_clear(Character *);
void zinnia_character_set_width(Character *, size_t);
void zinnia_character_set_height(Character *, size_t);
int zinnia_character_add(Character *, size_t stroke, int x, int y);
size_t zinnia_result_size(Result *);
const char *zinnia_result_value(Result *, size_t);
void zinnia_result_destroy(Result *);
"""
LIBRARY = "libzinnia.so.0"
# Units along the side of the square that strokes are given on.
SIDE = 1000


class ZinniaUnusable(Exception):
    """The library or its model cannot be used; says which."""


class Recognizer:
    """Belongs to one thread. Made by open_recognizer."""

    def __init__(self, ffi: Any, library: Any, recognizer: Any) -> None:
        self._ffi, self._library, self._recognizer = ffi, library, recognizer

    def close(self) -> None:
        self._library.zinnia_recognizer_destroy(self._recognizer)
        self._recognizer = self._ffi.NULL

    def classify(self, strokes: Sequence[Sequence[tuple[int, int]]], most: int) -> tuple[str, ...]:
        """Up to ``most`` characters, likest first. Points in 0..SIDE, y downwards; time grows with them."""
        library = self._library
        character = library.zinnia_character_new()
        try:
            library.zinnia_character_clear(character)
            library.zinnia_character_set_width(character, SIDE)
            library.zinnia_character_set_height(character, SIDE)
            for number, stroke in enumerate(strokes):
                for x, y in stroke:
                    library.zinnia_character_add(character, number, x, y)
            result = library.zinnia_recognizer_classify(self._recognizer, character, most)
        finally:
            library.zinnia_character_destroy(character)
        if result == self._ffi.NULL:  # no strokes
            return ()
        try:
            values = (
                library.zinnia_result_value(result, index)
                for index in range(library.zinnia_result_size(result))
            )
            return tuple(self._ffi.string(value).decode() for value in values)
        finally:
            library.zinnia_result_destroy(result)


def open_recognizer(model: Path, *, library: str = LIBRARY) -> Recognizer:
    """Maps the model into memory; raises ZinniaUnusable."""
    ffi = FFI()
    ffi.cdef(_DECLARATIONS)
    try:
        zinnia = ffi.dlopen(library)
    except OSError as error:
        raise ZinniaUnusable(str(error)) from error
    recognizer = zinnia.zinnia_recognizer_new()
    # zinnia compares the size of the file with the one its header gives, so a cut one is refused.
    if not zinnia.zinnia_recognizer_open(recognizer, str(model).encode()):
        message = ffi.string(zinnia.zinnia_recognizer_strerror(recognizer)).decode(errors="replace")
        zinnia.zinnia_recognizer_destroy(recognizer)
        raise ZinniaUnusable(message)
    return Recognizer(ffi, zinnia, recognizer)
