"""Timing as tools/bench/Workloads/Timing.swift does it."""

import json
import resource
import sys
import time


def median_seconds(duration, body):
    for _ in range(3):
        body()
    times, batch, start = [], 1, time.perf_counter()
    while True:
        begin = time.perf_counter()
        for _ in range(batch):
            body()
        passed = time.perf_counter() - begin
        if passed < 1e-4 and not times:
            batch *= 2
        else:
            times.append(passed / batch)
        if time.perf_counter() - start >= duration and len(times) >= 5:
            return sorted(times)[len(times) // 2]


def peak_mib():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def report(**values):
    print(json.dumps(values), flush=True)
