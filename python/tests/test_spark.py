"""Spark gives the same rows as the library, in one process and on a cluster that loses a worker."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

import tinviet

pyspark = pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("no Java is installed", allow_module_level=True)

import tinviet.spark  # noqa: E402

ROOT = Path(__file__).parents[2]
JOB = ROOT / "python" / "examples" / "spark_job.py"
TEXTS = [path.read_bytes().decode() for path in sorted((ROOT / "fixtures" / "articles").glob("*.txt"))]
HOME = Path(pyspark.__file__).parent

def table(count: int) -> pa.Table:
    """``count`` documents made of the articles, each with a unique last line."""
    texts = [f"{TEXTS[n % len(TEXTS)]}\n\nBài số {n}, tăng {n}%." for n in range(count)]
    return pa.table({"id": pa.array(range(count), pa.int64()), "text": texts})


def by_place(rows: list[dict]) -> list[dict]:
    return sorted(rows, key=lambda row: (row["id"], row["start"], -row["end"], row["kind"]))


def want(documents: pa.Table) -> list[dict]:
    return by_place(pa.table(tinviet.analyze_arrow(documents, id="id")).to_pylist())


def test_flat_rows_are_those_of_the_library(spark) -> None:
    documents = table(30)
    frame = spark.createDataFrame(documents.to_pandas()).repartition(5)
    facts = tinviet.spark.analyze(frame, text="text", id="id", shape="flat")
    assert by_place(facts.toArrow().to_pylist()) == want(documents)
    # Spark can query the columns.
    shares = facts.where("kind = 'percentage' and low_decimal > 20").count()
    assert shares == sum(row["kind"] == "percentage" and float(row["low"]) > 20 for row in want(documents))


def test_nested_rows_are_those_of_the_library(spark) -> None:
    documents = table(30).append_column("when", pa.array([None, "2024-05-01"] * 15))
    frame = spark.createDataFrame(documents.to_pandas()).repartition(5)
    options = {"id": "id", "date": "when", "shape": "nested", "offsets": "bytes"}
    got = tinviet.spark.analyze(frame, text="text", **options).toArrow().to_pylist()
    assert sorted(got, key=lambda row: row["id"]) == pa.table(tinviet.analyze_arrow(documents, **options)).to_pylist()


def test_settings_reach_the_workers(spark) -> None:
    frame = spark.createDataFrame([("Hôm qua CCVC tăng 5%.",), (None,)], "text string")
    facts = tinviet.spark.analyze(frame, id=None, kinds=["date"], reference_date="2024-05-02")
    assert [(row.kind, row.edtf) for row in facts.collect()] == [("date", "2024-05-01")]


def test_a_wrong_column_is_named_before_anything_runs(spark) -> None:
    frame = spark.createDataFrame([(1,)], "text long")
    with pytest.raises(ValueError, match='column "text": expected text'):
        tinviet.spark.analyze(frame, id=None)


def test_a_bad_date_fails_the_job_or_its_document(spark) -> None:
    frame = spark.createDataFrame([("a", "Hôm qua", "2024-05-02"), ("b", "Hôm qua", "hôm nào")], "id string, text string, date string")
    facts = tinviet.spark.analyze(frame, date="date", errors="skip", kinds=["date"], dictionary={"A": "B"})
    assert [(row.id, row.edtf) for row in facts.collect()] == [("a", "2024-05-01")]
    with pytest.raises(Exception, match='column "date": expected a date'):
        tinviet.spark.analyze(frame, date="date").collect()


class Cluster:
    """A master and its workers, started as usual, on the loopback address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"spark://127.0.0.1:{port}"
        self.processes: list[subprocess.Popen] = []
        self._start("master.Master", "--port", str(port))

    def _start(self, name: str, *arguments: str) -> subprocess.Popen:
        log = (self.folder / f"{name}-{len(self.processes)}.log").open("w")
        call = [HOME / "bin" / "spark-class", f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1", "--webui-port", "0"]
        environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_DAEMON_MEMORY": "256m"}
        # A separate process group, so that killing a worker also kills its executors, as when a machine fails.
        process = subprocess.Popen(
            [*call, *arguments], stdout=log, stderr=log, env=environment, cwd=self.folder, start_new_session=True
        )
        self.processes.append(process)
        return process

    def worker(self, number: int) -> subprocess.Popen:
        work = self.folder / f"work-{number}"
        return self._start("worker.Worker", "--cores", "1", "--memory", "700m", "--work-dir", str(work), self.url)

    def stop(self) -> None:
        for process in self.processes:
            kill(process)


def kill(process: subprocess.Popen) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.stop()


def test_a_job_outlives_a_killed_worker(cluster: Cluster, tmp_path: Path) -> None:
    documents = table(4000)
    news, facts = tmp_path / "news", tmp_path / "facts"
    news.mkdir()
    for part in range(40):
        pq.write_table(documents.slice(part * 100, 100), news / f"{part}.parquet")
    first, _ = cluster.worker(1), cluster.worker(2)

    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "600m",
        "spark.executor.memory": "500m",
        "spark.executor.cores": "1",
        # One task per file, so that a worker can be killed in the middle of the job.
        "spark.sql.files.maxPartitionBytes": "100k",
        "spark.sql.files.openCostInBytes": "100k",
        # The job waits for both workers.
        "spark.scheduler.minRegisteredResourcesRatio": "1",
        "spark.scheduler.maxRegisteredResourcesWaitingTime": "60s",
        "spark.cores.max": "2",
    }
    travelling = os.environ.get("TINVIET_WHEEL")
    call = [str(HOME / "bin" / "spark-submit"), "--master", cluster.url]
    if travelling:
        shutil.copy(travelling, tmp_path / "tinviet.zip")
        call += ["--archives", f"{tmp_path}/tinviet.zip#wheel"]
        settings["spark.executorEnv.PYTHONPATH"] = "wheel"
    for name, value in settings.items():
        call += ["--conf", f"{name}={value}"]
    log = (tmp_path / "job.log").open("w")
    job = subprocess.Popen([*call, str(JOB), str(news), str(facts)], stdout=log, stderr=log)
    try:
        # The files of finished tasks stay here until the whole job is finished.
        deadline = time.monotonic() + 300
        while len(list(facts.glob("_temporary/0/task_*"))) < 4:
            assert job.poll() is None and time.monotonic() < deadline, (tmp_path / "job.log").read_text()[-4000:]
            time.sleep(0.02)
        kill(first)
        done = len(list(facts.glob("_temporary/0/task_*")))
        assert job.wait(240) == 0, (tmp_path / "job.log").read_text()[-4000:]
    finally:
        job.kill()
    said = (tmp_path / "job.log").read_text()
    assert done < 40 and ("Lost executor" in said or "Removing executor" in said or "worker lost" in said.lower()), said[-4000:]
    assert (facts / "_SUCCESS").exists() and not (facts / "_temporary").exists()
    # The kind is the name of the folder; read back, it is the last column.
    read = pq.read_table(facts, partitioning=ds.partitioning(pa.schema([("kind", pa.string())]), flavor="hive"))
    assert by_place(read.to_pylist()) == want(documents)
    if travelling:
        assert list(tmp_path.glob("work-2/*/*/wheel/tinviet/_tinviet*.so"))
