"""The laws of the house: who may know whom, what importing may do, and what no object may hold."""

import ast
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
ROOMS = ("kiosk", "devices", "screens")
# They are imported for their effect, in the process that visits are forked from; they say so themselves.
IMPORTED_FOR_THEIR_EFFECT = frozenset(
    {
        "screens.preload_first",
        "screens.preload",
        "kiosk.commands.preload",
        "kiosk.commands.preload_later",
    }
)
# What plays the card itself has everything a card has.
PLAYS_THE_CARD = ("devices/idcard/simulator.py", "devices/idcard/simulated_cards.py")
# What is never read of a person, in whatever combination, and words that mean something else too.
NEVER_HELD = re.compile("ethnic|photo|fingerprint|portrait|biometr|minzu")
NEVER_HELD_ALONE = frozenset({"face", "faces", "nation", "nationality", "religion"})

# Imports everything in a new process and writes down what happens meanwhile besides importing.
IMPORT_EVERYTHING = """
import _thread, importlib, sys, threading

ours = tuple(sys.argv[1].split(","))
happened, importing = [], None

# What libraries may do: look for the shared libraries they stand on, and whether there is IPv6.
ALLOWED = ("/ctypes/util.py", "/urllib3/util/connection.py")
HARD = {"socket.__new__", "socket.bind", "socket.connect", "subprocess.Popen", "os.fork", "os.posix_spawn"}

def callers():
    frame = sys._getframe(2)
    while frame is not None:
        yield frame
        frame = frame.f_back

def done_by_us():
    # By the first who is not the standard library.
    names = (str(frame.f_globals.get("__name__")) for frame in callers())
    others = (name for name in names if not name.startswith(("os", "importlib", "_", "pathlib")))
    return next(others, "").startswith(ours)

def seen(event, arguments):
    first = str(arguments[0]) if arguments else ""
    match event:
        case _ if event in HARD:
            counts = not any(frame.f_code.co_filename.endswith(ALLOWED) for frame in callers())
        case "open" if first.startswith(("/dev/", "/sys/", "/run/")):
            counts = not any(frame.f_code.co_filename.endswith(ALLOWED) for frame in callers())
        case "open" if set(str(arguments[1])) & set("wax+"):
            counts = done_by_us()
        case "os.putenv" | "os.unsetenv":
            counts = done_by_us()
        case _:
            counts = False
    if counts:
        happened.append(f"{importing}: {event} {first}")

def telling(start):
    # Python 3.11 has no audit event for a thread.
    def tell(*arguments):
        happened.append(f"{importing}: a thread is started")
        return start(*arguments)
    return tell

_thread.start_new_thread = telling(_thread.start_new_thread)
threading.Thread.start = telling(threading.Thread.start)
sys.addaudithook(seen)
for importing in sys.argv[2:]:
    importlib.import_module(importing)
if "kivy.core.window" in sys.modules:
    happened.append("a window was opened")
print("\\n".join(happened))
"""


def modules() -> Iterator[str]:
    """Every module of ours but those that are there to be run."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            if name not in IMPORTED_FOR_THEIR_EFFECT:
                yield name


def import_in_a_new_process(folder: Path, *names: str) -> str:
    """What importing does besides importing, a line each."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            # -B: what Python compiles it would write down on behalf of whoever imports it.
            [sys.executable, "-B", "-c", IMPORT_EVERYTHING, ",".join((*ROOMS, "broken")), *names],
            cwd=folder,
            env={**os.environ, "KIVY_HOME": home},
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_rooms_know_only_whom_they_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def test_importing_touches_no_hardware_starts_no_thread_and_changes_no_environment() -> None:
    names = list(modules())
    assert len(names) > 100
    assert import_in_a_new_process(ROOT, *names) == ""


@pytest.mark.parametrize(("line", "found"), [
    ("import socket; socket.socket()", "socket"),
    ("import threading; threading.Thread(target=print).start()", "thread is started"),
    ("import _thread; _thread.start_new_thread(print, ())", "thread is started"),
    ("open('/dev/null')", "/dev/null"),
    ("open('here', 'w')", "here"),
    ("import os; os.environ['KIOSK'] = 'x'", "putenv"),
    ("import subprocess; subprocess.run(['true'])", "Popen"),
])  # fmt: skip
def test_an_import_that_does_more_is_found(tmp_path: Path, line: str, found: str) -> None:
    (tmp_path / "broken.py").write_text(line, encoding="utf-8")
    assert found in import_in_a_new_process(tmp_path, "broken")


def sources() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if path.relative_to(ROOT).as_posix() not in PLAYS_THE_CARD:
                yield path


def names_held(tree: ast.AST) -> Iterator[str]:
    """Every name that an object can hold something under: fields, attributes, properties, methods, keys."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(body=body):
                for held in body:
                    match held:
                        case ast.AnnAssign(target=ast.Name(id=name)):
                            yield name
                        case ast.Assign(targets=targets):
                            yield from (target.id for target in targets if isinstance(target, ast.Name))
                        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                            yield name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.Dict(keys=keys):
                yield from (
                    key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)
                )
            case ast.keyword(arg=str(name)):
                yield name


def is_never_held(name: str) -> bool:
    plain = name.strip("_").lower()
    return bool(NEVER_HELD.search(plain)) or plain in NEVER_HELD_ALONE


def test_no_object_holds_what_is_never_read_of_a_person() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources()
        for name in names_held(ast.parse(path.read_text(encoding="utf-8")))
        if is_never_held(name)
    ]
    assert found == []


def test_no_rule_of_a_screen_and_no_service_asks_for_it() -> None:
    property_or_key = re.compile(r"^\s*(?:- )?(?:field: *)?([A-Za-z_]\w*):?", re.MULTILINE)
    files = [*(ROOT / "screens").rglob("*.kv"), *(ROOT / "kiosk").rglob("*.yaml")]
    assert len(files) > 20
    found = [
        f"{path.name}: {name}"
        for path in files
        for name in property_or_key.findall(path.read_text(encoding="utf-8"))
        if is_never_held(name)
    ]
    assert found == []


@pytest.mark.parametrize("code", [
    "@dataclass\nclass Card:\n    ethnicity: str",
    "class Card:\n    photo = None",
    "class Card:\n    def fingerprint(self): ...",
    "self._face = read()",
    "card = {'photo_bytes': b''}",
    "Card(ethnic_group=1)",
])  # fmt: skip
def test_an_object_that_holds_it_is_found(code: str) -> None:
    assert any(is_never_held(name) for name in names_held(ast.parse(code)))


@pytest.mark.parametrize("name", ["surface", "face_index", "interface", "designation", "combination"])
def test_other_words_are_not_meant(name: str) -> None:
    assert not is_never_held(name)
