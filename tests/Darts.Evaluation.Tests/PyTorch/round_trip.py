"""The PyTorch end of a weights file's way: answers each line of JSON on its input with one on its output.

make: a model of a genotype file's network with random weights; writes its state as a user would, and an example of what it computes.
check: another model of the network takes a state, strictly, and every tensor is compared with that of the first, bit by bit.
"""
import json
import sys

import torch

import torch_port as port

try:
    from safetensors.torch import load_file, save_file
except ImportError:
    load_file, save_file = port.read_safetensors, port.write_safetensors

torch.set_num_threads(1)


def model(request):
    with open(request["genotype"], encoding="utf-8") as file:
        genotype = json.load(file)
    spec = next(network for network in genotype["networks"] if network["name"] == request["network"])
    return port.network_of(genotype, spec).eval(), spec


@torch.no_grad()
def make(request):
    torch.manual_seed(request["seed"])
    network, spec = model(request)
    for name, tensor in network.state_dict().items():
        # As after a training: nothing is where it began.
        if name.endswith("num_batches_tracked"):
            tensor.fill_(7)
        elif name.endswith("running_var") or (tensor.dim() == 1 and name.endswith("weight")):
            tensor.uniform_(0.5, 1.5)
        elif tensor.dim() == 1:
            tensor.normal_(0, 0.2)
        elif spec["macro"] == "language":
            tensor.normal_(0, 0.3)
    prefix = "module." if request["parallel"] else ""
    save_file({prefix + key: value.clone() for key, value in network.state_dict().items()}, request["state"])
    if spec["macro"] == "language":
        example = {"tokens": torch.randint(spec["vocabulary"], (5, 3)), "hidden": torch.randn(3, spec["hidden"])}
        example["expected"] = network(example["tokens"], example["hidden"])
    else:
        example = {"images": torch.randn(2, *spec["input"])}
        example["expected"] = network(example["images"])[0]
    save_file({key: value.contiguous() for key, value in example.items()}, request["example"])
    return {"torch": torch.__version__}


def check(request):
    network, _ = model(request)
    network.load_state_dict(load_file(request["state"]))
    returned = network.state_dict()
    compared = 0
    for name, tensor in load_file(request["original"]).items():
        name = name[len("module."):] if name.startswith("module.") else name
        if name.endswith("num_batches_tracked"):
            continue
        mine = returned.pop(name)
        if mine.shape != tensor.shape or mine.numpy().tobytes() != tensor.numpy().tobytes():
            return {"error": f"{name} is another"}
        compared += 1
    left = [name for name in returned if not name.endswith("num_batches_tracked")]
    return {"error": f"{left} came from nowhere"} if left else {"compared": compared}


COMMANDS = {"make": make, "check": check}
for line in sys.stdin:
    given = json.loads(line)
    try:
        answer = COMMANDS[given["command"]](given)
    except Exception as error:  # pylint: disable=broad-except
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
