"""Where a command's work is done: on this machine, or on a Spark cluster."""

import argparse

from app.core.acts.on_cluster import Cluster
from app.core.errors import ParameterInvalid
from app.core.text import Text

READS = Text(
    "集群只读取规整的表，不能用这个选项", "a cluster reads plain tables only, without this option"
)
HERE = Text("本机只读写文件", "this machine reads and writes files only")


def add_engine(parser: argparse.ArgumentParser) -> None:
    """``--engine`` and where its cluster is."""
    parser.add_argument("--engine", choices=["local", "spark"], default="local")
    parser.add_argument(
        "--master", metavar="URL", help="of spark: spark://HOST:PORT, yarn, local[2] …"
    )
    parser.add_argument(
        "--spark-conf", metavar="NAME=VALUE", action="append", default=[], help="a setting of Spark"
    )


def cluster_of(args: argparse.Namespace) -> Cluster:
    """The cluster asked for. Raises ParameterInvalid."""
    if args.master is None:
        raise ParameterInvalid(
            name="--master", reason=Text("请给出集群的地址", "say where the cluster is")
        )
    return Cluster(args.master, dict(_setting(said) for said in args.spark_conf))


def check_plain(args: argparse.Namespace, *options: str) -> None:
    """Raises ParameterInvalid for an option that a cluster has no use for."""
    for option in ("sheet", "plan", "rename", "password_file", *options):
        if getattr(args, option):
            raise ParameterInvalid(name=f"--{option.replace('_', '-')}", reason=READS)


def check_here(*places: object) -> None:
    """Raises ParameterInvalid for an address that only a cluster reads."""
    for place in places:
        if isinstance(place, str):
            raise ParameterInvalid(name=place, reason=HERE)


def _setting(said: str) -> tuple[str, str]:
    name, equals, value = said.partition("=")
    if not equals:
        raise ParameterInvalid(name="--spark-conf", reason=Text("写成 名称=值", "it is NAME=VALUE"))
    return name, value
