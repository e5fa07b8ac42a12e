#!/usr/bin/env bash
# Publishes what run.sh needs on a machine with a GPU that has neither the .NET SDK nor this repository.
set -euo pipefail

usage() {
    cat <<'TEXT'
Publishes the benchmarks and the parity tests for linux-x64, with the .NET runtime and without libtorch, into one folder and one archive.

  benchmarks/gpu/publish.sh [FOLDER]

FOLDER            where to; made anew. Default: artifacts/gpu/darts-gpu. The archive is FOLDER.tar.xz.

Then, on the machine with the GPU and PyTorch:
  tar xf darts-gpu.tar.xz && darts-gpu/run.sh --device cuda
TEXT
}

case "${1:-}" in -h|--help) usage; exit 0 ;; -*) usage >&2; exit 2 ;; esac
[ $# -le 1 ] || { usage >&2; exit 2; }
command -v dotnet >/dev/null || { echo "publish.sh needs the .NET SDK (dotnet): run it where that is and take the archive to the GPU." >&2; exit 2; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=${1:-$root/artifacts/gpu/darts-gpu}
if [ -e "$folder" ] && [ ! -e "$folder/.darts-gpu" ] && [ -n "$(ls -A "$folder")" ]; then
    echo "'$folder' is there and was not made by this script: it is left alone. Name another folder." >&2
    exit 2
fi
rm -rf "$folder"
mkdir -p "$folder/bin"
touch "$folder/.darts-gpu"
folder=$(cd "$folder" && pwd)

# One folder for all: they share the runtime. Artifacts of their own: a restore without libtorch must not replace that of the usual builds.
for project in \
    benchmarks/Darts.Benchmarks/Darts.Benchmarks.csproj \
    tests/Darts.Networks.Tests/Darts.Networks.Tests.csproj \
    tests/Darts.Evaluation.Tests/Darts.Evaluation.Tests.csproj \
    tests/Darts.Search.Tests/Darts.Search.Tests.csproj; do
    echo "== $(basename "$project" .csproj)"
    dotnet publish "$root/$project" -c Release -r linux-x64 --self-contained true -o "$folder/bin" --artifacts-path "$root/artifacts/gpu/build" \
        -p:TorchBackend=external -p:DebugType=none -p:PublishDocumentationFiles=false -m:1 -v:quiet -nologo
done

# ONNX Runtime's package brings its library for Windows as well.
rm -f "$folder"/bin/onnxruntime*.dll
if ls "$folder"/bin/libtorch*.so* >/dev/null 2>&1; then
    echo "There is a libtorch in '$folder/bin'; two in one process would crash it." >&2
    exit 1
fi
cp "$here/run.sh" "$here/report.py" "$here/torch_port.py" "$here/torch_measure.py" "$root/genotypes/darts-v2.genotype.json" "$folder/"
git -C "$root" rev-parse HEAD > "$folder/commit" 2>/dev/null || echo unknown > "$folder/commit"
tar -C "$(dirname "$folder")" --owner=0 --group=0 --mode=a+rX -cf - "$(basename "$folder")" | xz -T0 -6 > "$folder.tar.xz"
du -sh --apparent-size "$folder" "$folder.tar.xz"
