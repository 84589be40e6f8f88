"""Reads an archive in Parquet and writes its facts as Parquet, with a folder for each kind of fact.

On one machine, with `pip install tinviet-*.whl "pyspark>=4,<5" "pandas>=2.2" pyarrow`:

    python spark_job.py --master 'local[*]' news.parquet facts

On a cluster the workers need pyarrow, pandas and the wheel. If you cannot install the wheel there, send it with the job. A wheel is a zip
file, but it contains machine code, which Python cannot load from a zip: Spark has to unpack it (--archives, not --py-files).

    cp tinviet-*.whl tinviet.zip
    spark-submit --master spark://HOST:7077 --archives tinviet.zip#wheel --conf spark.executorEnv.PYTHONPATH=wheel \
        spark_job.py hdfs:///news hdfs:///facts

One wheel works with every Python from 3.10 on, but only on the processor and system for which it is built. If pyarrow is missing too, pack a
whole environment with `venv-pack` and set spark.pyspark.python to its Python.
"""

from __future__ import annotations

import argparse

from pyspark.sql import SparkSession

import tinviet.spark


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", help="Parquet with one row per document")
    parser.add_argument("facts", help="the folder to write; an existing one is replaced")
    parser.add_argument("--master", help="the Spark master; not needed with spark-submit")
    parser.add_argument("--text", default="text", help="the column of texts")
    parser.add_argument("--id", default="id", help="the column that names the documents")
    parser.add_argument("--date", help="the column of reference dates")
    parser.add_argument("--shape", choices=("flat", "nested"), default="flat")
    parser.add_argument("--partitions", type=int, help="redistribute the documents over this many tasks")
    call = parser.parse_args()

    builder = SparkSession.builder.appName("tinviet")
    if call.master:
        builder = builder.master(call.master)
    spark = builder.getOrCreate()
    # Articles are long: send some 5 MB of text at a time, not the 50 MB of the default 10,000 rows.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 1000)

    news = spark.read.parquet(call.news)
    if call.partitions:
        news = news.repartition(call.partitions)
    facts = tinviet.spark.analyze(news, text=call.text, id=call.id, date=call.date, shape=call.shape)
    writer = facts.write.mode("overwrite")
    if call.shape == "flat":
        writer = writer.partitionBy("kind")
    writer.parquet(call.facts)
    spark.stop()


if __name__ == "__main__":
    main()
