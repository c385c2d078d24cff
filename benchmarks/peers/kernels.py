"""Times the kernels of attn, numpy with scipy, and PyTorch on the same files; prints the ratios as Markdown.

    mvn -q -Pquick -pl benchmarks -am package
    python3 benchmarks/peers/kernels.py > benchmarks/results/kernels.md        (all: about twelve minutes)
    python3 benchmarks/peers/kernels.py --quick --only entropy,mean            (while a kernel is written)
    python3 benchmarks/peers/kernels.py --readme                               (copies the aims of the results there)

Every form of a peer must compute what attn computes, else the run ends with an error. Of several forms the fastest
counts, of several repeats the best. Libraries are taken from this Python or from Debian's (/usr/bin/python3), where
`python3-torch` is; one that neither has is left out, and named.
"""

import argparse
import collections
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
JAR = HERE.parent / "target" / "benchmarks.jar"
PEERS = {"numpy": "numpy, scipy", "torch": "PyTorch"}
PYTHONS = dict.fromkeys([sys.executable, "/usr/bin/python3"])
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

Case = collections.namedtuple("Case", "name kernel size tolerance aims")
Against = collections.namedtuple("Against", "name kernel size peer other tolerance aim", defaults=[None])

HEADS = {"layers": 12, "heads": 12, "n": 1024}
PRODUCT = {"layers": 12, "heads": 1, "n": 1024}



def reading(stored, aim=None):
    """Sums of one thread; the sums are compared by the benchmark itself."""
    size = {"format": stored, "n": 8192}
    return Against("read-" + stored, "MappedReading.rows", size, "sum of a float[]", "MappedReading.array", None, aim)


CASES = [
    Case("mean", "HeadReduction.mean", HEADS, 1e-6, {"numpy": 1.0}),
    Case("max", "HeadReduction.max", HEADS, 0, {"numpy": 1.0}),
    Case("entropy", "RowMetricsPass.entropy", HEADS, 1e-5, {"numpy": 1.0, "torch": 0.4}),
    Against("rowMetrics", "RowMetricsPass.allRowMetrics", HEADS, "entropy alone", "RowMetricsPass.entropy", 1e-9, 2.0),
    Case("saliency", "SaliencyMaps.absOfSum", HEADS, 1e-5, {"numpy": 1.0}),
    Case("rolloutCausal", "RolloutProduct.product", PRODUCT | {"mask": "causal"}, 1e-5, {"torch": 1.0}),
    Case("rolloutFull", "RolloutProduct.product", PRODUCT | {"mask": "full"}, 1e-4, {"numpy": 1.0}),
    Against(
        "commonsMath",
        "RolloutProduct.product",
        PRODUCT | {"n": 512, "mask": "full"},
        "Commons Math",
        "RolloutProduct.commonsMath",
        1e-6,
    ),
    Case("distances128", "PairDistances.jensenShannon", HEADS | {"n": 128}, 1e-4, {}),
    Case("distances512", "PairDistances.jensenShannon", HEADS | {"n": 512}, 1e-4, {}),
    Case("attention", "Recomputation.attention", HEADS | {"layers": 1}, 1e-5, {}),
    Case("streamedEntropy", "Recomputation.streamedEntropy", HEADS | {"layers": 1, "n": 2048}, 1e-5, {}),
    Case("reduceMax", "ValueReduction.cells", {"layers": 1, "heads": 1, "n": 8192, "kind": "MAX"}, 0, {}),
    Case("reduceMean", "ValueReduction.cells", {"layers": 1, "heads": 1, "n": 8192, "kind": "MEAN"}, 1e-5, {}),
    reading("f32", 1.25),
    reading("bigEndian"),
    reading("bf16", 2.0),
    reading("f16"),
    reading("f64"),
]


def java(folder, *arguments, capture=False):
    command = ["java", "-Djava.awt.headless=true", f"-Dattn.benchmarks.data={folder}", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"failed: {' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def jmh(folder, kernel, size, threads, options):
    """Returns the times of one call in each iteration, in milliseconds, by threads."""
    out = folder / "jmh.json"
    settings = [word for key, value in size.items() for word in ("-p", f"{key}={value}")]
    java(
        folder,
        *("-jar", JAR, kernel.replace(".", r"\.") + "$", *settings, "-p", "threads=" + ",".join(threads)),
        *("-foe", "true", "-rf", "json", "-rff", out, *options),
    )
    return {
        entry["params"].get("threads", "all"): entry["primaryMetric"]["rawData"][0]
        for entry in json.loads(out.read_text())
    }


def result(folder, case, kernel, name):
    """Writes what attn computes to a file."""
    settings = [f"{key}={value}" for key, value in case.size.items()]
    java(folder, "-cp", JAR, "dev.attn.benchmarks.KernelResults", kernel, *settings, folder / name)
    return folder / name


def ask(name, arguments, missing, environment=None):
    """Returns what run.py prints in the first Python that has the library it is asked for, or None."""
    for python in filter(os.path.exists, PYTHONS):
        command = [python, HERE / "forms" / "run.py", *arguments]
        done = subprocess.run([str(word) for word in command], env=environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{name}: {done.stderr}")
        report = json.loads(done.stdout)
        if "missing" not in report:
            return report
        missing[arguments[0]] = report["missing"]
    return None


def compare(folder, case, missing):
    """Ends with an error unless attn and the other way compute the same, as far as the other goes."""
    mine, other = (result(folder, case, kernel, f"{i}.npy") for i, kernel in enumerate((case.kernel, case.other)))
    ask(case.name, ["result", other, "{}", mine, case.tolerance, 0], missing)


def peer(folder, library, case, threads, repeats, missing):
    environment = {key: value for key, value in os.environ.items() if key not in THREAD_VARIABLES}
    if threads == "one":
        environment |= dict.fromkeys(THREAD_VARIABLES, "1")
    size = json.dumps(case.size | {"kernel": case.kernel, "folder": str(folder)})
    arguments = [library, threads, size, folder / "attn.npy", case.tolerance, repeats]
    return ask(case.name, arguments, missing, environment)


def forms(folder, library, case, thread_choices, repeats, missing):
    """Returns {threads: {form: times in milliseconds}}; a form without threads takes as long in both."""
    found, versions = {}, None
    for threads in thread_choices:
        report = peer(folder, library, case, threads, repeats, missing)
        if report is None:
            return None, None
        versions = report["versions"]
        found[threads] = {
            name: [1000 * t for t in form["times"]] for name, form in report["forms"].items()
        }
        if threads == "all":
            alone = {name for name, form in report["forms"].items() if not form["threaded"]}
    for threads in thread_choices:
        found[threads] |= {name: found["all"][name] for name in alone}
    return found, versions


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def machine(versions):
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    vm = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[1]
    jdk = re.sub(r"^(.*?) Runtime Environment \(build (.*)\)$", r"\1 \2", vm)
    parts = [f"{platform.system()}, {os.cpu_count()} x {processor()}, {memory:.0f} GiB", jdk, *versions]
    return "; ".join(parts)


def data(case):
    return [case.size.get(key) for key in ("layers", "heads", "n")]


def number(value):
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def verdict(ratio, aim):
    return "met" if ratio <= aim else "**missed**"


def shape(case):
    text = f"{case.size['layers']} x {case.size['heads']} x " if "heads" in case.size else ""
    text += f"{case.size['n']}²"
    return text + "".join(f" {case.size[key]}" for key in ("mask", "kind") if key in case.size)


class Tables:
    def __init__(self):
        self.aims, self.ratios, self.details = [], [], []

    def aim(self, case, peer, aim, mine, forms):
        """The first of the forms is the call that a user of the peer would write."""
        best = min(forms, key=lambda form: min(forms[form]))
        row = [f"{case.name}, {shape(case)}", peer, f"{aim:.3g}"]
        for form in (next(iter(forms)), best):
            ratio = mine / min(forms[form])
            row += [form, f"{ratio:.2f}", verdict(ratio, aim)]
        self.aims.append("| " + " | ".join(row) + " |")

    def add(self, case, peer, ours, theirs, aim):
        """theirs: {threads: {form: times}}"""
        cells = []
        for threads in ours:
            mine = min(ours[threads])
            best = min(theirs[threads], key=lambda form: min(theirs[threads][form]))
            time = min(theirs[threads][best])
            cells += [number(mine), f"{number(time)} ({best})", f"{mine / time:.2f}"]
            if threads == "all" and aim is not None:
                self.aim(case, peer, aim, mine, theirs[threads])
            print(f"{case.name}, {threads}: attn / {peer} = {mine / time:.2f}", file=sys.stderr, flush=True)
        cells += ["", "", ""] * (2 - len(ours))
        self.ratios.append(f"| {case.name}, {shape(case)} | {peer} | " + " | ".join(cells) + " |")
        for threads in theirs:
            for form, times in theirs[threads].items():
                self.detail(case, peer, form, threads, times)

    def detail(self, case, library, form, threads, times):
        best, median = number(min(times)), number(statistics.median(times))
        self.details.append(f"| {case.name} | {library} | {form} | {threads} | {best} | {median} |")


def measure(case, folder, arguments, tables, versions, missing):
    slow = case.name in ("commonsMath", "distances512")
    choices = ("all",) if arguments.quick or slow else ("all", "one")
    options = ("-wi", "1", "-i", "2") if slow else ("-wi", "2", "-i", "3") if arguments.quick else ()
    ours = jmh(folder, case.kernel, case.size, choices, options)
    for threads, times in ours.items():
        tables.detail(case, "attn", case.kernel, threads, times)
    if isinstance(case, Against):
        if case.tolerance is not None:
            compare(folder, case, missing)
        theirs = jmh(folder, case.other, case.size, choices, options)
        form = case.other.split(".")[1]
        tables.add(case, case.peer, ours, {threads: {form: times} for threads, times in theirs.items()}, case.aim)
        return
    result(folder, case, case.kernel, "attn.npy")
    for library, name in PEERS.items():
        theirs, version = forms(folder, library, case, choices, 2 if arguments.quick else 3, missing)
        if theirs is not None:
            versions[library] = version
            tables.add(case, name, ours, theirs, case.aims.get(library))


def write(tables, versions, missing):
    print("# Kernels: attn, numpy, scipy and PyTorch\n")
    command = " ".join(["python3 benchmarks/peers/kernels.py", *sys.argv[1:]])
    print(f"Made by `{command}`: the same work on the same files, warm, in one run.\n")
    print(machine(versions.values()) + ".")
    for library, reason in missing.items():
        if library not in versions:
            print(f"Without {PEERS.get(library, 'a comparison of results')}: {reason}.")
    print("\nEvery form of every peer gave what attn gave (see `tolerance` of each case in the script).")
    print("attn checks every row that a metric or a saliency uses, and computes in double; the peers do neither.\n")
    print("## Aims\n\nTime of attn / time of the peer, each with its threads by default: beside the call that its users")
    print("write, and beside the fastest of the forms that we could think of.\n")
    print("| work | peer | aim, at most | usual call | attn / it | | fastest form | attn / it | |")
    print("|---|---|---|---|---|---|---|---|---|")
    print(*tables.aims, sep="\n")
    print("\n## Ratios\n\nBest times in milliseconds. Work is layers x heads x cells.\n")
    print("| work | peer | attn | peer (its form) | ratio | attn, one thread | peer, one thread | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    print(*tables.ratios, sep="\n")
    print("\n## Every form\n\nMilliseconds; a form of numpy that never uses more than one thread has the same numbers twice.\n")
    print("| work | library | form | threads | best | median |\n|---|---|---|---|---|---|")
    print(*dict.fromkeys(tables.details), sep="\n")


def copy_aims():
    """Puts the table of aims of the committed results between its marks in the README."""
    results = (HERE.parent / "results" / "kernels.md").read_text()
    table = re.search(r"## Aims\n.*?\n(\|.*?)\n\n", results, re.DOTALL).group(1)
    readme = HERE.parents[1] / "README.md"
    text, count = re.subn(
        r"(<!-- aims -->\n).*?(<!-- end of aims -->)",
        lambda marks: marks.group(1) + "\n" + table + "\n\n" + marks.group(2),
        readme.read_text(),
        flags=re.DOTALL,
    )
    if count != 1:
        sys.exit("failed: README.md must have the marks <!-- aims --> and <!-- end of aims --> once")
    readme.write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="names of cases: " + ", ".join(case.name for case in CASES))
    parser.add_argument("--quick", action="store_true", help="default threads only, fewer repeats")
    parser.add_argument("--n", type=int, help="another number of tokens, for a try")
    parser.add_argument("--readme", action="store_true", help="copy the aims of results/kernels.md to the README")
    arguments = parser.parse_args()
    if arguments.readme:
        copy_aims()
        return
    if not JAR.exists():
        sys.exit(f"failed: no {JAR.name}; build it with mvn -q -Pquick -pl benchmarks -am package")
    chosen = [case for case in CASES if not arguments.only or case.name in arguments.only.split(",")]
    if arguments.only and len(chosen) != len(arguments.only.split(",")):
        sys.exit(f"failed: cases must be among {[case.name for case in CASES]}, got {arguments.only}")
    if arguments.n:
        chosen = [case._replace(size=case.size | {"n": arguments.n}) for case in chosen]
    tables, versions, missing = Tables(), {}, {}
    with tempfile.TemporaryDirectory(prefix="attn-benchmarks-") as place:
        folder = pathlib.Path(place)
        for case, following in zip(chosen, [*chosen[1:], None]):
            print(case.name, file=sys.stderr, flush=True)
            measure(case, folder, arguments, tables, versions, missing)
            if following is None or data(following) != data(case):
                for file in folder.glob("*.npy"):
                    file.unlink()
    write(tables, versions, missing)


if __name__ == "__main__":
    main()
