"""Many texts: results keep their order with any number of threads, with failures and with interrupts."""

from __future__ import annotations

import itertools
import os
import signal
import threading
import time

import pytest

import tinviet

TEXTS = [f"Năm {n} tăng {n}%. " + "Chữ " * (n % 97) for n in range(300)]


@pytest.mark.parametrize("n_threads", [1, 2, 5])
@pytest.mark.parametrize("batch_size", [1, 7, 1000])
def test_the_order_is_that_of_the_texts(n_threads: int, batch_size: int) -> None:
    found = tinviet.pipe(iter(TEXTS), n_threads=n_threads, batch_size=batch_size)
    assert list(found) == [tinviet.analyze(text) for text in TEXTS]
    pairs = tinviet.pipe(zip(TEXTS, itertools.count(), strict=False), as_tuples=True, n_threads=n_threads, batch_size=batch_size)
    assert [(analysis.text, context) for analysis, context in pairs] == list(zip(TEXTS, range(300), strict=True))


@pytest.mark.parametrize("n_threads", [1, 3])
def test_errors(n_threads: int) -> None:
    texts = ["Hôm qua", None, "Hôm qua", "\ud800", "Hôm qua"]
    dates = ["2024-05-02", "2024-05-02", "hôm nào", None, None]

    def run(errors: str, count: int = 5):
        return tinviet.pipe(texts[:count], reference_dates=dates[:count], errors=errors, n_threads=n_threads, batch_size=2)

    found = list(run("collect"))
    assert [isinstance(item, tinviet.Error) for item in found] == [False, True, True, True, False]
    assert [(item.kind, item.index) for item in found if isinstance(item, tinviet.Error)] == [("setting", 1), ("setting", 2), ("encoding", 3)]
    assert str(found[1]) == "document 1: expected a text (str), found NoneType"
    assert [item.text for item in run("skip")] == ["Hôm qua", "Hôm qua"]
    pipe = run("raise")
    assert next(pipe).facts[0].value.edtf == "2024-05-01"
    with pytest.raises(tinviet.Error, match="document 1: expected a text"):
        next(pipe)
    assert list(pipe) == []


@pytest.mark.parametrize("n_threads", [1, 2])
def test_what_the_texts_raise_comes_after_the_texts_before_it(n_threads: int) -> None:
    def texts():
        yield from TEXTS[:5]
        raise OSError("the disk is gone")

    pipe = tinviet.pipe(texts(), n_threads=n_threads)
    assert [next(pipe).text for _ in range(5)] == TEXTS[:5]
    with pytest.raises(OSError, match="the disk is gone"):
        next(pipe)


def test_no_more_is_read_than_a_batch_a_thread() -> None:
    read = itertools.count()
    pipe = tinviet.pipe(("5%" for _ in read), n_threads=2, batch_size=16)
    next(pipe)
    assert next(read) <= 2 * 16 + 4


def test_settings_hold_for_every_text() -> None:
    pipe = tinviet.pipe(["<b>5</b>%", "Hôm qua"], markup="html", offsets="bytes", reference_date="2024-05-02", n_threads=2)
    first, second = pipe
    assert first.facts[0].text == "5%" and first.offsets == "bytes" and first.markup == "html"
    assert second.facts[0].value.edtf == "2024-05-01"


def test_progress_is_shown(capsys) -> None:
    pytest.importorskip("tqdm")
    assert len(list(tinviet.pipe(TEXTS, progress=True))) == 300
    assert "300/300" in capsys.readouterr().err


@pytest.mark.parametrize("n_threads", [1, 2])
def test_an_interrupt_ends_it_between_two_texts(n_threads: int) -> None:
    seen = 0
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        for _ in tinviet.pipe(itertools.repeat("Tăng 5%. " * 200), n_threads=n_threads):
            seen += 1
    timer.join()
    assert seen > 0 and time.monotonic() - began < 10
