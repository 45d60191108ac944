# Tiến Độ. `make run` builds everything and serves the demonstration;
# what each step does is beside it, and scripts/ holds what does not fit in a line.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
export PATH := $(HOME)/.cargo/bin:$(PATH)

.PHONY: help run build site server dist dist-check test browser sequences watch lint lint-format lint-server lint-browser lint-end2end audit bench faults lighthouse screenshots \
	setup-build setup-test clean FORCE

help: ## this list
	@sed -nE 's/^([a-z0-9-]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 22

# --- Run and build -----------------------------------------------------------

run: build ## build, fill an empty database with the demonstration, serve http://127.0.0.1:3000
	@target/release/tiendo demo
	@exec target/release/tiendo serve

build: setup-build ## leaves target/release/tiendo, with the site inside
	@$(MAKE) site server

server: FORCE
	@echo "==> server"
	@cargo build --release -p tiendo --features jemalloc

# What a browser gets: target/site, which the program has inside. Cargo decides whether
# the wasm is out of date; everything after it follows the date of its file.
site: target/site.stamp

wasm := target/wasm/wasm32-unknown-unknown/wasm-release/app.wasm
$(wasm): FORCE
	@echo "==> islands, for the browser"
	@cargo rustc -p app --lib --crate-type cdylib --target wasm32-unknown-unknown --profile wasm-release \
		--no-default-features --features hydrate --target-dir target/wasm

target/bindgen/tiendo_bg.wasm: $(wasm) $(shell find scripts/bindgen -type f)
	@cargo run --quiet -p bindgen -- $(wasm) target/bindgen

# In two steps, so that a style sheet need not wait for the wasm.
target/bindgen/tiendo_bg.opt.wasm: target/bindgen/tiendo_bg.wasm scripts/node_modules/.package-lock.json
	@echo "==> wasm-opt"
	@scripts/node_modules/.bin/wasm-opt -Oz --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
		--enable-mutable-globals --enable-reference-types --enable-multivalue $< -o $@

target/site.stamp: target/bindgen/tiendo_bg.opt.wasm scripts/site.js $(shell find style public 2>/dev/null)
	@echo "==> site"
	@node scripts/site.js target/bindgen
	@touch $@

%/node_modules/.package-lock.json: %/package-lock.json
	@echo "==> npm packages of $*"
	@cd $* && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

watch: setup-build ## build and serve again after every change
	@scripts/watch

# --- Hand out ----------------------------------------------------------------

dist: build ## a Debian package, an archive and a bill of materials, into target/dist
	@scripts/setup dist
	@packaging/build

dist-check: dist ## install that package on a clean Debian 12, run a campaign, upgrade, remove it
	@scripts/setup dist-check
	@packaging/check

# --- Test --------------------------------------------------------------------

test: setup-test ## every test there is: lint, Rust on both databases, the real browser
	@scripts/test

browser: site end2end/node_modules/.package-lock.json ## the browser tests alone, against the build of the tests
	@scripts/cargo-test --quiet --no-run
	@cd end2end && npx playwright test

sequences: setup-build ## 100,000 random steps against the rules alone
	@cargo run --quiet -p domain --example sequences

lint: lint-format lint-server lint-browser lint-end2end ## format, clippy for the server and for the browser, types of end2end

lint-format: setup-build
	@echo "==> rustfmt"
	@cargo fmt --all --check

lint-server: setup-build
	@echo "==> clippy, server"
	@cargo clippy --quiet --workspace --all-targets --features app/ssr -- -D warnings

lint-browser: setup-build
	@echo "==> clippy, browser"
	@cargo clippy --quiet -p app --lib --target wasm32-unknown-unknown --no-default-features \
		--features hydrate --profile wasm-release --target-dir target/wasm -- -D warnings

lint-end2end: end2end/node_modules/.package-lock.json
	@echo "==> types of end2end"
	@cd end2end && npx tsc --noEmit

audit: ## licences, sources and known vulnerabilities of the dependencies (cargo-deny)
	@scripts/audit

bench: build ## measure the bars of the product against the release build
	@cargo build --release -p bench --features jemalloc
	@node scripts/bench/run.js

faults: setup-test build ## crashes, full and broken disks, locks, frozen servers, slow clients, two servers: is anything lost
	@cargo build --release -p faults
	@node scripts/faults/run.js

lighthouse: setup-test build scripts/lighthouse/node_modules/.package-lock.json ## pages as a phone on slow 4G gets them
	@node scripts/lighthouse/run.js

screenshots: setup-test site end2end/node_modules/.package-lock.json ## pages as pictures and PDF, into target/screenshots
	@scripts/cargo-test --quiet --no-run
	@cd end2end && npx playwright test --config screenshots.config.ts

# --- Setup -------------------------------------------------------------------

setup-build:
	@scripts/setup build

setup-test:
	@scripts/setup build test

clean: ## remove everything that was built; the database in data/ stays
	rm -rf target scripts/node_modules scripts/lighthouse/node_modules end2end/node_modules
