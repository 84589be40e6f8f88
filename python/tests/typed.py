"""Calls with their expected types: checked by mypy and pyright, never run."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from typing_extensions import assert_type

import tinviet
from tinviet import Analysis, Edtf, Error, Fact, Normalized, Ratio

analysis = tinviet.analyze("Đạt 95%.", offsets="bytes", reference_date=datetime.date(2024, 5, 1))
assert_type(analysis, Analysis)
assert_type(analysis.facts[0], Fact)
assert_type(analysis.facts[1:], "tuple[Fact, ...]")
assert_type(analysis.sentences, "tuple[tuple[int, int], ...]")
for fact in analysis:
    match fact.value:
        case tinviet.Percentage() as share:
            assert_type(share.low, "Decimal | Ratio")
        case tinviet.Time(edtf=edtf):
            assert_type(edtf, "Edtf | None")
        case _:
            pass

assert_type(tinviet.normalize("a"), str)
assert_type(tinviet.normalize("a", changes=True), Normalized)
assert_type(tinviet.pipe(["a"]), "Iterator[Analysis]")
assert_type(tinviet.pipe(["a"], errors="collect"), "Iterator[Analysis | Error]")
pairs: list[tuple[str, int]] = [("a", 1)]
assert_type(tinviet.pipe(pairs, as_tuples=True), "Iterator[tuple[Analysis, int]]")
assert_type(tinviet.pipe(pairs, as_tuples=True, errors="collect"), "Iterator[tuple[Analysis | Error, int]]")
