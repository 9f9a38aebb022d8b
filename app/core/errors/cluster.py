"""Errors of the cluster."""

from app.core.errors.base import InputError, OutsideError
from app.core.text import Text


class EngineMissing(InputError):
    code = "engine-missing"
    message = Text("用 Spark 运行需要 {what}", "To run on Spark, {what} is needed")
    hint = Text(
        '请安装：pip install "gongkai[spark]"，以及 Java 17；或不加 --engine spark，在本机运行。',
        'Install it: pip install "gongkai[spark]", and Java 17; or run here, without --engine spark.',
    )


class NotForCluster(InputError):
    code = "not-for-cluster"
    message = Text("不能在集群上运行：{what}", "This cannot run on a cluster: {what}")
    hint = Text(
        "请在本机运行（不加 --engine spark），或先用 convert 把文件转成一张规整的 CSV 或 Parquet 表。",
        "Run it here, without --engine spark, or first make a plain CSV or Parquet table with convert.",
    )


class ClusterUnreachable(OutsideError):
    code = "cluster-unreachable"
    message = Text("无法连接 Spark 集群 {master}：{reason}", "Cannot reach {master}: {reason}")
    hint = Text(
        "请检查地址、网络和集群是否在运行。没有写入任何内容。",
        "Check the address, the network, and that the cluster is up. Nothing was written.",
    )


class ClusterFailed(OutsideError):
    code = "cluster-failed"
    message = Text("Spark 集群未能完成：{reason}", "The Spark cluster did not finish: {reason}")
    hint = Text(
        "请查看集群的日志：内存、磁盘，以及各节点上的 Python 和所需的库是否与本机一致。",
        "See the cluster's logs: memory, disks, and that its Python and libraries are those of this machine.",
    )
