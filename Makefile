# Two commands matter: `make book` builds the book, `make test` checks everything. `make help` lists the others.
# A target is redone only when something that it depends on has changed.

PYTHON ?= python3
VENV   := .venv
PORT   ?= 8000
TORCH_INDEX ?= $(if $(filter Linux,$(shell uname -s)),https://download.pytorch.org/whl/cpu)
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
# One thread a process: the tests run in as many processes as there are cores.
export OMP_NUM_THREADS ?= 1
export PYTHONHASHSEED ?= 0
# In continuous integration the core of the page tests runs in Firefox and WebKit as well, where root can install them.
ENGINES := $(if $(CI),$(if $(filter 0,$(shell id -u)),browsers))

HTML      := _build/html/index.html
INSTALLED := $(VENV)/.installed
PACKAGE   := $(VENV)/.package
MODULES   := node_modules/.installed
MODEL     := $(VENV)/.model
EXPLORERS := src/relu_spectrum/explorers/static/.built
PAGES     := _build/web/.built

PYTHON_SOURCES   := $(shell find src -name '*.py' -o -name 'style.json' -o -name 'paper.json')
EXPLORER_SOURCES := build.mjs $(shell find src/relu_spectrum/explorers -name static -prune -o \
                      \( -name '*.js' -o -name '*.mjs' -o -name '*.css' \) -print) src/relu_spectrum/figures/style.json src/relu_spectrum/paper.json \
                    src/relu_spectrum/probe/kept/probe.schema.json
PAGE_SOURCES     := $(EXPLORER_SOURCES) $(shell find book/_ext -name '*.js' -o -name '*.mjs' -o -name '*.css')
NOTEBOOKS        := $(sort $(wildcard book/*.ipynb))
BOOK_SOURCES     := _config.yml _toc.yml CITATION.cff $(shell find book -name '.ipynb_checkpoints' -prune -o -name '__pycache__' -prune \
                      -o -type f -print)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install book test check lint unit notebooks browser browsers serve lab bench outputs stills wheel zip pdf dated requirements clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-13s %s\n", $$1, $$2 }'

book: $(HTML) ## execute the notebooks and build the book into _build/html

install: $(EXPLORERS) $(MODEL) ## install all that the notebooks need, and build nothing else

test: lint unit notebooks browser $(ENGINES) ## run everything: lint, unit, property and doc tests, notebooks, book, browser

check: CHOSEN := -m "not slow"
check: lint unit $(PAGES) ## for daily work, two minutes: as test, without slow unit tests and with a book of one page
	$(VENV)/bin/python tests/browser/browser.py
	$(VENV)/bin/python -m pytest tests/browser/test_builds.py

browsers: $(HTML) ## repeat the core of the page tests in Firefox and in WebKit
	PYTHONPATH=tests/browser $(VENV)/bin/python tests/engines/engines.py
	$(VENV)/bin/python -m pytest tests/engines -n 2 --dist loadgroup

serve: $(HTML) ## show the built book on 127.0.0.1 (PORT=8000)
	$(VENV)/bin/python -m http.server $(PORT) --bind 127.0.0.1 --directory _build/html

lab: $(EXPLORERS) $(MODEL) ## open the notebooks in JupyterLab
	$(VENV)/bin/jupyter lab --notebook-dir=book

bench: $(HTML) benchmarks/node_modules/.installed ## print the measurements of benchmarks/
	$(VENV)/bin/python tests/browser/browser.py
	PYTHONPATH=tests/browser $(VENV)/bin/python benchmarks/run.py

outputs: $(EXPLORERS) $(MODEL) ## execute the notebooks, store what the tests compare, write figures and tables to _build/outputs
	$(VENV)/bin/python tools/store_outputs.py $(NOTEBOOKS)
	$(VENV)/bin/python tools/write_codecheck.py

stills: $(PACKAGE) ## take the pictures that stand for the explorers where there is no JavaScript
	$(VENV)/bin/python tests/browser/browser.py
	$(VENV)/bin/python tools/store_stills.py

zip: $(HTML) ## pack the book into one file that works from the disk, with a file of hashes
	$(VENV)/bin/python tools/pack_book.py

pdf: $(HTML) ## print the book on paper: contents, page numbers, links, no code
	$(VENV)/bin/python tests/browser/browser.py
	$(VENV)/bin/python tools/print_book.py

wheel: $(HTML) ## build the package's wheel beside the pages: notebooks in Colab install it from there
	rm -rf _build/html/wheel
	$(VENV)/bin/python -m pip wheel --quiet --no-build-isolation --no-deps --wheel-dir _build/html/wheel .

dated: ## write today's date into the README, as that of the last build from scratch
	$(PYTHON) tools/date_rebuild.py

requirements: $(INSTALLED) ## compile requirements.txt from requirements.in
	$(VENV)/bin/python -m pip install --quiet uv
	$(VENV)/bin/uv pip compile --universal --python-version 3.11 --quiet --upgrade \
	  --custom-compile-command "make requirements" requirements.in --output-file requirements.txt

clean: ## remove what was built (the installed packages stay: they are in .venv and node_modules)
	rm -rf _build src/relu_spectrum/explorers/static .pytest_cache .ruff_cache .hypothesis

# --- the steps of the tests ---------------------------------------------------------------------------------------

lint: $(PACKAGE) $(MODULES)
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	node_modules/.bin/biome ci
	node tools/lint_workflows.mjs

unit: $(EXPLORERS) $(MODEL)
	$(VENV)/bin/python -m pytest --ignore=tests/browser --ignore=tests/engines -n 2 --dist loadfile $(CHOSEN)

notebooks: $(EXPLORERS) $(MODEL)
	$(VENV)/bin/python -m pytest --nbval-lax --nbval-current-env -n 2 --dist loadfile -W default $(NOTEBOOKS)

browser: $(HTML)
	$(VENV)/bin/python tests/browser/browser.py
	$(VENV)/bin/python -m pytest tests/browser -n 2

# --- what they need -----------------------------------------------------------------------------------------------

# On Linux PyPI's torch brings gigabytes of CUDA; the CPU build is tried first. Where its index cannot be reached, or
# TORCH_INDEX is empty, torch comes from where everything else comes from.
$(INSTALLED): requirements.txt requirements-node.txt tools/venv.sh
	PYTHON="$(PYTHON)" tools/venv.sh $(VENV)
	@[ -z "$(TORCH_INDEX)" ] || $(VENV)/bin/python -m pip install --disable-pip-version-check --quiet --no-deps \
	  --retries 0 --timeout 10 --index-url "$(TORCH_INDEX)" $$(grep -o '^torch==[^ ;]*' requirements.txt) 2>/dev/null \
	  || echo "torch is not taken from $(TORCH_INDEX), which cannot be reached"
	$(VENV)/bin/python -m pip install --disable-pip-version-check --quiet --requirement requirements.txt
	tools/have_node.sh || $(VENV)/bin/python -m pip install --quiet --requirement requirements-node.txt
	@touch $@

$(MODULES): package-lock.json $(INSTALLED)
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# Lighthouse (185 MB) is only for who measures.
benchmarks/node_modules/.installed: benchmarks/package-lock.json $(INSTALLED)
	npm ci --prefix benchmarks --no-audit --no-fund --loglevel=error
	@touch $@

$(EXPLORERS): $(EXPLORER_SOURCES) $(MODULES)
	node build.mjs explorers
	@touch $@

$(PACKAGE): pyproject.toml hatch_build.py $(INSTALLED) $(EXPLORERS)
	$(VENV)/bin/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

# The heart-rate model and its recording, from PyPI into the user's cache folder, verified by SHA-256.
$(MODEL): $(PACKAGE) src/relu_spectrum/models/published.py
	$(VENV)/bin/relu-spectrum fetch
	@touch $@

$(PAGES): $(PAGE_SOURCES) $(MODULES)
	node build.mjs pages
	@touch $@

# Notebooks are executed anew when they change; when the package changes, all of them are.
_build/.package: $(PYTHON_SOURCES) $(EXPLORERS)
	rm -rf _build/.jupyter_cache _build/.doctrees
	@mkdir -p _build && touch $@

$(HTML): $(BOOK_SOURCES) _build/.package $(MODEL) $(PAGES)
	$(VENV)/bin/python tools/build_book.py
	@touch $@
