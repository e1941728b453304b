# congtin: `make html` builds the site in content/ into output/, `make test` proves it. Both set up what they need:
# only Python 3.11 or newer, make and git must be there (Debian keeps venv in the package python3-venv).

PYTHON ?= python3
VENV := .venv
CONGTIN := $(VENV)/bin/congtin
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --no-input --quiet
# Locked wheels only, since a source package could pull in tools that no hash holds. feedgen has no wheel: it is built
# here, by the locked tools of the step before.
INSTALL := $(PIP) install --require-hashes --only-binary :all: --no-binary feedgen --no-build-isolation

.DEFAULT_GOAL := html
.PHONY: html serve check publish demo test quality mutation mutants faults bench lock clean

html: $(VENV)/site.stamp
	$(CONGTIN) build

serve: $(VENV)/site.stamp
	$(CONGTIN) serve

check: $(VENV)/site.stamp
	$(CONGTIN) check

publish: $(VENV)/site.stamp
	$(CONGTIN) build --settings publishconf.py

# A federation of invented bodies and figures, to see what two hundred articles over five years add up to.
demo: $(VENV)/site.stamp
	rm -rf .demo
	PYTHONPATH=tests $(VENV)/bin/python -m federation .demo
	cd .demo && ../$(CONGTIN) serve

test: $(VENV)/test.stamp
	browser=$$(sh tests/browser/get-browser) && CONGTIN_BROWSER="$$browser" \
		$(VENV)/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=term $(PYTEST_ARGS)

# How many slips of the hand the check catches, by class (some minutes).
mutation: $(VENV)/test.stamp
	PYTHONPATH=tests $(VENV)/bin/python -m mutation

# How many mutants of our own code its tests kill, of SAMPLE a module drawn with SEED; MODULE may name one: vietnamese/dates.py.
MODULE ?= vietnamese checks checks/across
SAMPLE ?= 9
SEED ?= 1
mutants: $(VENV)/mutants.stamp
	PYTHONPATH=tests:plugins $(VENV)/bin/python -m mutation.code $(MODULE) --sample $(SAMPLE) --seed $(SEED)

$(VENV)/mutants.stamp: tests/mutation/code/requirements.lock $(VENV)/test.stamp
	$(INSTALL) --no-binary yattag -r tests/mutation/code/requirements.lock
	touch $@

# What builds cost: cold, no change, three edits, growth; BENCH_N=1000,10000 names the sizes.
bench: $(VENV)/site.stamp
	PYTHONPATH=plugins:tests $(VENV)/bin/python -m bench

# Builds killed, system calls that fail, two builds at once, spoilt caches, the same bytes everywhere (half an hour);
# needs strace.
faults: $(VENV)/test.stamp
	PYTHONPATH=plugins:tests $(VENV)/bin/python -m faults $(FAULTS_ARGS)

# The long judges: axe at three widths, light and dark, Lighthouse, HTML, links, feeds, weights; needs npm and newsboat.
quality: $(VENV)/quality.stamp
	browser=$$(sh tests/browser/get-browser) && CONGTIN_BROWSER="$$browser" \
		PYTHONPATH=tests:tests/browser $(VENV)/bin/python -m quality $(QUALITY_ARGS)

$(VENV)/quality.stamp: tests/quality/requirements.lock tests/quality/package-lock.json $(VENV)/test.stamp
	$(INSTALL) -r tests/quality/requirements.lock
	npm ci --prefix tests/quality --ignore-scripts --no-audit --no-fund --silent
	touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "congtin cần Python từ 3.11 trở lên; ví dụ: make PYTHON=python3.12 html" >&2; \
		echo "congtin needs Python 3.11 or newer; for example: make PYTHON=python3.12 html" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The package itself is put on the path in a second step, since pip takes no hash for a folder.
$(VENV)/site.stamp: requirements-build.lock requirements.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) -r requirements-build.lock
	$(INSTALL) -r requirements.lock
	$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	$(VENV)/bin/python -m compileall -q plugins
	touch $@

$(VENV)/test.stamp: requirements-test.lock $(VENV)/site.stamp
	$(INSTALL) -r requirements-test.lock
	touch $@

# Takes the newest releases that pyproject.toml allows, for every platform and Python it names. Needs uv.
LOCK := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header
lock:
	$(LOCK) --group build --output-file requirements-build.lock
	$(LOCK) pyproject.toml --constraints requirements-build.lock --output-file requirements.lock
	$(LOCK) pyproject.toml --group test --constraints requirements-build.lock --constraints requirements.lock \
		--output-file requirements-test.lock

clean:
	rm -rf output .congtin .demo .venv .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache
