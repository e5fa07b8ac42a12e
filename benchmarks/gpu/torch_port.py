"""DARTS networks in PyTorch, from the same genotype files and with the same weights as ours: what benchmarks/gpu compares with, and where
tests/Darts.Evaluation.Tests/PyTorch gets the other end of a weights file.

Written from the paper and from the names of the original's state dict (quark0/darts), which decide how modules nest. One module an edge and operation,
nothing shared or merged: PyTorch as one writes it. Works with PyTorch 1.13 to 2.11.
"""
import json
import struct

import torch
from torch import nn
from torch.nn import functional as F

# The order of α's columns.
SEARCHED = ["none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5"]
NODES = 4


def conv(c_in, c_out, kernel, stride=1, padding=0, dilation=1, groups=1):
    return nn.Conv2d(c_in, c_out, kernel, stride, padding, dilation, groups, bias=False)


def rectified(*layers):
    return nn.Sequential(nn.ReLU(), *layers)


class Chain(nn.Module):
    """Layers under the name op."""

    def __init__(self, *layers):
        super().__init__()
        self.op = nn.Sequential(*layers)

    def forward(self, x):
        return self.op(x)


def relu_conv_bn(c_in, c_out, affine):
    return Chain(nn.ReLU(), conv(c_in, c_out, 1), nn.BatchNorm2d(c_out, affine=affine))


def dil_conv(c, kernel, stride, affine):
    return Chain(nn.ReLU(), conv(c, c, kernel, stride, kernel - 1, 2, c), conv(c, c, 1), nn.BatchNorm2d(c, affine=affine))


def sep_conv(c, kernel, stride, affine):
    def half(step):
        return [nn.ReLU(), conv(c, c, kernel, step, kernel // 2, 1, c), conv(c, c, 1), nn.BatchNorm2d(c, affine=affine)]
    return Chain(*half(stride), *half(1))


class FactorizedReduce(nn.Module):
    def __init__(self, c_in, c_out, affine):
        super().__init__()
        self.conv_1 = conv(c_in, c_out // 2, 1, 2)
        self.conv_2 = conv(c_in, c_out // 2, 1, 2)
        self.bn = nn.BatchNorm2d(c_out, affine=affine)

    def forward(self, x):
        x = F.relu(x)
        return self.bn(torch.cat([self.conv_1(x), self.conv_2(x[:, :, 1:, 1:])], 1))


class Nothing(nn.Module):
    def __init__(self, stride):
        super().__init__()
        self.stride = stride

    def forward(self, x):
        return x[:, :, :: self.stride, :: self.stride] * 0


def operation(name, c, stride, affine):
    kernel = int(name[-1]) if name[-1].isdigit() else 0
    if name == "none":
        return Nothing(stride)
    if name == "max_pool_3x3":
        return nn.MaxPool2d(3, stride, 1)
    if name == "avg_pool_3x3":
        return nn.AvgPool2d(3, stride, 1, count_include_pad=False)
    if name == "skip_connect":
        return nn.Identity() if stride == 1 else FactorizedReduce(c, c, affine)
    if name.startswith("sep_conv_"):
        return sep_conv(c, kernel, stride, affine)
    if name.startswith("dil_conv_"):
        return dil_conv(c, kernel, stride, affine)
    if name == "conv_7x1_1x7":
        return rectified(conv(c, c, (1, 7), (1, stride), (0, 3)), conv(c, c, (7, 1), (stride, 1), (3, 0)), nn.BatchNorm2d(c, affine=affine))
    raise ValueError(f"There is no operation '{name}'.")


def cell_input(c_in, c, resolution_halves, affine):
    return FactorizedReduce(c_in, c, affine) if resolution_halves else relu_conv_bn(c_in, c, affine)


class Cell(nn.Module):
    """A cell of a genotype."""

    def __init__(self, genotype, before, previous, c, reduction, previous_reduced):
        super().__init__()
        self.edges = [(edge["node"], edge["from"], edge["op"] == "skip_connect") for edge in genotype["edges"]]
        self.concat = genotype["concat"]
        self.preprocess0 = cell_input(before, c, previous_reduced, True)
        self.preprocess1 = cell_input(previous, c, False, True)
        self._ops = nn.ModuleList(operation(edge["op"], c, 2 if reduction and edge["from"] < 2 else 1, True) for edge in genotype["edges"])

    def forward(self, s0, s1, drop_path):
        values = {0: self.preprocess0(s0), 1: self.preprocess1(s1)}
        for (node, source, is_skip), op in zip(self.edges, self._ops):
            term = op(values[source])
            if drop_path > 0 and not (is_skip and isinstance(op, nn.Identity)):
                keep = 1 - drop_path
                term = term / keep * torch.empty(term.shape[0], 1, 1, 1, dtype=term.dtype, device=term.device).bernoulli_(keep)
            values[node] = values[node] + term if node in values else term
        return torch.cat([values[node] for node in self.concat], 1)


class AuxiliaryHead(nn.Module):
    def __init__(self, c, classes, imagenet=False):
        super().__init__()
        # The original left the second batch norm of the ImageNet head out.
        norm = [] if imagenet else [nn.BatchNorm2d(768)]
        self.features = nn.Sequential(
            nn.ReLU(), nn.AvgPool2d(5, 2 if imagenet else 3, count_include_pad=False),
            conv(c, 128, 1), nn.BatchNorm2d(128), nn.ReLU(), conv(128, 768, 2), *norm, nn.ReLU())
        self.classifier = nn.Linear(768, classes)

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


def macro(c, layers, reduced=False):
    """Of each cell: channels, whether it reduces, whether the one before it did; the stem of ImageNet did."""
    for index in range(layers):
        reduces = index in (layers // 3, 2 * layers // 3)
        c *= 2 if reduces else 1
        yield c, reduces, reduced
        reduced = reduces


class Network(nn.Module):
    """A genotype's network for CIFAR."""
    imagenet = False

    def __init__(self, genotype, c, layers, classes, auxiliary=True):
        super().__init__()
        self.drop_path = 0.0
        self.auxiliary_at = 2 * layers // 3 if auxiliary else None
        before = previous = self.make_stem(c)
        self.cells = nn.ModuleList()
        for index, (channels, reduces, reduced) in enumerate(macro(c, layers, self.imagenet)):
            kind = genotype["reduce" if reduces else "normal"]
            self.cells.append(Cell(kind, before, previous, channels, reduces, reduced))
            before, previous = previous, channels * len(kind["concat"])
            if index == self.auxiliary_at:
                self.auxiliary_head = AuxiliaryHead(previous, classes, self.imagenet)
        self.classifier = nn.Linear(previous, classes)

    def make_stem(self, c):
        self.stem = nn.Sequential(conv(3, 3 * c, 3, 1, 1), nn.BatchNorm2d(3 * c))
        return 3 * c

    def stems(self, images):
        value = self.stem(images)
        return value, value

    def forward(self, images):
        s0, s1 = self.stems(images)
        auxiliary = None
        for index, cell in enumerate(self.cells):
            s0, s1 = s1, cell(s0, s1, self.drop_path if self.training else 0.0)
            if self.training and index == self.auxiliary_at:
                auxiliary = self.auxiliary_head(s1)
        return self.classifier(s1.mean((2, 3))), auxiliary


class ImageNetNetwork(Network):
    """A genotype's network for ImageNet: three convolutions of stride 2 before the first cell, the second input of which is half the first."""
    imagenet = True

    def make_stem(self, c):
        self.stem0 = nn.Sequential(conv(3, c // 2, 3, 2, 1), nn.BatchNorm2d(c // 2), nn.ReLU(), conv(c // 2, c, 3, 2, 1), nn.BatchNorm2d(c))
        self.stem1 = nn.Sequential(nn.ReLU(), conv(c, c, 3, 2, 1), nn.BatchNorm2d(c))
        return c

    def stems(self, images):
        value = self.stem0(images)
        return value, self.stem1(value)


class RecurrentCell(nn.Module):
    """The cell of a recurrent genotype: a highway to each node from another."""
    ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "sigmoid": torch.sigmoid, "identity": lambda value: value}

    def __init__(self, genotype, embedding, hidden):
        super().__init__()
        self.edges = [(edge["node"], edge["from"], self.ACTIVATIONS[edge["op"]]) for edge in genotype["recurrent"]["edges"]]
        self.concat = genotype["recurrent"]["concat"]
        self._W0 = nn.Parameter(torch.empty(embedding + hidden, 2 * hidden).uniform_(-0.04, 0.04))
        self._Ws = nn.ParameterList([nn.Parameter(torch.empty(hidden, 2 * hidden).uniform_(-0.04, 0.04)) for _ in self.edges])

    @staticmethod
    def highway(state, product, activation):
        carry, candidate = product.chunk(2, -1)
        return state + torch.sigmoid(carry) * (activation(candidate) - state)

    def forward(self, words, hidden):
        outputs = []
        for word in words:
            states = {0: self.highway(hidden, torch.cat([word, hidden], -1) @ self._W0, torch.tanh)}
            for (node, source, activation), weight in zip(self.edges, self._Ws):
                states[node] = self.highway(states[source], states[source] @ weight, activation)
            hidden = torch.stack([states[node] for node in self.concat]).mean(0)
            outputs.append(hidden)
        return torch.stack(outputs)


class LanguageModel(nn.Module):
    """A genotype's language model, in evaluation: no dropout. Where embedding and state are of one width the decoder's weight is the embedding's."""

    def __init__(self, genotype, embedding, hidden, vocabulary):
        super().__init__()
        self.encoder = nn.Embedding(vocabulary, embedding)
        self.rnns = nn.ModuleList([RecurrentCell(genotype, embedding, hidden)])
        self.decoder = nn.Linear(hidden, vocabulary)
        if embedding == hidden:
            self.decoder.weight = self.encoder.weight

    def forward(self, tokens, hidden):
        """Tokens [words, batch] and a state [batch, hidden] to log-probabilities [words, batch, vocabulary]."""
        return self.decoder(self.rnns[0](self.encoder(tokens), hidden)).log_softmax(-1)


def network_of(genotype, spec):
    """The network that an entry of a genotype file's networks means."""
    if spec["macro"] == "language":
        return LanguageModel(genotype, spec["embedding"], spec["hidden"], spec["vocabulary"])
    macro_class = ImageNetNetwork if spec["macro"] == "imagenet" else Network
    return macro_class(genotype, spec["channels"], spec["layers"], spec["classes"], spec["auxiliary"])


class MixedOperation(nn.Module):
    """An edge of the supernet: all operations, weighted. A pool is followed by a batch norm."""

    def __init__(self, c, stride):
        super().__init__()
        ops = [operation(name, c, stride, False) for name in SEARCHED]
        self._ops = nn.ModuleList(
            nn.Sequential(op, nn.BatchNorm2d(c, affine=False)) if "pool" in name else op for name, op in zip(SEARCHED, ops))

    def forward(self, x, weights):
        return sum(weight * op(x) for weight, op in zip(weights, self._ops))


class SearchCell(nn.Module):
    def __init__(self, before, previous, c, reduction, previous_reduced):
        super().__init__()
        self.reduction = reduction
        self.preprocess0 = cell_input(before, c, previous_reduced, False)
        self.preprocess1 = cell_input(previous, c, False, False)
        self._ops = nn.ModuleList(
            MixedOperation(c, 2 if reduction and source < 2 else 1) for node in range(NODES) for source in range(2 + node))

    def forward(self, s0, s1, weights):
        values = [self.preprocess0(s0), self.preprocess1(s1)]
        row = 0
        for _ in range(NODES):
            # A mixture for each value there is so far.
            values.append(sum(self._ops[row + source](value, weights[row + source]) for source, value in enumerate(values)))
            row += len(values) - 1
        return torch.cat(values[2:], 1)


class Supernet(nn.Module):
    """The search network; α are parameters of it but not of what weights() gives."""

    def __init__(self, c, layers, classes):
        super().__init__()
        self.stem = nn.Sequential(conv(3, 3 * c, 3, 1, 1), nn.BatchNorm2d(3 * c))
        before = previous = 3 * c
        self.cells = nn.ModuleList()
        for channels, reduces, reduced in macro(c, layers):
            self.cells.append(SearchCell(before, previous, channels, reduces, reduced))
            before, previous = previous, NODES * channels
        self.classifier = nn.Linear(previous, classes)
        edges = sum(2 + node for node in range(NODES))
        self.alphas_normal = nn.Parameter(1e-3 * torch.randn(edges, len(SEARCHED)))
        self.alphas_reduce = nn.Parameter(1e-3 * torch.randn(edges, len(SEARCHED)))

    def alphas(self):
        return [self.alphas_normal, self.alphas_reduce]

    def weights(self):
        return [parameter for name, parameter in self.named_parameters() if not name.startswith("alphas_")]

    def forward(self, images):
        normal, reduce = self.alphas_normal.softmax(-1), self.alphas_reduce.softmax(-1)
        s0 = s1 = self.stem(images)
        for cell in self.cells:
            s0, s1 = s1, cell(s0, s1, reduce if cell.reduction else normal)
        return self.classifier(s1.mean((2, 3)))


TYPES = {"F32": torch.float32, "F64": torch.float64, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64}


def read_safetensors(path):
    """The tensors of a file by name."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        dtype = TYPES[entry["dtype"]]
        tensors[name] = torch.frombuffer(data[begin:end], dtype=dtype).reshape(entry["shape"]) if end > begin else torch.empty(entry["shape"], dtype=dtype)
    return tensors


def write_safetensors(tensors, path):
    """Writes tensors as a file of safetensors; what its own package would write, but for the order."""
    header, parts, begin = {}, [], 0
    for name, tensor in sorted(tensors.items()):
        part = tensor.detach().cpu().contiguous().view(-1).numpy().tobytes()
        dtype = next(key for key, dtype in TYPES.items() if dtype == tensor.dtype)
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [begin, begin + len(part)]}
        parts.append(part)
        begin += len(part)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def load(module, tensors):
    """Puts a network's state in; everything has to fit but PyTorch's counters of batches."""
    result = module.load_state_dict(tensors, strict=False)
    missing = [name for name in result.missing_keys if not name.endswith("num_batches_tracked")]
    if missing or result.unexpected_keys:
        raise ValueError(f"The weights do not fit the port: missing {missing[:5]}, unexpected {result.unexpected_keys[:5]}.")
