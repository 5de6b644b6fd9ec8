"""PyTorch's side: the commands of tools/bench/Main that have a counterpart."""

import argparse

import torch
import torch.nn.functional as F

from timing import median_seconds, peak_mib, report
from workloads import Workload


def time(options):
    workload = Workload(options.workload, options.state)
    train = median_seconds(options.seconds, workload.train)
    workload.model.eval()
    infer = median_seconds(options.seconds / 3, workload.infer)
    report(train_us=train * 1e6, infer_us=infer * 1e6, peak_mib=peak_mib())


def latency(options):
    workload = Workload("mlp", options.state)
    workload.model.eval()
    workload.input = workload.input[:1].clone()
    report(infer_us=median_seconds(options.seconds, workload.infer) * 1e6)


def losses(options):
    workload = Workload(options.workload, options.state)
    if options.double:
        workload.to_double()
    for module in workload.model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.eval()
    report(losses=[workload.train().item() for _ in range(options.steps)])


def elementwise(label, count):
    x, y = torch.randn(count // 256, 256), torch.randn(count // 256, 256)
    yield "add", label, lambda: x + y
    yield "mul", label, lambda: x * y
    yield "relu", label, x.relu
    yield "exp", label, x.exp
    yield "tanh", label, x.tanh
    yield "gelu", label, lambda: F.gelu(x)
    yield "sigmoid", label, x.sigmoid
    yield "sum", label, x.sum
    yield "softmax", label, lambda: x.softmax(-1)
    yield "layerNorm", label, lambda: F.layer_norm(x, [256])
    yield "dropout", label, lambda: F.dropout(x, 0.5)
    yield "randn", label, lambda: torch.randn(x.shape)


def products():
    for left, right in [
        ([128, 784], [784, 512]), ([64, 784], [784, 256]), ([128, 256], [256, 10]),
        ([2048, 128], [128, 512]), ([2048, 512], [512, 128]), ([512, 512], [512, 512]),
        ([1024, 1024], [1024, 1024]), ([64, 128, 32], [64, 32, 128]),
    ]:
        a, b = torch.randn(left), torch.randn(right)
        size = " · ".join("×".join(map(str, shape)) for shape in (left, right))
        yield "matmul", size, lambda: a.matmul(b)


def convolutions():
    for images, inputs, outputs, side, kernel, stride in [
        (64, 1, 32, 28, 3, 1), (64, 32, 64, 14, 3, 1), (32, 16, 16, 32, 3, 1), (32, 64, 64, 8, 3, 1),
        (32, 32, 64, 32, 3, 2),
    ]:
        size = f"{images}×{inputs}→{outputs} {side}² /{stride}"
        x, weight = torch.randn(images, inputs, side, side), torch.randn(
            outputs, inputs, kernel, kernel)
        yield "conv2d", size, lambda: F.conv2d(x, weight, stride=stride, padding=1)
        x.requires_grad_()
        weight.requires_grad_()
        upstream = torch.ones_like(F.conv2d(x, weight, stride=stride, padding=1))

        def both():
            x.grad = weight.grad = None
            F.conv2d(x, weight, stride=stride, padding=1).backward(upstream)

        yield "conv2d forward, backward", size, both


def overhead():
    x, y = torch.ones(4, requires_grad=True), torch.ones(4)

    def chain(call):
        def body():
            z = x
            for _ in range(100):
                z = call(z)
            return z
        return body

    def both(forward):
        def body():
            x.grad = None
            forward().backward(y)
        return body

    yield "add", "4", lambda: y + y
    yield "exp", "4", y.exp
    yield "tanh forward, backward", "4", both(x.tanh)
    yield "add forward, backward", "4", both(lambda: x + y)
    yield "add ×100 forward, backward", "4", both(chain(lambda z: z + y))
    yield "mul ×100 forward, backward", "4", both(chain(lambda z: z * y))
    yield "relu ×100 forward, backward", "4", both(chain(torch.relu))
    yield "tanh ×100 forward, backward", "4", both(chain(torch.tanh))


def operations(options):
    rows = [overhead(), *(elementwise(label, 1 << power) for label, power in [
        ("1k", 10), ("64k", 16), ("1M", 20), ("16M", 24)]), products(), convolutions()]
    for name, size, body in (row for group in rows for row in group):
        if options.only in name:
            seconds = median_seconds(options.seconds, body)
            report(operation=name, size=size, us=seconds * 1e6)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    commands = parser.add_subparsers(required=True)
    for body in (time, latency, losses, operations):
        command = commands.add_parser(body.__name__)
        command.set_defaults(body=body)
        command.add_argument("--state")
        command.add_argument("--seconds", type=float, default=2)
        command.add_argument("--steps", type=int, default=5)
        command.add_argument("--only", default="")
        command.add_argument("--double", action="store_true")
        if body in (time, losses):
            command.add_argument("workload")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.body(options)


main()
