# The commands of the catalogue. A fresh machine needs Python 3.11 or newer, make and a package index.
.PHONY: run release reload dev test admin format lint check bench stray drills docs examples screenshots setup lock

PYTHON ?= python3
PORT ?= 8000
REQUESTS ?= 2000
SEED ?= 1
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py
export PORT

run: setup var/collected
	@$(MANAGE) serve

dev: setup
	@DEBUG=true $(MANAGE) migrate -v 0 && DEBUG=true $(MANAGE) loadcatalog && DEBUG=true $(MANAGE) runserver 127.0.0.1:$(PORT)

# A new version of the code: what is stored is brought up while the former version serves, then "make reload".
release: setup var/collected
	@$(MANAGE) release

# The server finishes what it answers with the former code, and drops nothing.
reload:
	@kill -HUP "$$(cat var/server-$(PORT).pid)"

admin: setup
	@$(MANAGE) migrate -v 0 && $(MANAGE) createsuperuser

setup: var/installed var/secret-key

# From the lock files: the very files that were locked, of every package, whatever the index offers today.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

var/installed: requirements.lock
	@mkdir -p var
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=python3.11.")'
	@echo "Installing what the catalogue needs ..."
	@$(INSTALL) -r requirements.lock
	@touch $@

var/installed-dev: var/installed requirements-dev.lock
	@$(INSTALL) -r requirements-dev.lock
	@touch $@

# For every platform and every Python from 3.11 on. What is locked and still fits keeps its version.
LOCK = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-annotate
LOCK += --custom-compile-command "make lock"

lock: var/installed-dev
	@$(LOCK) --output-file requirements.lock requirements.txt
	@$(LOCK) --output-file requirements-dev.lock --constraint requirements.lock requirements-dev.txt

# Hashing and compressing static files takes longer than a start may take, so it is done when they change.
var/collected: var/installed var/secret-key $(shell find static -type f)
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@touch $@

var/secret-key:
	@mkdir -p var
	@umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(48))' > $@

# Both databases, side by side: SQLite, and the PostgreSQL of TEST_DATABASE_URL or one started for the run.
test: setup var/installed-dev
	@$(BIN)/python -m tests.both_databases

format: setup var/installed-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lint: setup var/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

check: lint
	@$(MANAGE) makemigrations --check --dry-run
	@SITE_URL=https://catalogue.example.org $(MANAGE) check --deploy --fail-level WARNING

# The API on both databases, beside the same work by hand; the table is recorded in docs/performance.md.
bench: setup var/installed-dev
	@$(BIN)/python -m bench

# Random requests and malformed forms, which a seed chooses; each answer that is a failure is named.
stray: setup var/installed-dev
	@$(BIN)/python -m scripts.stray_requests --requests $(REQUESTS) --seed $(SEED)

# Faults on real servers: the database stops, the cache is gone, clients are slow. Needs redis-server.
drills: setup var/installed-dev var/collected
	@$(BIN)/python -m drills

# What is made from the code in docs/: the description of the API, the data dictionary, the diagrams of docs/model.md.
docs: setup
	@$(MANAGE) makedocs

# The example answers in the description of the API, from the catalogue that is loaded; "make docs" comes after it.
examples: setup
	@$(MANAGE) makeexamples

# The README's pictures, of a catalogue that runs already (make run, in another terminal) at PORT.
screenshots: setup var/installed-dev
	@$(BIN)/python scripts/screenshots.py http://127.0.0.1:$(PORT)
