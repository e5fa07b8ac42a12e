"""Gathers what run.sh left in a folder into results.json and a Markdown table, results.md."""
import argparse
import json
import os
import platform
import re
import subprocess

NOT_MEASURED = "not measured"
PEERS = ["plain", "fused for training", "ONNX Runtime", "PyTorch eager", "PyTorch compiled", "PyTorch graphs"]
HEADINGS = {"plain": "fusion off", "fused for training": "fused, training form", "PyTorch graphs": "PyTorch compiled, CUDA graphs"}


def lines(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read().splitlines()


def steps(folder):
    """Of each step the last run: name → (exit code, seconds)."""
    found = {}
    for line in lines(os.path.join(folder, "steps.tsv")):
        name, code, seconds = line.split("\t")
        found.pop(name, None)
        found[name] = (int(code), int(seconds))
    return found


def read(folder, name):
    try:
        return json.loads("\n".join(lines(os.path.join(folder, name + ".out"))))
    except ValueError:
        return None


def measurements(folder, done):
    """Times in milliseconds by what was measured and peer; ours are the peer 'ours'."""
    times, shares = {}, {}
    for name, (code, _) in done.items():
        found = read(folder, name) if code == 0 and name.startswith(("peers-", "port-")) else None
        for result in found if isinstance(found, list) else [found] if found else []:
            of = times.setdefault(result["name"], {})
            if "ours_ms" in result:
                of["ours"] = result["ours_ms"]
                shares[result["name"]] = result["limit_share"]
            of[result["peer"]] = result.get("peer_ms", result.get("ms"))
    return times, shares


def order(name):
    """Images before words; then what is done, its precision and its batch."""
    kind, batch = re.split(", batch ", name)
    return "word" in name, ["inference", "training", "next", "search"].index(re.match(r"\w+", kind).group()), kind, "bf16" in batch, int(batch.split(",")[0])


def device_name(device):
    if device != "cpu":
        query = ["nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"]
        try:
            return subprocess.run(query, capture_output=True, text=True, check=True, timeout=60).stdout.splitlines()[int((device + ":0").split(":")[1])]
        except (OSError, subprocess.SubprocessError, IndexError):
            return device
    models = [line.split(":", 1)[1].strip() for line in lines("/proc/cpuinfo") if line.startswith("model name")]
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} threads"


def milliseconds(value):
    return NOT_MEASURED if value is None else f"{value:.4g}"


def cell(value, ours):
    """A peer's time and how many times as fast ours is."""
    if value is None:
        return NOT_MEASURED
    return f"{value:.4g} ({value / ours:.2f}×)" if ours else f"{value:.4g}"


def markdown(times, done, facts):
    peers = [peer for peer in PEERS if peer in ("plain", "PyTorch eager", "PyTorch compiled") or any(peer in of for of in times.values())]
    rows = [["what", "ours, ms", *(HEADINGS.get(peer, peer) + ", ms" for peer in peers)]]
    rows.append(["---"] * len(rows[0]))
    for name in sorted(times, key=order):
        of = times[name]
        rows.append([name, milliseconds(of.get("ours")), *(cell(of.get(peer), of.get("ours")) for peer in peers)])
    text = [f"Device: {facts['device']}. PyTorch: {facts['torch']}. Commit: {facts['commit']}. Medians; in parentheses how many times as fast ours is.", ""]
    text += ["| " + " | ".join(row) + " |" for row in rows]
    text.append("")
    for name, (code, seconds) in done.items():
        if code == 3:
            text.append(f"- {name}: skipped")
        elif code != 0:
            text.append(f"- {name}: failed with exit code {code} after {seconds} s")
    for name in done:
        text += [f"- {name}: {line.split('Total:', 1)[1].strip()}" for line in lines(f"{facts['folder']}/{name}.out") if name.startswith("parity-") and "Total:" in line]
    return "\n".join(text).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--device", required=True)
    parser.add_argument("--commit", default="unknown")
    arguments = parser.parse_args()
    done = steps(arguments.folder)
    times, shares = measurements(arguments.folder, done)
    versions = {found["torch"] for name in done if name.startswith("port-") for found in [read(arguments.folder, name)] if found}
    facts = {"device": device_name(arguments.device), "torch": ", ".join(sorted(versions)) or NOT_MEASURED, "commit": arguments.commit[:12]}
    results = [
        {"name": name, "peer": peer, "ours_ms": of.get("ours"), "peer_ms": value,
         "ratio": value / of["ours"] if of.get("ours") else None, "limit_share": shares.get(name)}
        for name, of in sorted(times.items(), key=lambda entry: order(entry[0])) for peer, value in of.items() if peer != "ours"]
    document = {**facts, "steps": {name: {"exit_code": code, "seconds": seconds} for name, (code, seconds) in done.items()}, "results": results}
    with open(os.path.join(arguments.folder, "results.json"), "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2)
    with open(os.path.join(arguments.folder, "results.md"), "w", encoding="utf-8") as file:
        file.write(markdown(times, done, {**facts, "folder": arguments.folder}))


if __name__ == "__main__":
    main()
