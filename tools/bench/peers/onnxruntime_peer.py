"""ONNX Runtime's side: inference, of models that PyTorch exports."""

import argparse
import os
import tempfile

import onnxruntime
import torch

from timing import median_seconds, peak_mib, report
from workloads import Workload


def session(workload, threads):
    workload.model.eval()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        torch.onnx.export(
            workload.model, (workload.input,), path, input_names=["x"], dynamo=True,
            verbose=False)
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("command", choices=["time", "latency"])
    parser.add_argument("workload", nargs="?", default="mlp")
    parser.add_argument("--state", required=True)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()
    workload = Workload(options.workload, options.state)
    if options.command == "latency":
        workload.input = workload.input[:1].clone()
    run = session(workload, options.threads)
    inputs = {run.get_inputs()[0].name: workload.input.numpy()}
    seconds = median_seconds(options.seconds / 3, lambda: run.run(None, inputs))
    report(infer_us=seconds * 1e6, peak_mib=peak_mib())


main()
