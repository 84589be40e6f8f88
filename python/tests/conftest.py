"""One Spark session for all tests, since it takes ten seconds to start."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

import pytest

# Whatever address the host name resolves to, Spark stays on this machine, and its workers run the Python of these tests.
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable


@pytest.fixture(scope="session")
def spark() -> Iterator[object]:
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("no Java is installed")
    builder = sql.SparkSession.builder.master("local[2]").appName("tinviet-test").config("spark.ui.enabled", False)
    builder = builder.config("spark.sql.shuffle.partitions", 2).config("spark.sql.execution.arrow.maxRecordsPerBatch", 100)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
