"""A Dask cluster of one worker on this machine: prints its address, and ends when its input is closed."""

from __future__ import annotations

import sys

from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
    ) as cluster:
        print(cluster.scheduler_address.removeprefix("tcp://"), flush=True)  # noqa: T201
        sys.stdin.read()
