"""Measures the speed of each route through Python and the memory of kept results: `python examples/rate.py [NEWS.jsonl]`.

The texts are the field `text` of the lines or, without a file, the fixtures. MB are millions of bytes of UTF-8. Seconds are CPU time of all
threads, so that other load matters little; the best of several rounds counts. If underthesea, dateparser or spaCy are installed, they read a
hundred of the same texts, since they are slow.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import tinviet


def texts() -> list[str]:
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    paths = sorted((Path(__file__).parents[2] / "fixtures" / "articles").glob("*.txt"))
    return [path.read_bytes().decode() for path in paths] * 20


def rate(what: str, news: list[str], run: Callable[[list[str]], object], rounds: int = 5) -> tuple[float, float]:
    """The CPU time of a run in seconds, of all threads and of this one."""
    size = sum(len(text.encode()) for text in news)
    best = (float("inf"), 0.0)
    for _ in range(rounds):
        began, own = time.process_time(), time.thread_time()
        run(news)
        best = min(best, (time.process_time() - began, time.thread_time() - own))
    print(f"{what:52} {size / best[0] / 1e6:7.2f} MB/s {len(news) / best[0]:8.0f} texts/s", flush=True)
    return best


def count(news: list[str]) -> Counter[str]:
    kinds: Counter[str] = Counter()
    length = 0
    for text in news:
        for fact in tinviet.analyze(text).facts:
            kinds[fact.kind] += 1
            length += len(fact.text)
    return kinds


def touch(news: list[str]) -> int:
    touched = 0
    for text in news:
        for fact in tinviet.analyze(text).facts:
            value = fact.value
            for name in value.__match_args__:
                touched += getattr(value, name) is not None
    return touched


def drain(n_threads: int) -> Callable[[list[str]], int]:
    return lambda news: sum(len(analysis.facts) for analysis in tinviet.pipe(news, n_threads=n_threads))


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def weigh(news: list[str]) -> None:
    news = (news * (5000 // len(news) + 1))[:5000]
    gc.collect()
    before = resident()
    kept = [tinviet.analyze(text) for text in news]
    facts = sum(len(analysis.facts) for analysis in kept)
    print(f"{len(kept)} kept results with {facts} facts: {(resident() - before) / 1e6:.0f} MB, of which texts {sum(len(t.encode()) for t in news) / 1e6:.0f} MB")


def others(news: list[str]) -> None:
    news = news[:100]
    try:
        import spacy

        rate("spaCy blank('xx'), tokens", news, lambda news: [len(doc) for doc in spacy.blank("xx").pipe(news)], 2)
    except ImportError:
        print("spaCy is not installed")
    try:
        from underthesea import word_tokenize

        rate("underthesea.word_tokenize", news, lambda news: [word_tokenize(text) for text in news], 2)
    except ImportError:
        print("underthesea is not installed")
    try:
        from dateparser.search import search_dates

        rate("dateparser.search_dates", news[:20], lambda news: [search_dates(text, languages=["vi"]) for text in news], 2)
    except ImportError:
        print("dateparser is not installed")


def main() -> None:
    news = texts()
    weigh(news)
    rate("analyze, nothing touched", news, lambda news: [len(tinviet.analyze(text).facts) for text in news])
    rate("analyze, kinds and texts counted", news, count)
    rate("analyze, every value touched", news, touch)
    rate("analyze, to_dict", news, lambda news: [len(tinviet.analyze(text).to_dict()) for text in news], 2)
    one, _ = rate("pipe, one thread", news, drain(1))
    two, own = rate("pipe, two threads", news, drain(2))
    # Two processors share the work of all threads, and take at least as long as the thread that reads and distributes the texts.
    print(f"two threads take {two / one:.2f} times the CPU time of one, {own / two:.2f} of it in the reading thread: {one / max(two / 2, own):.2f} times as fast on two processors")
    try:
        import pyarrow as pa
    except ImportError:
        return
    batch = pa.record_batch({"text": news})
    for shape in ("flat", "nested"):
        for n_threads in (1, 2):
            run = lambda _, shape=shape, n=n_threads: tinviet.analyze_arrow(batch, shape=shape, n_threads=n).read_all()  # noqa: E731
            rate(f"analyze_arrow, {shape}, {n_threads} threads", news, run)
    others(news)


if __name__ == "__main__":
    main()
