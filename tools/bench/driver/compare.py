"""Times the library and its peers in turn, each in a process of its own, and prints what came out."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import report

ROOT = pathlib.Path(__file__).resolve().parents[1]
WORKLOADS = ["xor", "mlp", "mlp_dropout", "cnn", "resnet20", "gpt", "lstm"]
# What a peer has: commands, and workloads where it does not have all.
PEERS = {
    "torch": {"modes": ["train", "infer"], "workloads": WORKLOADS},
    "onnxruntime": {"modes": ["infer"], "workloads": WORKLOADS},
    "jax": {"modes": ["train", "infer"], "workloads": ["xor", "mlp", "cnn", "gpt"]},
}


def run(command):
    environment = {**os.environ, "XLA_FLAGS": "--xla_force_host_platform_device_count=1"}
    result = subprocess.run(command, capture_output=True, text=True, env=environment)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}:\n{result.stdout}{result.stderr}")
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


class Side:
    """The library, or a peer, as a command."""

    def __init__(self, name, bench):
        self.name = name
        self.command = [bench] if name == "ours" else [
            sys.executable, ROOT / "peers" / f"{name}_peer.py"]

    def __call__(self, command, *arguments, state=None):
        place = ["--state", state] if state and self.name != "ours" else []
        return run([*self.command, command, *arguments, *place])


def check_agreement(name, ours, peer, exact, state):
    """Both sides, from the same weights, have the same losses for five steps.

    Where training multiplies rounding errors (a deep network at a high rate), two right answers lie
    further apart than 1e-4: each side is held to PyTorch's in double precision, and may differ by
    twice the most that PyTorch in single precision does up to the step after. Errors grow a
    hundredfold from one step to the next there, from the first element on that a rounding brings to
    the other side of a rectifier's bend, which may come a step earlier on one side.
    """
    losses = ours("losses", name)[0]["losses"]
    theirs = peer("losses", name, state=state)[0]["losses"]
    spread = [abs(b - c) for b, c in zip(theirs, exact)]
    for step, (a, b, c) in enumerate(zip(losses, theirs, exact), 1):
        if abs(a - b) > 1e-4 and abs(a - c) > max(1e-4, 2 * max(spread[:step + 1])):
            sys.exit(f"{name}: loss {step} is {a}, {peer.name}'s {b}, in double precision {c}")


def measured(rounds, sides, measure):
    """What `measure` gives of each side, once a round; the order turns from round to round."""
    results = {side.name: [] for side in sides}
    for number in range(rounds):
        for side in sides if number % 2 == 0 else sides[::-1]:
            results[side.name].append(measure(side))
    return results


def start(name, ours, folder):
    """The file with a workload's weights and batch."""
    state = folder / f"{name}.npz"
    if not state.exists():
        ours("state", name, "--output", state)
    return state


def workload_rows(name, peer, options, ours, folder):
    state = start(name, ours, folder)
    other = Side(peer, options.bench)
    if peer != "onnxruntime":
        exact = Side("torch", options.bench)("losses", name, "--double", state=state)
        check_agreement(name, ours, other, exact[0]["losses"], state)
    results = measured(options.rounds, [ours, other], lambda side: side(
        "time", name, "--seconds", str(options.seconds), state=state)[0])
    multiply_adds = ours("work", name)[0]["multiply_adds"]
    return [
        report.row(name, mode, peer, results, multiply_adds, options.limits)
        for mode in PEERS[peer]["modes"]
    ]


def latency_rows(peer, options, ours, folder):
    state = start("mlp", ours, folder)
    results = measured(options.rounds, [ours, Side(peer, options.bench)], lambda side: side(
        "latency", state=state)[0])
    multiply_adds = ours("work", "mlp")[0]["multiply_adds"] // 128  # of a batch of 128
    return [report.row("mlp, batch 1", "infer", peer, results, multiply_adds, options.limits)]


def operation_rows(options, ours):
    results = measured(options.rounds, [ours, Side("torch", options.bench)], lambda side: {
        (row["operation"], row["size"]): row["us"]
        for row in side("operations", "--seconds", "0.1")})
    return [report.operation_row(key, results) for key in results["ours"][0]]


def growth_rows(options, ours):
    rows = []
    for workload, axes in {"mlp": ["batch", "width", "depth"],
                           "gpt": ["batch", "width", "depth", "length"]}.items():
        for axis in axes:
            points = [
                {"factor": factor, **ours("growth", workload, axis, str(factor))[0]}
                for factor in (1, 2, 4, 8, 16)]
            rows.append({"workload": workload, "axis": axis, "points": points})
            print(report.growth_line(rows[-1]), flush=True)
    return rows


def parse():
    parser = argparse.ArgumentParser(prog="tools/bench/run", description=__doc__)
    parser.add_argument("--bench", type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument("--workloads", default=",".join(WORKLOADS),
                        help="names with commas between; empty for none")
    parser.add_argument("--peers", default="torch", help="torch, jax, onnxruntime")
    parser.add_argument("--rounds", type=int, default=5, help="times that each side is run")
    parser.add_argument("--seconds", type=float, default=2, help="of training in each run")
    parser.add_argument("--operations", action="store_true", help="compare single operations, too")
    parser.add_argument("--growth", action="store_true", help="measure how time and memory grow")
    parser.add_argument("--json", type=pathlib.Path, help="where the rows go, one on a line")
    parser.add_argument("--report", action="store_true",
                        help="write tools/bench/RESULTS.md and ratios.svg")
    options = parser.parse_args()
    for kind, given, known in (("workload", options.workloads, WORKLOADS),
                               ("peer", options.peers, PEERS)):
        for name in filter(None, given.split(",")):
            if name not in known:
                parser.error(f"{kind} {name}: expected one of {', '.join(known)}")
    return options


def main():
    options = parse()
    ours = Side("ours", options.bench)
    options.limits = ours("limits")[0]
    rows, operations, growth = [], [], []
    print(report.HEADER, flush=True)

    def note(new):
        for row in new:
            rows.append(row)
            print(report.line(row), flush=True)

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name in filter(None, options.workloads.split(",")):
            for peer in options.peers.split(","):
                if name in PEERS[peer]["workloads"]:
                    note(workload_rows(name, peer, options, ours, folder))
            if name == "mlp":
                for peer in options.peers.split(","):
                    if peer != "jax":
                        note(latency_rows(peer, options, ours, folder))
    if options.operations:
        operations = operation_rows(options, ours)
        print("\n" + report.operations_table(operations))
    if options.growth:
        growth = growth_rows(options, ours)
    print("\n" + report.summary(rows, operations, options.limits))
    if options.json:
        options.json.write_text("".join(json.dumps(row) + "\n" for row in rows + operations + growth))
    if options.report:
        report.write(ROOT, rows, operations, growth, options)


main()
