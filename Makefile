# La Base. `make` alone lists what can be asked for.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
MANAGE := $(PY) manage.py

.PHONY: help run test test-slow fuzz test-browser test-postgresql check check-code check-project \
	check-messages format messages bench search-bench leaks lock clean venv port install install-dev

help: ## affiche cette liste
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile \
		| awk -F'|' '{ printf "  make %-16s %s\n", $$1, $$2 }'

# --- The portal ---------------------------------------------------------------------------

# Links in mails lead to where the portal answers.
run: export LABASE_URL ?= http://127.0.0.1:$(PORT)
run: port install ## installe, prépare, remplit et ouvre le portail (ailleurs : PORT=8123 make run)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo
	@echo "La Base est ouverte : http://127.0.0.1:$(PORT)/ (Ctrl+C pour arrêter)"
	@echo "Les comptes de démonstration sont dans docs/demo.md et sur la page de connexion."
	@exec $(MANAGE) runserver --noreload 127.0.0.1:$(PORT)

# --- The tests ----------------------------------------------------------------------------

OIDC := tests/browser/oidc

# One process for each core. ARGS goes to pytest: make test ARGS="-k search -x"
PYTEST := $(PY) -m pytest --numprocesses auto --maxprocesses 8 $(ARGS)

test: install-dev ## lance les tests
	@$(PYTEST)

test-postgresql: install-dev ## lance les mêmes tests sur un PostgreSQL démarré pour eux
	@.ci/with-postgresql $(PYTEST)

test-slow: install-dev ## lance les tests qui durent des minutes
	@$(PYTEST) -m slow

EXAMPLES ?= 2000

fuzz: install-dev ## envoie à chaque formulaire tout ce qui peut l'être (EXAMPLES=2000 envois chacun)
	@FUZZ_EXAMPLES=$(EXAMPLES) $(PYTEST) -m slow tests/fuzz

test-browser: install-dev $(OIDC)/node_modules ## lance les tests qui pilotent Chromium
	@$(PYTEST) -m browser

# A real OpenID Connect provider, which only these tests talk to.
$(OIDC)/node_modules: $(OIDC)/package-lock.json
	@npm ci --prefix $(OIDC) --silent --no-audit --no-fund && touch $@

bench: install-dev ## lance les mesures, données en rapports, sur les deux bases de données
	@$(PY) -m benchmarks $(ARGS)
	@.ci/with-postgresql $(PY) -m benchmarks $(ARGS)

# On the database behind DATABASE_URL, or on SQLite: .ci/with-postgresql make leaks
search-bench: install-dev ## mesure ce que la recherche trouve, sur les trois moteurs (ARGS="--corpus F.jsonl")
	@echo "== SQLite" && $(PY) -m benchmarks.search $(ARGS)
	@echo "== PostgreSQL" && .ci/with-postgresql $(PY) -m benchmarks.search $(ARGS)
	@echo "== Elasticsearch" && .ci/with-elasticsearch $(PY) -m benchmarks.search $(ARGS)

leaks: install-dev ## prouve que rien d'une base fermée n'est dit à qui ne peut la lire (forme courte)
	@$(MANAGE) prove_no_leaks --short $(ARGS)

# --- The checks ---------------------------------------------------------------------------

check: check-code check-project check-messages ## vérifie code, imports, migrations, réglages, messages

check-code: install-dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/lint-imports
	@$(PY) -m djlint --quiet --lint templates
	@$(PY) -m labase_site.stylesheet --check
	@! grep -rnE --include='*.py' --include='*.html' --include='*.css' --include='*.js' \
		--exclude-dir=.venv --exclude-dir=var --exclude-dir=node_modules '$(FORBIDDEN)' . \
		|| { echo "These words are not for the code: open an issue, or give the reason." >&2; exit 1; }

# A promise without a date, and a check switched off without a reason.
FORBIDDEN := \b(TODO|FIXME|XXX)\b|noqa(: *[A-Z0-9, ]+)?$$|\|safe\b

check-project: install-dev
	@$(MANAGE) check --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

# What production asks for, thrown away after the check.
PRODUCTION := DJANGO_SETTINGS_MODULE=labase_site.settings.production \
	SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	ALLOWED_HOSTS=portail.example LABASE_URL=https://portail.example \
	EMAIL_HOST=courriel.example DEFAULT_FROM_EMAIL=portail@portail.example

check-messages: install-dev
	@$(PY) -m labase_site.messages --check

# --- What is written by machines ------------------------------------------------------------

format: install-dev ## met le code en forme
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

messages: install-dev ## met le catalogue français au niveau du code (demande gettext)
	@$(MANAGE) makemessages --locale fr --no-location --no-obsolete --ignore var
	@$(PY) -m labase_site.messages

UV := var/lock/bin/uv
COMPILE = $(UV) pip compile pyproject.toml --quiet --generate-hashes --universal \
	--python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" $(ARGS)

lock: venv ## fige les paquets et leurs empreintes (les plus récents : ARGS=--upgrade)
	@$(PY) -m venv var/lock && var/lock/bin/python -m pip install --quiet uv==0.13.9
	@$(COMPILE) --output-file requirements.txt
	@$(COMPILE) --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean: ## revient à un clone neuf : ni environnement, ni données, ni caches
	@rm -rf .venv var $(OIDC)/node_modules .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@rm -f labase_site/locale/*/LC_MESSAGES/*.mo
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The environment ----------------------------------------------------------------------

venv: .venv/ready

# Made last, so that an interrupted creation starts again.
.venv/ready:
	@command -v "$(PYTHON)" >/dev/null || $(call stop,Python est introuvable : installez Python 3.11 ou \
		plus récent (Debian : apt install python3 python3-venv)$(,) puis relancez la même commande.)
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || $(call stop,$$("$(PYTHON)" --version) est trop ancien : La Base \
		demande Python 3.11 ou plus récent (PYTHON=python3.12 make run en choisit un autre).)
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || $(call stop,Il manque le module venv de Python : \
		installez-le (Debian : apt install python3-venv)$(,) puis relancez la même commande.)
	@"$(PYTHON)" -m venv .venv && touch .venv/ready

# A lock that was installed is copied beside: as long as both are the same there is nothing to do.
install: venv
	@$(call installed,requirements.txt)

install-dev: venv
	@$(call installed,requirements-dev.txt)

installed = cmp -s $(1) .venv/$(1) || { \
	echo "Installation des paquets (une minute ou deux, la première fois)…" && \
	$(PY) -m pip install --quiet --disable-pip-version-check --no-input --no-cache-dir \
		--only-binary :all: --require-hashes --requirement $(1) && \
	cp $(1) .venv/$(1); } || $(call stop,Les paquets n'ont pas pu être installés : vérifiez la \
		connexion$(,) puis relancez la même commande.) && $(PY) -m labase_site.messages

port: venv
	@$(PY) -c 'import socket, sys; socket.create_server(("127.0.0.1", int(sys.argv[1]))).close()' \
		"$(PORT)" 2>/dev/null || $(call stop,Le port $(PORT) est déjà pris ou ne peut pas servir : \
		choisissez-en un autre$(,) par exemple « PORT=8123 make run ».)

stop = { echo "$(strip $(1))" >&2; exit 1; }
, := ,
