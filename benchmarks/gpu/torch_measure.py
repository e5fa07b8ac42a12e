"""Checks the PyTorch port against what our benchmarks wrote, and measures it. One measurement a process: run.sh starts them and lives on if one fails.

  python3 torch_measure.py check EXAMPLE [--device cuda]
  python3 torch_measure.py inference|training|search --genotype FILE --batch N [--device cuda] [--mode eager|compiled|graphs] [--precision fp32|bf16]

EXAMPLE is the folder that `Darts.Benchmarks example --out EXAMPLE` wrote. Every measurement prints one JSON object.
Exit codes: 0 done, 1 the check found a difference, 2 something is wrong, 3 this PyTorch cannot do that.
"""
import argparse
import contextlib
import json
import os
import statistics
import sys
import time

import torch
from torch.nn import functional as F

import torch_port as port

DROP_PATH, AUXILIARY_WEIGHT, CLIP = 0.2, 0.4, 5.0
# In float32; and in float64, where gradients are kept in float32.
TOLERANCE, TRAINING_TOLERANCE = 1e-4, 1e-6
SKIPPED = 3
# As our benchmarks call it.
NAMES = {"inference": "inference", "training": "training step", "search": "search step, first order"}


def cifar(genotype):
    return next(network for network in genotype["networks"] if network["macro"] == "cifar")


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def loss_of(network, images, labels):
    logits, auxiliary = network(images)
    return F.cross_entropy(logits, labels) + AUXILIARY_WEIGHT * F.cross_entropy(auxiliary, labels)


def both(gradients, parameters):
    """Ours and the port's, each as one vector; a parameter that nothing reads has none."""
    theirs = [torch.zeros_like(parameters[name]) if parameters[name].grad is None else parameters[name].grad for name in gradients]
    return torch.cat([gradient.flatten() for gradient in gradients.values()]), torch.cat([gradient.flatten() for gradient in theirs])


def check(arguments):
    """Logits in evaluation in float32, and loss and gradients of one step in float64, of the network and of the supernet."""
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False
    device = torch.device(arguments.device)
    folder = arguments.example
    genotype = read_json(os.path.join(folder, "genotype.json"))
    faults = 0

    def compare(name, ours, theirs, tolerance):
        nonlocal faults
        ours, theirs = ours.to(device).double(), theirs.detach().double()
        error = float((ours - theirs).norm() / theirs.norm())
        good = error <= tolerance
        faults += not good
        print(f"{'same ' if good else 'WRONG'}  {name}: relative difference {error:.1e}, allowed {tolerance:.0e}")

    def example(name):
        tensors = port.read_safetensors(os.path.join(folder, f"{name}.safetensors"))
        parts = {part: {key[len(part) + 1:]: value.to(device) for key, value in tensors.items() if key.startswith(part + ".")}
                 for part in ("state", "grad")}
        return parts["state"], parts["grad"], {key: value.to(device) for key, value in tensors.items() if not key.startswith(("state.", "grad."))}

    state, gradients, given = example("network")
    spec = cifar(genotype)
    network = port.Network(genotype, int(given["channels"]), int(given["layers"]), spec["classes"]).to(device)
    port.load(network, state)
    network.eval()
    with torch.no_grad():
        compare("network, logits in evaluation", given["logits"], network(given["images"])[0], TOLERANCE)
    network.double().train()
    loss = loss_of(network, given["images"].double(), given["labels"])
    loss.backward()
    compare("network, loss of a training step", given["loss"], loss, TRAINING_TOLERANCE)
    parameters = dict(network.named_parameters())
    compare(f"network, gradients of {len(gradients)} parameters", *both(gradients, parameters), TRAINING_TOLERANCE)

    state, gradients, given = example("supernet")
    supernet = port.Supernet(int(given["channels"]), int(given["layers"]), spec["classes"]).double().to(device)
    port.load(supernet, state)
    logits = supernet(given["images"])
    loss = F.cross_entropy(logits, given["labels"])
    loss.backward()
    compare("supernet, logits in training", given["logits"], logits, TRAINING_TOLERANCE)
    compare("supernet, loss of a search step", given["loss"], loss, TRAINING_TOLERANCE)
    parameters = dict(supernet.named_parameters())
    compare(f"supernet, gradients of {len(gradients)} parameters", *both(gradients, parameters), TRAINING_TOLERANCE)
    for name in ("alphas_normal", "alphas_reduce"):
        compare(f"supernet, gradient of {name}", gradients[name], parameters[name].grad, TRAINING_TOLERANCE)
    return 1 if faults else 0


class Measurement:
    """What to repeat, and how it is timed: until the device has done it."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.device = torch.device(arguments.device)
        self.genotype = read_json(arguments.genotype)
        torch.manual_seed(0)
        torch.backends.cudnn.benchmark = arguments.cudnn_benchmark

    def images(self):
        return torch.randn(self.arguments.batch, 3, 32, 32, device=self.device)

    def labels(self):
        return torch.randint(10, (self.arguments.batch,), device=self.device)

    def autocast(self):
        if self.arguments.precision == "fp32":
            return contextlib.nullcontext()
        return torch.autocast(self.device.type, dtype=torch.bfloat16)

    def compiled(self, module):
        mode = self.arguments.mode
        if mode == "eager":
            return module
        if not hasattr(torch, "compile"):
            raise NotImplementedError(f"PyTorch {torch.__version__} has no torch.compile")
        return torch.compile(module, mode="reduce-overhead" if mode == "graphs" else "default")

    def network(self):
        spec = cifar(self.genotype)
        channels, layers = self.arguments.channels or spec["channels"], self.arguments.layers or spec["layers"]
        return port.Network(self.genotype, channels, layers, spec["classes"]).to(self.device)

    def inference(self):
        network = self.network().eval()
        run, images = self.compiled(network), self.images()

        def step():
            with torch.inference_mode(), self.autocast():
                return run(images)[0]
        return step

    def training(self):
        network = self.network().train()
        network.drop_path = DROP_PATH
        optimizer = torch.optim.SGD(network.parameters(), 0.025, 0.9, weight_decay=3e-4)
        run, images, labels = self.compiled(network), self.images(), self.labels()

        def step():
            optimizer.zero_grad(set_to_none=True)
            with self.autocast():
                loss = loss_of(run, images, labels)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimizer.step()
            return loss
        return step

    def search(self):
        """First order: a step of α on a validation batch, one of the weights on a training batch."""
        supernet = port.Supernet(self.arguments.channels or 16, self.arguments.layers or 8, 10).to(self.device).train()
        weights = supernet.weights()
        optimizer = torch.optim.SGD(weights, 0.025, 0.9, weight_decay=3e-4)
        architect = torch.optim.Adam(supernet.alphas(), 3e-4, (0.5, 0.999), weight_decay=1e-3)
        run, train, validation = self.compiled(supernet), (self.images(), self.labels()), (self.images(), self.labels())

        def backward(batch):
            # All gradients each time, as the original does.
            supernet.zero_grad(set_to_none=True)
            with self.autocast():
                loss = F.cross_entropy(run(batch[0]), batch[1])
            loss.backward()
            return loss

        def step():
            backward(validation)
            architect.step()
            loss = backward(train)
            torch.nn.utils.clip_grad_norm_(weights, CLIP)
            optimizer.step()
            return loss
        return step

    def wait(self):
        if self.device.type == "cuda":
            torch.cuda.synchronize()

    def timed(self, step):
        begin = time.perf_counter()
        step()
        self.wait()
        return 1000 * (time.perf_counter() - begin)

    def run(self):
        step = getattr(self, self.arguments.what)()
        first = self.timed(step)
        for _ in range(self.arguments.warmup):
            self.timed(step)
        if self.device.type == "cuda":
            torch.cuda.reset_peak_memory_stats()
        times = [self.timed(step) for _ in range(self.arguments.rounds)]
        return {
            "name": f"{NAMES[self.arguments.what]}, batch {self.arguments.batch}" + ("" if self.arguments.precision == "fp32" else ", bf16"),
            "peer": f"PyTorch {self.arguments.mode}",
            "ms": statistics.median(times),
            "first_ms": first,
            "peak_bytes": torch.cuda.max_memory_allocated() if self.device.type == "cuda" else None,
            "torch": torch.__version__,
        }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["check", "inference", "training", "search"])
    parser.add_argument("example", nargs="?")
    parser.add_argument("--genotype")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--mode", choices=["eager", "compiled", "graphs"], default="eager")
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--warmup", type=int, default=3)
    parser.add_argument("--channels", type=int, help="in place of the genotype's 36 or the search's 16")
    parser.add_argument("--layers", type=int, help="in place of the genotype's 20 or the search's 8")
    parser.add_argument("--cudnn-benchmark", action="store_true", help="let cuDNN try its algorithms first")
    arguments = parser.parse_args()
    needed = ("example",) if arguments.what == "check" else ("genotype",)
    if not all(getattr(arguments, name) for name in needed):
        parser.error(f"{arguments.what} needs {' '.join(needed)}")
    if arguments.what == "check":
        return check(arguments)
    try:
        print(json.dumps(Measurement(arguments).run()))
    except NotImplementedError as reason:
        print(f"skipped: {reason}", file=sys.stderr)
        return SKIPPED
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, RuntimeError) as fault:
        print(f"{type(fault).__name__}: {fault}", file=sys.stderr)
        sys.exit(2)
