"""Rows, tables, fits and the plot of a comparison."""

import datetime
import math
import platform
import statistics

# Ratios that training must reach beside PyTorch, and what is aimed at.
TRAINING = {
    "xor": (40, 80), "mlp": (1.6, 2.3), "mlp_dropout": (2.5, 4), "cnn": (2, 3),
    "resnet20": (1.3, 2), "gpt": (1.4, 2), "lstm": (1.5, 2),
}
INFERENCE, LATENCY, MEAN = 1.3, 3, 2.8

HEADER = "workload      mode   peer         ours µs    peer µs   ratio min/median/max  MiB ours/peer  arithmetic"


def row(name, mode, peer, results, multiply_adds, limits):
    key = f"{mode}_us"
    ours, theirs = ([result[key] for result in results[side]] for side in ("ours", peer))
    ratios = sorted(b / a for a, b in zip(ours, theirs))
    us = statistics.median(ours)
    operations = 2 * multiply_adds * (3 if mode == "train" else 1)

    def peak(side):
        found = [result["peak_mib"] for result in results[side] if "peak_mib" in result]
        return round(statistics.median(found), 1) if found else None

    return {
        "workload": name, "mode": mode, "ours_us": us, "peer": peer,
        "peer_us": statistics.median(theirs), "ratio": statistics.median(ratios),
        "ratio_min": ratios[0], "ratio_max": ratios[-1], "ours_peak_mib": peak("ours"),
        "peer_peak_mib": peak(peer),
        "arithmetic_share": operations / (us * 1e-6) / (limits["gflops"] * 1e9),
    }


def floor(row):
    if row["peer"] != "torch":
        return None
    if row["mode"] == "train":
        return TRAINING[row["workload"]][0]
    return LATENCY if "batch" in row["workload"] else INFERENCE


def line(row):
    wanted = floor(row)
    missed = "  below " + str(wanted) if wanted and row["ratio"] < wanted else ""
    memory = f"{row['ours_peak_mib'] or 0:.0f}/{row['peer_peak_mib'] or 0:.0f}"
    return (
        f"{row['workload']:<13} {row['mode']:<6} {row['peer']:<11} {row['ours_us']:>9.1f} "
        f"{row['peer_us']:>10.1f}  {row['ratio_min']:>6.2f}/{row['ratio']:>6.2f}/"
        f"{row['ratio_max']:>6.2f}  {memory:>13}  {row['arithmetic_share']:>9.0%}{missed}")


def operation_row(key, results):
    ours, theirs = ([result[key] for result in results[side]] for side in ("ours", "torch"))
    return {
        "operation": key[0], "size": key[1], "ours_us": statistics.median(ours), "peer": "torch",
        "peer_us": statistics.median(theirs),
        "ratio": statistics.median(b / a for a, b in zip(ours, theirs)),
    }


def operations_table(rows):
    lines = ["| operation | size | ours µs | PyTorch µs | ratio |", "|---|---|---|---|---|"]
    lines += [
        f"| {r['operation']} | {r['size']} | {r['ours_us']:.1f} | {r['peer_us']:.1f} "
        f"| {r['ratio']:.2f} |" for r in rows]
    return "\n".join(lines)


def exponent(points, key):
    """The slope of log(value) over log(factor), by least squares over the larger half."""
    upper = [point for point in points if point["factor"] >= 4]
    x = [math.log(point["factor"]) for point in upper]
    y = [math.log(point[key]) for point in upper]
    mean_x, mean_y = statistics.mean(x), statistics.mean(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / sum(
        (a - mean_x) ** 2 for a in x)


def growth_line(row):
    time, work, memory = (
        exponent(row["points"], key) for key in ("train_us", "multiply_adds", "live_mib"))
    return (
        f"| {row['workload']} | {row['axis']} | {row['points'][0]['train_us'] / 1e3:.1f} … "
        f"{row['points'][-1]['train_us'] / 1e3:.1f} | {time:.2f} | {work:.2f} "
        f"| {row['points'][0]['live_mib']:.0f} … {row['points'][-1]['live_mib']:.0f} "
        f"| {memory:.2f} |")


def geometric_mean(values):
    return math.exp(statistics.mean(math.log(value) for value in values))


def summary(rows, operations, limits):
    lines = [f"limits here: {limits['gflops']:.0f} GFLOP/s, {limits['gb_per_s']:.0f} GB/s"]
    for peer in sorted({row["peer"] for row in rows}):
        for mode in ("train", "infer"):
            ratios = [r["ratio"] for r in rows if (r["peer"], r["mode"]) == (peer, mode)]
            if ratios:
                lines.append(
                    f"{peer}, {mode}: geometric mean of {len(ratios)} ratios "
                    f"{geometric_mean(ratios):.2f}")
    missed = [line(row) for row in rows if floor(row) and row["ratio"] < floor(row)]
    lines += ["below their floors:"] + missed if missed else ["every floor is reached"]
    if operations:
        ratios = [r["ratio"] for r in operations]
        slower = [f"{r['operation']} {r['size']}" for r in operations if r["ratio"] < 1]
        lines.append(
            f"single operations: median {statistics.median(ratios):.2f}, slower than PyTorch: "
            + (", ".join(slower) or "none"))
    return "\n".join(lines)


def plot(rows):
    """Training and inference beside PyTorch, as bars on a logarithmic axis."""
    bars = [row for row in rows if row["peer"] == "torch"]
    height, left, width = 22, 190, 520
    top = max([row["ratio"] for row in bars] + [10])
    low = min([row["ratio"] for row in bars] + [0.5])

    def place(ratio):
        return left + width * math.log(ratio / low) / math.log(top / low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 80}" '
        f'height="{height * len(bars) + 60}" font-family="sans-serif" font-size="12">',
        '<text x="10" y="18" font-size="14">PyTorch\'s time divided by ours (logarithmic)</text>']
    for tick in (0.5, 1, 2, 4, 10, 40, 100):
        if low <= tick <= top:
            parts.append(
                f'<line x1="{place(tick):.0f}" x2="{place(tick):.0f}" y1="28" '
                f'y2="{height * len(bars) + 34}" stroke="#{"444" if tick == 1 else "ccc"}"/>'
                f'<text x="{place(tick):.0f}" y="{height * len(bars) + 50}" '
                f'text-anchor="middle">{tick:g}</text>')
    for number, row in enumerate(bars):
        y = 34 + height * number
        start, end = sorted((place(1), place(row["ratio"])))
        color = "#2b6cb0" if row["mode"] == "train" else "#68a063"
        parts.append(
            f'<text x="10" y="{y + 12}">{row["workload"]}, {row["mode"]}</text>'
            f'<rect x="{start:.0f}" y="{y}" width="{max(end - start, 1):.0f}" height="15" '
            f'fill="{color}"/><text x="{place(row["ratio"]) + 4:.0f}" y="{y + 12}">'
            f'{row["ratio"]:.2f}</text>')
    return "\n".join(parts + ["</svg>", ""])


def machine():
    model = "unknown processor"
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            info = file.read()
        model = next(l.split(":", 1)[1].strip() for l in info.splitlines() if "model name" in l)
        sets = [s for s in ("avx2", "avx512f") if f" {s} " in info]
        model += f" ({info.count('processor	:')} processors, {' '.join(sets)})"
    except OSError:
        pass
    return f"{model}, {platform.system()} {platform.machine()}"


def write(folder, rows, operations, growth, options):
    """RESULTS.md and ratios.svg."""
    (folder / "ratios.svg").write_text(plot(rows))
    table = ["| workload | mode | peer | ours µs | peer µs | ratio (min … max) | floor "
             "| peak MiB ours, peer | arithmetic |", "|---|---|---|---|---|---|---|---|---|"]
    for r in rows:
        table.append(
            f"| {r['workload']} | {r['mode']} | {r['peer']} | {r['ours_us']:.1f} "
            f"| {r['peer_us']:.1f} | **{r['ratio']:.2f}** ({r['ratio_min']:.2f} … "
            f"{r['ratio_max']:.2f}) | {floor(r) or ''} | {r['ours_peak_mib'] or ''}, "
            f"{r['peer_peak_mib'] or ''} | {r['arithmetic_share']:.0%} |")
    parts = [
        "# Results of the benchmark", "",
        f"Written by `tools/bench/run --report` on {datetime.date.today()}, "
        f"{machine()}; {options.rounds} rounds, medians. A ratio is the peer's time divided by ours.",
        "", "```", summary(rows, operations, options.limits), "```", "", "![ratios](ratios.svg)", "",
        "## Workloads", "", "\n".join(table), "",
        "Arithmetic: the share of the rate that a product of two 1024 × 1024 matrices reaches, for "
        "the multiply-adds of products and convolutions alone (convolutions counted in full, though "
        "those of 3 × 3 take fewer)."]
    if operations:
        parts += [
            "", "## Single operations", "",
            "Each is repeated on the same tensors, and so is inference with the same weights. Products",
            "find the right factor, which has not changed, as the one before has left it; see",
            "`KeptFactors`.", "", operations_table(operations)]
    if growth:
        parts += [
            "", "## Growth", "",
            "A training step as one size grows 16-fold: time and memory of tensors at the least and "
            "the largest, and the exponents of their growth over the last three doublings beside "
            "that of the multiply-adds.", "",
            "| workload | axis | ms | exponent of time | of multiply-adds | MiB | of memory |",
            "|---|---|---|---|---|---|---|"] + [growth_line(row) for row in growth]
    (folder / "RESULTS.md").write_text("\n".join(parts) + "\n")
