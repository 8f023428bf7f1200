# Two commands do everything on a fresh Debian: make demo, make test.
# make demo L=kk           another language (ug, kk-Arab, kk, zh-Hans)
# make demo WINDOW=1       opens the window and lets a person do it
# make demo OFFLINE=1      the central platform cannot be reached

L ?= ug
OUT ?= demo-out

.PHONY: setup demo test lint format lock pictures screens faults fuzz bench

setup: .venv/ready

.venv/ready: pyproject.toml requirements-dev.txt deploy/packages.txt deploy/test-packages.txt deploy/setup
	deploy/setup
	touch $@

demo: setup
	.venv/bin/kiosk demo --language $(L) --out $(OUT) $(if $(WINDOW),--window) $(if $(OFFLINE),--offline)

test: setup
	.venv/bin/pytest --numprocesses=2 --dist=loadfile

lint: setup
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/lint-imports
	.venv/bin/mypy

format: setup
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

# Needs uv. The files carry hashes and no address.
LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet
lock:
	$(LOCK) --extra sandbox --output-file requirements.txt
	$(LOCK) --extra sandbox --extra dev --constraints requirements.txt --output-file requirements-dev.txt

# The pictures of the README and of docs/: demo visits in all four languages, and all screens in all states.
pictures: setup
	for language in ug kk-Arab kk zh-Hans; do \
		.venv/bin/kiosk demo --language $$language --out build/pictures/$$language || exit 1; done
	.venv/bin/python -m tests.overflow $(addprefix --language ,ug kk-Arab kk zh-Hans) --step NORMAL --theme DAY \
		--panel 1080x1920 --out build/pictures/all
	.venv/bin/python deploy/docs/contact_sheets.py $(addprefix build/pictures/,ug kk-Arab kk zh-Hans) \
		--all build/pictures/all/sheets
	.venv/bin/python deploy/docs/staff_pictures.py

# Every screen in every language, size of letters, colours and panel, held against its boxes: a report and
# annotated pictures in build/screens. `make screens ONLY="--state guide --language ug"` looks at less.
screens: setup
	.venv/bin/python -m tests.overflow $(ONLY)

# docs/faults.md: every fault provoked on the simulators, what is then seen, heard and lost, and for how long.
faults: setup
	.venv/bin/pytest tests/faults --numprocesses=2 --dist=loadfile --write-faults docs/faults.md

# A million mutated frames and answers through the parsers of cards: `make fuzz FRAMES=100000` for fewer.
FRAMES ?= 1000000
fuzz: setup
	.venv/bin/python -m tests.fuzz --frames $(FRAMES)

# Figures, not tests: a table and bench-out/bench.json. `make bench ONLY=text` runs one.
bench: setup
	.venv/bin/python tests/bench $(ONLY)
