#!/usr/bin/env bash
# Parity tests and measurements on the device of this machine, against the libtorch or PyTorch found here.
set -uo pipefail

usage() {
    cat <<'TEXT'
Runs the parity tests on a device, then measures our networks, the plain ones and a PyTorch port. Needs neither the .NET SDK nor a network.

  benchmarks/gpu/run.sh [--torch PATH] [--device cuda] [--out FOLDER] [--only STEPS] [--precision NAME]
                        [--rounds N] [--limit SECONDS] [--shim FOLDER]

--torch PATH      a Python that has PyTorch, or a folder with libtorch_cpu.so (or with lib/libtorch_cpu.so). Default: what python3 imports.
--device NAME     cuda (default), cuda:N or cpu.
--out FOLDER      where results go; default darts-gpu-results. Steps that ran before keep their results there.
--only STEPS      some of bind,parity,peers,check,eager,compiled, separated by commas. Default: all, in this order.
--precision NAME  fp32 or bf16; default both, and on a CPU, which gains nothing from bf16 without instructions for it, fp32.
--rounds N        how often each is timed; default 11.
--limit SECONDS   how long one test program or measurement may take; default 600.
--shim FOLDER     src/Native/LibTorchSharp of TorchSharp 0.107.0's source: compiled here (g++, PyTorch's headers) if the packaged library does not bind.

FOLDER/results.md and results.json hold what was measured, FOLDER/*.log what was said. A step that fails is reported and the next goes on.
Exit codes: 0 all steps went well, 1 some did not, 2 bad usage or nothing to run.

Examples:
  darts-gpu/run.sh --device cuda
  benchmarks/gpu/run.sh --torch ~/venv/bin/python --only bind,parity
  benchmarks/gpu/run.sh --torch /opt/libtorch --device cpu --only peers --rounds 3
TEXT
}

fail() { echo "$1" >&2; exit 2; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
torch="" device=cuda out=darts-gpu-results only=bind,parity,peers,check,eager,compiled precision="" rounds=11 limit=600 shim=""
while [ $# -gt 0 ]; do
    case "$1" in
        -h|--help) usage; exit 0 ;;
        --torch|--device|--out|--only|--precision|--rounds|--limit|--shim)
            [ $# -ge 2 ] || fail "$1 needs a value; see --help."
            declare "${1#--}=$2"; shift 2 ;;
        *) fail "There is no option '$1'; see --help." ;;
    esac
done
[[ $device =~ ^(cpu|cuda(:[0-9]+)?)$ ]] || fail "--device is '$device'; it can be cpu, cuda or cuda:N."
[[ $precision =~ ^(|fp32|bf16)$ ]] || fail "--precision is '$precision'; it can be fp32 or bf16."
[[ $rounds =~ ^[1-9][0-9]*$ ]] || fail "--rounds is '$rounds'; it is a number from 1 on."
[[ $limit =~ ^[1-9][0-9]*$ ]] || fail "--limit is '$limit'; it is a number of seconds."
for step in ${only//,/ }; do
    [[ $step =~ ^(bind|parity|peers|check|eager|compiled)$ ]] || fail "There is no step '$step'; the steps are bind, parity, peers, check, eager and compiled."
done

# The programs: beside this script in the archive, in artifacts in the repository.
bin=$here/bin genotype=$here/darts-v2.genotype.json
if [ ! -x "$bin/Darts.Benchmarks" ]; then
    root=$(cd "$here/../.." && pwd)
    bin=$root/artifacts/gpu/darts-gpu/bin genotype=$root/genotypes/darts-v2.genotype.json
    if [ ! -x "$bin/Darts.Benchmarks" ]; then
        command -v dotnet >/dev/null || fail "There are no programs in '$bin' and no .NET SDK to make them: run benchmarks/gpu/publish.sh where there is one, and bring the archive here."
        "$here/publish.sh" || fail "publish.sh failed."
    fi
fi

# libtorch, and a Python with PyTorch for the port.
torch_lib_of() { "$1" -c 'import os, torch; print(os.path.join(os.path.dirname(torch.__file__), "lib"))' 2>/dev/null; }
python="" lib=""
if [ -z "$torch" ]; then
    for candidate in python3 python /usr/bin/python3; do
        if lib=$(torch_lib_of "$candidate") && [ -n "$lib" ]; then python=$candidate; break; fi
    done
    [ -n "$python" ] || fail "No python3 here imports torch. Name a Python that does, or a libtorch folder: --torch PATH."
elif [ -d "$torch" ]; then
    lib=$torch
    [ -e "$lib/libtorch_cpu.so" ] || lib=$torch/lib
    python=$(command -v python3 || true)
elif lib=$(torch_lib_of "$torch") && [ -n "$lib" ]; then
    python=$torch
fi
[ -n "$lib" ] && [ -e "$lib/libtorch_cpu.so" ] || fail "--torch is '$torch': neither a folder with libtorch_cpu.so nor a Python that imports torch."
lib=$(cd "$lib" && pwd)
# A wheel's CUDA libraries lie beside it; its own search path does not find them where the files are links.
search=$lib
for folder in "$lib"/../../nvidia/*/lib; do [ -d "$folder" ] && search=$search:$folder; done
if [ "$device" != cpu ] && [ ! -e "$lib/libtorch_cuda.so" ]; then
    fail "The libtorch in '$lib' has no CUDA (no libtorch_cuda.so). Name another with --torch, or use --device cpu."
fi
has_port() { [ -n "$python" ] && [ -n "$(torch_lib_of "$python")" ]; }

mkdir -p "$out/home" || fail "The folder '$out' cannot be made."
out=$(cd "$out" && pwd)
export DARTS_TEST_DEVICE=$device TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PYTHONDONTWRITEBYTECODE=1
failures=0

# A table of what was run: step, exit code, seconds. The last line of a step counts.
note() { printf '%s\t%s\t%s\n' "$1" "$2" "$3" >> "$out/steps.tsv"; }

# step NAME COMMAND...: standard output into NAME.out, errors into NAME.log.
step() {
    local name=$1 begin=$SECONDS code=0
    shift
    printf '== %s ... ' "$name"
    timeout -k 10 "$limit" "$@" > "$out/$name.out" 2> "$out/$name.log" || code=$?
    note "$name" "$code" $((SECONDS - begin))
    case $code in
        0) echo "done, $((SECONDS - begin)) s" ;;
        3) echo "skipped: $(tail -n 1 "$out/$name.log")" ;;
        124|137) echo "stopped after $limit s (--limit)"; failures=$((failures + 1)) ;;
        *) echo "FAILED with exit code $code:"; tail -n 6 "$out/$name.out" "$out/$name.log" | sed 's/^/     /'; failures=$((failures + 1)) ;;
    esac
    return "$code"
}

# Where a NuGet cache is in sight, TorchSharp copies another libtorch from there if this one fails: not what is to be measured.
ours() { local name=$1 program=$2; shift 2; step "$name" env LD_LIBRARY_PATH="$search" HOME="$out/home" NUGET_PACKAGES="$out/home" "$bin/$program" "$@"; }
port() { local name=$1; shift; step "$name" "$python" "$here/torch_measure.py" "$@" --device "$device"; }
wants() { [[ ",$only," == *",$1,"* ]]; }

unbound() { LD_LIBRARY_PATH=$search ldd -r "$bin/libLibTorchSharp.so" 2>&1 | grep -E 'undefined symbol|not found' | grep -v 'weak version'; }

build_shim() {
    local include=$lib/../include sources=() objects=$out/shim
    [ -d "$include/torch" ] || { echo "There are no headers in '$include'."; return 1; }
    command -v g++ >/dev/null || { echo "There is no g++."; return 1; }
    mkdir -p "$objects"
    local abi
    abi=$("${python:-python3}" -c 'import torch; print(int(torch._C._GLIBCXX_USE_CXX11_ABI))' 2>/dev/null || echo 1)
    for source in "$shim"/*.cpp "$shim"/*.c; do [ -e "$source" ] && sources+=("$source"); done
    [ ${#sources[@]} -gt 0 ] || { echo "There is no source in '$shim'."; return 1; }
    printf '%s\0' "${sources[@]}" | xargs -0 -P "$(nproc)" -I{} sh -c '
        case "$1" in *.c) compiler="gcc" ;; *) compiler="g++ -std=c++17" ;; esac
        $compiler -O2 -fPIC -w -DNDEBUG -D_GLIBCXX_USE_CXX11_ABI='"$abi"' -I"$2" -I"$2/torch/csrc/api/include" -c "$1" -o "$3/$(basename "$1").o"' sh {} "$include" "$objects" || return 1
    g++ -shared -o "$objects/libLibTorchSharp.so" "$objects"/*.o -L"$lib" -ltorch -ltorch_cpu -lc10 -Wl,-rpath,'$ORIGIN' || return 1
    # Renamed over the packaged one: that file may be a link to one that others use.
    cp "$objects/libLibTorchSharp.so" "$bin/.libLibTorchSharp.new" && mv "$bin/.libLibTorchSharp.new" "$bin/libLibTorchSharp.so"
}

precisions=$precision
[ -n "$precisions" ] || { [ "$device" = cpu ] && precisions=fp32 || precisions="fp32 bf16"; }

if wants bind; then
    missing=$(unbound)
    if [ -n "$missing" ] && [ -n "$shim" ]; then
        echo "TorchSharp's library does not bind to '$lib'; compiling it from '$shim'."
        build_shim > "$out/shim.log" 2>&1 || { echo "Compiling failed:"; tail -n 15 "$out/shim.log"; }
        missing=$(unbound)
    fi
    printf '%s\n' "$missing" > "$out/bind.log"
    if [ -z "$missing" ]; then
        echo "== bind ... TorchSharp's library binds to '$lib'"
        note bind 0 0
    else
        echo "== bind ... FAILED: of what TorchSharp's library needs, $(printf '%s\n' "$missing" | wc -l) things are not in '$lib':"
        printf '%s\n' "$missing" | head -n 10 | c++filt 2>/dev/null | sed 's/^/     /'
        cat <<TEXT
     The library was built against libtorch 2.10. Functions that are never called do no harm, so the next steps are tried all the same.
     If they fail: use a PyTorch 2.10, or get the source of TorchSharp 0.107.0 and run again with --shim .../src/Native/LibTorchSharp.
TEXT
        note bind 1 0
        failures=$((failures + 1))
    fi
fi

if wants parity; then
    for project in Networks Evaluation Search; do
        ours "parity-$project" "Darts.$project.Tests" -trait device=any -noColor
        grep -h 'Total:' "$out/parity-$project.out" 2>/dev/null | sed 's/^ */     /'
    done
fi

if wants peers; then
    for peer in inference training search recurrent; do
        for precision in $precisions; do
            ours "peers-$peer-$precision" Darts.Benchmarks peers "$peer" --device "$device" --precision "$precision" --rounds "$rounds" --json
        done
    done
fi

if wants check || wants eager || wants compiled; then
    if ! has_port; then
        echo "== The PyTorch port is left out: no Python with PyTorch (--torch)."
        note port 3 0
        only=""
    fi
fi
if wants check; then
    ours example Darts.Benchmarks example --out "$out/example" --device "$device" && port check check "$out/example" && cat "$out/check.out"
fi

batches_of() {
    case "$1-$device" in
        inference-cpu) echo 1 8 64 ;; inference-*) echo 1 8 64 256 ;;
        training-cpu|search-cpu) echo 16 ;; training-*) echo 16 96 ;; search-*) echo 16 64 ;;
    esac
}
measure() {
    for what in inference training search; do
        for batch in $(batches_of "$what"); do
            for precision in $precisions; do
                port "port-$what-$batch-$precision-$1" "$what" --genotype "$genotype" --batch "$batch" --precision "$precision" --mode "$1" --rounds "$rounds"
            done
        done
    done
}
if wants eager; then measure eager; fi
if wants compiled; then
    # Asked once, not once a measurement.
    if "$python" -c 'import sys, torch; sys.exit(not hasattr(torch, "compile"))'; then
        measure compiled
        [ "$device" = cpu ] || measure graphs
    else
        echo "== compiled ... skipped: this PyTorch has no torch.compile"
        note compiled 3 0
    fi
fi

reporter=$python
command -v "${reporter:-none}" >/dev/null || reporter=$(command -v python3 || true)
if [ -z "$reporter" ]; then
    echo "There is no Python to write the table: the measurements are in $out/*.out, as JSON."
else
    "$reporter" "$here/report.py" "$out" --device "$device" --commit "$(cat "$here/commit" 2>/dev/null || git -C "$here" rev-parse HEAD 2>/dev/null || echo unknown)" && cat "$out/results.md"
fi
[ "$failures" -eq 0 ] || { echo "$failures steps did not go well; their output is in '$out'."; exit 1; }
