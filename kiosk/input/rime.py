"""librime as C sees it: a session that is given letters and read candidate by candidate.

The one library in the process keeps one state for all its callers, so one session is open at a time.
Declared from rime_api.h, whose structures only ever grow at their end (librime 1.8 and 1.13 are used);
its older flat functions are gone from 1.13.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cffi import FFI

_DECLARATIONS = """
typedef struct {
    int data_size;
    const char *shared_data_dir, *user_data_dir;
    const char *distribution_name, *distribution_code_name, *distribution_version, *app_name;
    const char **modules; int min_log_level;
    const char *log_dir, *prebuilt_data_dir, *staging_dir;
} Traits;
typedef struct { int length, cursor_pos, sel_start, sel_end; char *preedit; } Composition;
typedef struct { char *text, *comment; void *reserved; } MenuEntry;
typedef struct {
    int page_size, page_no, is_last_page, highlighted, num_candidates; MenuEntry *candidates; char *keys;
} Menu;
typedef struct {
    int data_size; Composition composition; Menu menu; char *commit_text_preview; char **select_labels;
} Context;
typedef struct {
    int data_size;
    void (*setup)(Traits *); void *set_notification_handler;
    void (*initialize)(Traits *); void (*finalize)(void); void *maintenance[3];
    void (*deployer_initialize)(Traits *); void *prebuild, *deploy;
    int (*deploy_schema)(const char *schema_file); void *deploy_config_file, *sync_user_data;
    uintptr_t (*create_session)(void); void *find_session; int (*destroy_session)(uintptr_t);
    void *cleanup_stale_sessions, *cleanup_all_sessions;
    int (*process_key)(uintptr_t, int key, int mask); void *commit_composition;
    void (*clear_composition)(uintptr_t); void *get_commit, *free_commit;
    int (*get_context)(uintptr_t, Context *); int (*free_context)(Context *);
    void *status[2], *options[4], *schema_list[2], *get_current_schema;
    int (*select_schema)(uintptr_t, const char *schema_id);
    void *config[12], *simulate_key_sequence, *modules[2], *run_task, *get_shared_data_dir;
    const char *(*get_user_data_dir)(void); void *directories[3], *config_writing[13];
    const char *(*get_input)(uintptr_t);
} Api;
Api *rime_get_api(void);
"""
LIBRARY = "librime.so.1"

_FATAL_ONLY = 3  # glog's severity; with an empty log_dir it writes to standard error, never to a file
_BACKSPACE, _DOWN = 0xFF08, 0xFF54  # X11 key symbols
_NEVER_SET_UP = b"."  # the user folder before anyone has called setup


class RimeUnusable(Exception):
    """The library, its dictionary or a schema cannot be used; says which."""


@dataclass(frozen=True)
class RimeFolders:
    """``schemas``: our *.schema.yaml. ``dictionary``: compiled tables they name. ``user``: a private
    folder of this visit; compiled spellings go there, nothing that was typed."""

    schemas: Path
    dictionary: Path
    user: Path


@dataclass(frozen=True)
class Reading:
    """One entry of the menu: ``heard`` is its pinyin in full, ``taken`` how many letters it takes."""

    text: str
    heard: str
    taken: int


class RimeSession:
    """Belongs to one thread. Made by open_session."""

    def __init__(self, ffi: Any, api: Any, session: int) -> None:
        self._ffi, self._api, self._session = ffi, api, session
        self._context = ffi.new("Context *")
        self._context_size = ffi.sizeof("Context") - ffi.sizeof("int")

    def close(self) -> None:
        """The library forgets what was typed and can be opened again."""
        self._api.destroy_session(self._session)
        self._api.finalize()

    def readings(self, letters: str) -> Iterator[Reading]:
        """What a-z and ' may mean, longest and likeliest first; one asking at a time."""
        self._type(letters)
        while True:
            reading, last = self._highlighted()
            if reading is not None:
                yield reading
            if last:
                return
            self._press(_DOWN)

    def _type(self, letters: str) -> None:
        """Only what has changed: each letter makes the library look everything up again."""
        before = self._ffi.string(self._api.get_input(self._session)).decode()
        if letters.startswith(before) and letters != before:
            added = letters[len(before) :]
        elif before.startswith(letters) and letters != before:
            added = ""
            for _ in before[len(letters) :]:
                self._press(_BACKSPACE)
        else:
            added = letters
            self._api.clear_composition(self._session)
        for letter in added:
            self._press(ord(letter))

    def _highlighted(self) -> tuple[Reading | None, bool]:
        """The one entry of this page, and whether it is the last."""
        ffi, context = self._ffi, self._context
        context.data_size = self._context_size
        self._api.get_context(self._session, context)
        try:
            menu, composition = context.menu, context.composition
            if menu.num_candidates == 0:
                return None, True
            entry = menu.candidates[0]
            # Up to sel_end stands what the entry takes, spaced between syllables by the library.
            shown = ffi.string(composition.preedit)[: composition.sel_end]
            heard = ffi.string(entry.comment).decode() if entry.comment else ""
            reading = Reading(ffi.string(entry.text).decode(), heard, len(shown.replace(b" ", b"")))
            return reading, bool(menu.is_last_page)
        finally:
            self._api.free_context(context)

    def _press(self, key: int) -> None:
        self._api.process_key(self._session, key, 0)


def open_session(
    folders: RimeFolders, schema: str, *, compiled_first: tuple[str, ...] = (), library: str = LIBRARY
) -> RimeSession:
    """Compiles the spellings of ``schema`` (20 ms) and starts a session in it.

    ``compiled_first``: schemas whose dictionaries ``schema`` also uses. Raises RimeUnusable; raises
    RuntimeError when a session is open in this process already.
    """
    ffi = FFI()
    ffi.cdef(_DECLARATIONS)
    try:
        api = ffi.dlopen(library).rime_get_api()
    except OSError as error:
        raise RimeUnusable(str(error)) from error
    first = ffi.string(api.get_user_data_dir()) == _NEVER_SET_UP
    if not first and api.create_session():
        raise RuntimeError("a librime session is open in this process already")
    texts = [ffi.new("char[]", str(folder).encode()) for folder in (folders.schemas, folders.user)]
    traits = ffi.new("Traits *")
    traits.data_size = ffi.sizeof("Traits") - ffi.sizeof("int")
    traits.shared_data_dir, traits.user_data_dir = texts
    texts += [ffi.new("char[]", str(p).encode()) for p in (folders.dictionary, folders.user / "build")]
    traits.prebuilt_data_dir, traits.staging_dir = texts[2:]
    texts += [ffi.new("char[]", text) for text in (b"rime.kiosk", b"")]
    traits.distribution_name = traits.distribution_code_name = traits.distribution_version = texts[4]
    if first:
        # librime 1.8 ends the process when it is told the name of its log a second time.
        traits.app_name, traits.log_dir, traits.min_log_level = texts[4], texts[5], _FATAL_ONLY
    api.setup(traits)
    api.deployer_initialize(traits)
    for name in (*compiled_first, schema):
        if not api.deploy_schema(str(folders.schemas / f"{name}.schema.yaml").encode()):
            api.finalize()
            raise RimeUnusable(f"librime cannot compile {name} over {folders.dictionary}")
    api.initialize(traits)
    session = api.create_session()
    if not session or not api.select_schema(session, schema.encode()):
        api.finalize()
        raise RimeUnusable(f"librime does not open {schema}")
    return RimeSession(ffi, api, session)
