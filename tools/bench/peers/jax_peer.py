"""JAX's side: compiled training steps and inference of the workloads without convolution blocks."""

import argparse

import jax
import jax.numpy as np
import numpy

from timing import median_seconds, peak_mib, report


def linear(p, name, x):
    y = x @ p[f"{name}.weight"].T
    return y + p[f"{name}.bias"] if f"{name}.bias" in p else y


def norm(p, name, x):
    mean, variance = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
    return (x - mean) / np.sqrt(variance + 1e-5) * p[f"{name}.weight"] + p[f"{name}.bias"]


def perceptron(*layers):
    def model(p, x):
        for layer in layers:
            x = linear(p, layer, x)
            x = jax.nn.relu(x) if layer != layers[-1] else x
        return x
    return model


def xor(p, x):
    return jax.nn.sigmoid(perceptron("0", "2")(p, x))


def cnn(p, x):
    for layer in ("0", "3"):
        x = jax.lax.conv_general_dilated(x, p[f"{layer}.weight"], (1, 1), "SAME")
        x = jax.nn.relu(x + p[f"{layer}.bias"][:, None, None])
        x = jax.lax.reduce_window(
            x, -np.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")
    return perceptron("7", "9")(p, x.reshape(x.shape[0], -1))


def gpt(p, tokens):
    batch, length = tokens.shape
    x = p["te.weight"][tokens] + p["pe.weight"][:length]
    width = x.shape[-1]
    for block in range(4):
        name = f"bl.{block}"
        heads = linear(p, f"{name}.qkv", norm(p, f"{name}.l1", x))
        q, k, v = heads.reshape(batch, length, 3, 4, width // 4).transpose(2, 0, 3, 1, 4)
        scores = q @ k.swapaxes(-1, -2) / np.sqrt(width // 4)
        scores = np.where(np.tril(np.ones((length, length), bool)), scores, -np.inf)
        y = (jax.nn.softmax(scores) @ v).swapaxes(1, 2).reshape(x.shape)
        x = x + linear(p, f"{name}.proj", y)
        y = linear(p, f"{name}.f1", norm(p, f"{name}.l2", x))
        x = x + linear(p, f"{name}.f2", jax.nn.gelu(y, approximate=False))
    return linear(p, "head", norm(p, "ln", x)).reshape(batch * length, -1)


def squared_error(y, target):
    return ((y - target) ** 2).mean()


def cross_entropy(y, target):
    return -np.take_along_axis(jax.nn.log_softmax(y), target[:, None], 1).mean()


# Model, loss, rate of Adam, decay of the weights.
WORKLOADS = {
    "xor": (xor, squared_error, 0.1, 0),
    "mlp": (perceptron("0", "2", "4"), cross_entropy, 1e-3, 0),
    "cnn": (cnn, cross_entropy, 1e-3, 0),
    "gpt": (gpt, cross_entropy, 1e-3, 0.01),
}


def step(model, loss, rate, decay):
    def adam(p, m, v, t, x, target):
        value, g = jax.value_and_grad(lambda p: loss(model(p, x), target))(p)
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
        p = jax.tree.map(
            lambda p, m, v: p * (1 - rate * decay) - rate * (m / (1 - 0.9**t)) / (
                np.sqrt(v / (1 - 0.999**t)) + 1e-8), p, m, v)
        return p, m, v, t + 1, value
    return jax.jit(adam, donate_argnums=(0, 1, 2))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int)
    parser.add_argument("command", choices=["time", "losses"])
    parser.add_argument("workload", choices=list(WORKLOADS))
    parser.add_argument("--state", required=True)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--steps", type=int, default=5)
    options = parser.parse_args()
    arrays = {key: np.asarray(array) for key, array in numpy.load(options.state).items()}
    x, target = arrays.pop("batch.input"), arrays.pop("batch.target")
    model, loss, rate, decay = WORKLOADS[options.workload]
    advance = step(model, loss, rate, decay)
    state = [arrays, *(jax.tree.map(np.zeros_like, arrays) for _ in range(2)), 1.0]

    def train():
        *state[:], value = advance(*state, x, target)
        return value.block_until_ready()

    if options.command == "losses":
        report(losses=[float(train()) for _ in range(options.steps)])
        return
    seconds = median_seconds(options.seconds, train)
    forward = jax.jit(model)
    infer = median_seconds(
        options.seconds / 3, lambda: forward(state[0], x).block_until_ready())
    report(train_us=seconds * 1e6, infer_us=infer * 1e6, peak_mib=peak_mib())


main()
