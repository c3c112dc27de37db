"""Apache Spark, through Ibis: tables and views of its catalog, and Parquet files that it reads itself."""

from __future__ import annotations

from census_desktop.domain.manifest import ConfigField, SourceType
from census_desktop.domain.ports import Reader
from census_desktop.sources.engines import SourceContext

TYPE = SourceType(
    type="spark",
    label="Spark",
    summary="Tables, views and Parquet files, computed by Apache Spark.",
    group="warehouse",
    extra="spark",
    needs=("pyspark", "pandas"),
    config=(
        ConfigField(
            "master",
            "Master",
            "local[*] is this computer with all its cores; spark://host:7077, yarn or k8s://… is a cluster.",
            required=True,
            default="local[*]",
        ),
        ConfigField(
            "folder",
            "Folder of Parquet files",
            "Its files and folders can be data sets; also an address such as s3a://bucket/folder that Spark can reach.",
            kind="path",
        ),
        ConfigField("database", "Database", "Where tables are looked for: schema, or catalog.schema.", default="default"),
        ConfigField(
            "settings",
            "Spark settings",
            "Such as spark.executor.memory. Never a credential: those belong in Spark's own configuration (SPARK_CONF_DIR).",
            kind="pairs",
        ),
    ),
    documentation="https://spark.apache.org/docs/latest/configuration.html",
)


def open_reader(context: SourceContext) -> Reader:
    from census_desktop.sources.spark_reader import open_spark

    return open_spark(context)
