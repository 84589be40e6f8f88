"""How fast columns go through Python: to hold against the library's own rate on the same batch.

    cargo bench --features arrow --bench columns -- --quick
    python python/examples/rate.py
"""

from __future__ import annotations

import time
from pathlib import Path

import pyarrow as pa

import tinviet

ROWS = 2000

paths = sorted((Path(__file__).parents[2] / "fixtures" / "articles").glob("*.txt"))
articles = [path.read_bytes().decode() for path in paths]
batch = pa.record_batch({"text": [articles[n % len(articles)] for n in range(ROWS)]})
size = sum(len(text.encode()) for text in batch["text"].to_pylist())
for shape in ("flat", "nested"):
    best = float("inf")
    for _ in range(10):
        began = time.perf_counter()
        rows = pa.table(tinviet.analyze_arrow(batch, shape=shape)).num_rows
        best = min(best, time.perf_counter() - began)
    print(f"{shape}: {rows} rows, {size / best / 2**20:.1f} MiB/s, {ROWS / best:.0f} articles a second")
