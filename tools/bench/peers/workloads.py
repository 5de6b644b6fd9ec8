"""The workloads in PyTorch: model, batch, loss and optimizer, as tools/bench/Workloads has them."""

import numpy
import torch
import torch.nn.functional as F
from torch import nn


def xor():
    return nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1), nn.Sigmoid())


def mlp():
    return nn.Sequential(
        nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10))


def mlp_dropout():
    return nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.5), nn.Linear(256, 128), nn.ReLU(),
        nn.Linear(128, 10))


def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(3136, 128), nn.ReLU(), nn.Linear(128, 10))


class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.c1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.b1 = nn.BatchNorm2d(outputs)
        self.c2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.b2 = nn.BatchNorm2d(outputs)
        keeps_shape = inputs == outputs and stride == 1
        self.sc = nn.Sequential() if keeps_shape else nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = F.relu(self.b1(self.c1(x)))
        return F.relu(self.b2(self.c2(y)) + self.sc(x))


def resnet20():
    layers = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    channels = 16
    for outputs, stride in ((16, 1), (32, 2), (64, 2)):
        for position in range(3):
            layers.append(ResidualBlock(channels, outputs, stride if position == 0 else 1))
            channels = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


class TransformerBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.l1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)
        self.l2 = nn.LayerNorm(width)
        self.f1 = nn.Linear(width, 4 * width)
        self.f2 = nn.Linear(4 * width, width)

    def forward(self, x):
        batch, length, width = x.shape
        q, k, v = self.qkv(self.l1(x)).view(
            batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.proj(y.transpose(1, 2).reshape(batch, length, width))
        return x + self.f2(F.gelu(self.f1(self.l2(x))))


class GPT(nn.Module):
    def __init__(self, vocabulary=65, width=128, heads=4, depth=4, length=128):
        super().__init__()
        self.te = nn.Embedding(vocabulary, width)
        self.pe = nn.Embedding(length, width)
        self.bl = nn.ModuleList([TransformerBlock(width, heads) for _ in range(depth)])
        self.ln = nn.LayerNorm(width)
        self.head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, tokens):
        x = self.te(tokens) + self.pe(torch.arange(tokens.shape[1]))
        for block in self.bl:
            x = block(x)
        return self.head(self.ln(x)).flatten(0, 1)


class SequenceClassifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.LSTM(64, 128, batch_first=True)
        self.o = nn.Linear(128, 10)

    def forward(self, x):
        return self.o(self.l(x)[0][:, -1])


def squared_error(prediction, target):
    return ((prediction - target) ** 2).mean()


def adam(rate):
    return lambda parameters: torch.optim.Adam(parameters, lr=rate)


# Model, loss, optimizer of each workload; the batch comes with the weights.
WORKLOADS = {
    "xor": (xor, squared_error, adam(0.1)),
    "mlp": (mlp, F.cross_entropy, adam(1e-3)),
    "mlp_dropout": (mlp_dropout, F.cross_entropy, lambda parameters: torch.optim.SGD(
        parameters, lr=1e-2, momentum=0.9, weight_decay=1e-4, nesterov=True)),
    "cnn": (cnn, F.cross_entropy, adam(1e-3)),
    "resnet20": (resnet20, F.cross_entropy, lambda parameters: torch.optim.SGD(
        parameters, lr=1e-1, momentum=0.9)),
    "gpt": (GPT, F.cross_entropy, lambda parameters: torch.optim.AdamW(parameters, lr=1e-3)),
    "lstm": (SequenceClassifier, F.cross_entropy, adam(1e-3)),
}


class Workload:
    """A workload with the weights and the batch of a file that `bench state` has written."""

    def __init__(self, name, state):
        model, self.loss, self.make_optimizer = WORKLOADS[name]
        arrays = {key: torch.from_numpy(array) for key, array in numpy.load(state).items()}
        self.input = arrays.pop("batch.input")
        self.target = arrays.pop("batch.target")
        self.model = model()
        self.model.load_state_dict(arrays)
        self.optimizer = self.make_optimizer(self.model.parameters())

    def to_double(self):
        self.model.double()
        self.optimizer = self.make_optimizer(self.model.parameters())
        for name in ("input", "target"):
            value = getattr(self, name)
            setattr(self, name, value.double() if value.is_floating_point() else value)

    def train(self):
        self.optimizer.zero_grad()
        loss = self.loss(self.model(self.input), self.target)
        loss.backward()
        self.optimizer.step()
        return loss

    def infer(self):
        with torch.no_grad():
            return self.model(self.input)
