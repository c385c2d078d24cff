"""Values of metrics that oracle.json does not have, in float64 (numpy, scipy, networkx), independent of the
Java code. Usage: python3 data/reference_metrics.py   (writes metrics.json into every folder of captures)

A key is "id variant" as the library prints them; "id(settings) variant" where the settings are not the
default. Values are per head, [layers, heads]; keys that begin with "head." hold all pairs of the heads of the
last layer; "sal." and "val." hold maps. Inputs beside the weights: equal labels are equal tokens; a token is of
type "a" if it equals the first one, else of type "b"; segments are those of capture.json, or the halves; the gold
key of query i is its last earlier twin, or else (3 i + 1) mod the number of tokens; the mask is causal.
"""
import json
import math
import pathlib

import networkx
import numpy as np
import scipy.stats

HERE = pathlib.Path(__file__).resolve().parent
FOLDERS = [HERE / name for name in ("grounding", "grounding-b", "grounding-c", "pause")]


def arrays(path):
    """Reads the float32 arrays of a safetensors file."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(raw, "<f4", int(np.prod(e["shape"])), 8 + size + e["data_offsets"][0])
        .reshape(e["shape"])
        .astype(np.float64)
        for name, e in header.items()
    }


def mean(values):
    return float(np.mean(values)) if len(values) else math.nan


def entropy(a):
    return -sum(x * math.log(x) for x in a if x > 0)


def row_metrics(rows):
    """rows: for each query its weights on the keys 0..query."""
    several = [r for r in rows if len(r) > 1]

    def gini(r):
        return sum(abs(x - y) for x in r for y in r) / (2 * len(r) * sum(r))

    def nucleus(r):
        total = 0.0
        for count, x in enumerate(sorted(r, reverse=True), 1):
            total += x
            if total >= 0.9 - 1e-9:
                return count
        return len(r)

    yield "row.klUniform", mean([sum(x * math.log(x * len(r)) for x in r if x > 0) for r in rows])
    yield "row.varentropy", mean([np.average((np.log(r[r > 0]) + entropy(r)) ** 2, weights=r[r > 0]) * r.sum() for r in rows])
    yield "row.nucleus(p=0.9) keys", mean([nucleus(r) for r in rows])
    yield "row.sparsity(tau=0.01 REL)", mean([np.mean(r <= 0.01 * r.max()) for r in rows])
    yield "row.sparsity(tau=0.02 ABS)", mean([np.mean(r <= 0.02) for r in rows])
    yield "row.gini corrected", mean([gini(r) * len(r) / (len(r) - 1) for r in several])


def position_metrics(rows):
    back = [np.arange(len(r) - 1, -1, -1) for r in rows]
    yield "pos.distanceNorm", mean([r @ d / d.mean() for r, d in zip(rows, back) if len(r) > 1])
    yield "pos.windowMass(back=3 ahead=0) mass", mean([r[d <= 3].sum() for r, d in zip(rows, back)])
    yield "pos.windowMass(back=3 ahead=0) uniform", mean([np.mean(d <= 3) for d in back])
    yield "pos.direction backward", mean([r[:-1].sum() for r in rows])
    for offset in (2, 5):
        yield f"pos.offsetProfile k={offset}", mean([r[d == offset].sum() for r, d in zip(rows, back) if len(r) > offset])
    yield "sink.distant(keys=[0] back=3)", mean([r[(d > 3) & (np.arange(len(r)) > 0)].sum() for r, d in zip(rows, back)])
    yield "sink.mass(keys=[0, 2])", mean([r[[k for k in (0, 2) if k < len(r)]].sum() for r in rows[1:]])


def token_metrics(rows, labels):
    types = np.array([label == labels[0] for label in labels])
    twins = [[j for j in range(i) if labels[j] == labels[i]] for i in range(len(rows))]
    yield "sink.typeMass a", mean([r[types[: len(r)]].sum() for r in rows])
    yield "sink.typeMass b", mean([r[~types[: len(r)]].sum() for r in rows])
    yield "pat.duplicate", mean([sum(r[j] for j in t) for r, t in zip(rows, twins) if t])
    yield "pat.induction(repeats=INCLUDED)", mean([sum(r[j + 1] for j in t) for r, t in zip(rows, twins) if t])
    yield "pat.induction(repeats=EXCLUDED)", mean(
        [sum(r[j + 1] for j in t if j + 1 < i) for i, (r, t) in enumerate(zip(rows, twins)) if [j for j in t if j + 1 < i]]
    )


def segment_metrics(rows, segments):
    cells = [(i, j) for i in range(len(rows)) for j in range(i + 1)]
    for s, (s0, s1) in segments.items():
        for t, (t0, t1) in segments.items():
            block = [(i, j) for i, j in cells if s0 <= i < s1 and t0 <= j < t1]
            mass = sum(rows[i][j] for i, j in block) / (s1 - s0)
            flat = sum(1 / (i + 1) for i, j in block) / (s1 - s0)
            yield f"seg.block(DENSITY) {s}->{t}", mass * (s1 - s0) / len(block) if block else math.nan
            yield f"seg.block(LIFT) {s}->{t}", mass / flat if block else math.nan
    border = list(segments.values())[0][1]
    late = rows[border:]
    yield "seg.lookback(MEAN)", mean([r[:border].mean() / (r[:border].mean() + r[border:].mean()) for r in late])
    yield "seg.lookback(MASS)", mean([r[:border].sum() / r.sum() for r in late])


def label_metrics(rows, labels):
    size = len(rows)
    gold = [max([j for j in range(i) if labels[j] == labels[i]], default=(3 * i + 1) % size) for i in range(size)]
    sees = [i for i in range(size) if gold[i] <= i]
    best = max(sum(i - gold[i] == offset for i in sees) for offset in range(size))
    yield "label.alignment alignment", sum(rows[i][gold[i]] for i in sees) / sum(r.sum() for r in rows)
    yield "label.alignment uniform", sum(1 / (i + 1) for i in sees) / size
    yield "label.alignment offset", best / size
    yield "label.headAccuracy forward", mean([int(np.argmax(rows[i])) == gold[i] for i in sees])
    yield "label.headAccuracy offset", best / len(sees)
    asked = [i for i in range(size) if i <= gold[i]]
    yield "label.headAccuracy backward", mean([int(np.argmax(rows[gold[i]])) == i for i in asked])
    graph = networkx.Graph()
    for i, r in enumerate(rows):
        for j, x in enumerate(r[:-1]):
            graph.add_edge(i, j, weight=x)
    tree = networkx.maximum_spanning_tree(graph)
    pairs = {frozenset((i, gold[i])) for i in range(size) if i != gold[i]}
    yield "label.headAccuracy undirected", mean([tree.has_edge(*pair) for pair in pairs])
    yield "pat.match(ROW_RESTRICTED)", sum(rows[i][gold[i]] for i in sees) / sum(rows[i].sum() for i in sees)
    yield "pat.match(GLOBAL)", sum(rows[i][gold[i]] for i in sees) / size


def structure_metrics(matrix):
    values = np.linalg.svd(matrix, compute_uv=False)
    share = values / values.sum()
    yield "mat.effectiveRank", math.exp(entropy(share))
    yield "mat.stableRank", float((values**2).sum() / values.max() ** 2)


def pair_metrics(a, b):
    """a, b: the rows of two heads."""
    pairs = list(zip(a, b))
    several = [(x, y) for x, y in pairs if len(x) > 1]
    long = [(x, y) for x, y in pairs if len(x) > 5]

    def top(r):
        return set(np.argsort(-r, kind="stable")[:5])

    yield "head.tvd", mean([np.abs(x - y).sum() / 2 for x, y in pairs])
    # 1 - sum sqrt(x y) loses all digits of nearly equal rows; for unit rows it is this sum of squares.
    yield "head.hellinger", mean([math.sqrt(((np.sqrt(x) - np.sqrt(y)) ** 2).sum() / 2) for x, y in pairs])
    yield "head.rank KENDALL_TAU_B", mean([scipy.stats.kendalltau(x, y).statistic for x, y in several])
    yield "head.rank SPEARMAN", mean([scipy.stats.spearmanr(x, y).statistic for x, y in several])
    yield "head.rank k=5", mean([len(top(x) & top(y)) / len(top(x) | top(y)) for x, y in long])


def relevance_maps(weights, gradient):
    size = weights.shape[-1]
    product = weights * gradient
    layers = []
    for layer in product:
        layers.append(np.abs(layer.sum(0)))
    merged = np.array(layers)
    q, span = size - 1, range(1, 3)
    s_wp = [merged[:, p, j] for p in span for j in range(1)]
    s_pq = [merged[:, q, p] for p in span]
    taken = {(p, j) for p in span for j in range(1)} | {(q, p) for p in span}
    s_ww = [merged[:, i, j] for i in range(q + 1) for j in range(i) if (i, j) not in taken]
    yield "sal.regions wp", np.mean(s_wp, 0)
    yield "sal.regions pq", np.mean(s_pq, 0)
    yield "sal.regions ww", np.mean(s_ww, 0)


def effective_maps(weights, values):
    """The last layer: what remains of the weights when what the values cannot see is taken out."""
    plain, aware = np.zeros_like(weights[-1]), np.zeros_like(weights[-1])
    for head, (a, v) in enumerate(zip(weights[-1], values[-1])):
        plain[head] = a @ v @ np.linalg.pinv(v, rcond=len(v) * 2.0**-52)
        for i in range(len(a)):
            seen = v[: i + 1]
            aware[head, i, : i + 1] = a[i, : i + 1] @ seen @ np.linalg.pinv(seen, rcond=len(v) * 2.0**-52)
    plain[np.abs(plain) < 1e-12] = 0  # rounding of the products; what truly leaks is around 0.1
    yield "val.effective PLAIN", plain
    yield "val.effective MASK_AWARE", aware


def plain(value):
    if isinstance(value, (list, np.ndarray)):
        return [plain(v) for v in value]
    return None if math.isnan(value) else float(f"{value:.12g}")


def main():
    for folder in FOLDERS:
        capture = json.loads((folder / "capture.json").read_text())
        data = arrays(folder / "capture.safetensors")
        weights = data["attention"]
        layers, heads, size, _ = weights.shape
        labels = capture["tokens"]
        segments = capture.get("segments") or {"first": [0, size // 2], "second": [size // 2, size]}
        grids = {}
        for layer in range(layers):
            for head in range(heads):
                rows = [weights[layer, head, i, : i + 1] for i in range(size)]
                for part in (
                    row_metrics(rows),
                    position_metrics(rows),
                    token_metrics(rows, labels),
                    segment_metrics(rows, segments),
                    label_metrics(rows, labels),
                    structure_metrics(weights[layer, head]),
                ):
                    for key, value in part:
                        grids.setdefault(key, []).append(value)
        grids = {key: np.reshape(values, (layers, heads)) for key, values in grids.items()}
        last = [[weights[-1, h, i, : i + 1] for i in range(size)] for h in range(heads)]
        for i in range(heads):
            for j in range(heads):
                for key, value in pair_metrics(last[i], last[j]):
                    grids.setdefault(key, np.zeros((heads, heads)))[i, j] = value
        grids.update(relevance_maps(weights, data["gradient"]))
        grids.update(effective_maps(weights, data["value"]))
        text = ",\n".join(f' "{key}": {json.dumps(plain(value))}' for key, value in grids.items())
        (folder / "metrics.json").write_text("{\n" + text + "\n}\n")


main()
