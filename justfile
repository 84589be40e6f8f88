# A short word for each check: `just`, `just test`, `just lint`. Nothing here is needed to build; `.ci/run` calls the same commands.

# What a change must pass.
default: lint test

# Formatting and lints, warnings denied.
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- --deny warnings

# All tests, or those whose name has WORD in it.
test *WORD:
    cargo test --workspace {{ WORD }}

# The cases of `fixtures/` whose name is NAME.
case NAME:
    TINVIET_CASE={{ NAME }} cargo test --test fixtures -- --nocapture

# The pages of the API, as a user sees them.
doc:
    RUSTDOCFLAGS="--deny warnings" cargo doc --workspace --no-deps --all-features --open

# Instructions a byte, and hostile texts; needs valgrind.
cost:
    scripts/instructions

# Fuzzing, SECONDS in all.
fuzz SECONDS="600":
    scripts/fuzz {{ SECONDS }}

# An archive read through: documents, failures, the slowest.
corpus *FILES:
    scripts/corpus {{ FILES }}

# Everything that CI does.
ci:
    bash .ci/run
