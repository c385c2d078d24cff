"""The work of the JMH kernels in numpy and scipy: for each of them the forms that an expert would try.

A function here gets the input and returns forms to be timed; buffers are made outside of what is timed. Forms that
leave threads to BLAS are marked with it.
"""

import numpy as np
import scipy
from scipy.linalg.blas import strmm
from scipy.spatial.distance import pdist, squareform
from scipy.special import entr

TINY = np.finfo(np.float32).tiny
ROWS = 64


def blas(form):
    form.blas = True
    return form


def versions(threads):
    config = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return f"numpy {np.__version__} ({config['name']} {config['version']}), scipy {scipy.__version__}"


def blocks(n, rows=ROWS):
    return [(start, min(start + rows, n)) for start in range(0, n, rows)]


def head_mean(read, size):
    a = read("causal")
    layers, heads, n, _ = a.shape
    out = np.empty((layers, n, n), np.float32)
    share = np.full(heads, 1 / heads, np.float32)

    def mean():
        return np.mean(a, axis=1, out=out)

    def sum_in_place():
        np.add.reduce(a, axis=1, out=out)
        return np.multiply(out, share[0], out=out)

    def blocks_of_rows():
        for layer in range(layers):
            for start, end in blocks(n):
                block = out[layer, start:end]
                np.add.reduce(a[layer, :, start:end], axis=0, out=block)
                np.multiply(block, share[0], out=block)
        return out

    @blas
    def vector_times_matrix():
        for layer in range(layers):
            np.dot(share, a[layer].reshape(heads, -1), out=out[layer].reshape(-1))
        return out

    def einsum():
        return np.einsum("lhqk,h->lqk", a, share, out=out)

    return [mean, sum_in_place, blocks_of_rows, vector_times_matrix, einsum]


def head_max(read, size):
    a = read("causal")
    layers, heads, n, _ = a.shape
    out = np.empty((layers, n, n), np.float32)

    def maximum():
        return np.max(a, axis=1, out=out)

    def head_by_head():
        for layer in range(layers):
            np.copyto(out[layer], a[layer, 0])
            for head in range(1, heads):
                np.maximum(out[layer], a[layer, head], out=out[layer])
        return out

    def blocks_of_rows():
        for layer in range(layers):
            for start, end in blocks(n):
                np.maximum.reduce(a[layer, :, start:end], axis=0, out=out[layer, start:end])
        return out

    return [maximum, head_by_head, blocks_of_rows]


def entropy(read, size):
    a = read("causal")
    layers, heads, n, _ = a.shape
    out = np.empty((layers, heads, n), np.float32)
    matrix = np.empty((n, n), np.float32)
    flat = np.empty(ROWS * n, np.float32)

    def logs(weights, buffer, rows):
        np.maximum(weights, TINY, out=buffer)
        np.log(buffer, out=buffer)
        np.einsum("qk,qk->q", weights, buffer, out=rows)

    def finish():
        return -out.mean(axis=2, dtype=np.float64)

    def where():
        with np.errstate(divide="ignore", invalid="ignore"):
            return -np.where(a > 0, a * np.log(a), 0).sum(axis=3).mean(axis=2)

    def scipy_entr():
        return entr(a).sum(axis=3).mean(axis=2)

    def head_by_head():
        for layer in range(layers):
            for head in range(heads):
                logs(a[layer, head], matrix, out[layer, head])
        return finish()

    def blocks_of_rows():
        for layer in range(layers):
            for head in range(heads):
                for start, end in blocks(n):
                    buffer = flat[: (end - start) * n].reshape(end - start, n)
                    logs(a[layer, head, start:end], buffer, out[layer, head, start:end])
        return finish()

    def blocks_below_the_diagonal():
        for layer in range(layers):
            for head in range(heads):
                for start, end in blocks(n):
                    buffer = flat[: (end - start) * end].reshape(end - start, end)
                    logs(a[layer, head, start:end, :end], buffer, out[layer, head, start:end])
        return finish()

    return [where, scipy_entr, head_by_head, blocks_of_rows, blocks_below_the_diagonal]


def saliency(read, size):
    a, g = read("causal"), read("gradient")
    layers, heads, n, _ = a.shape
    out = np.empty((layers, n, n), np.float32)
    matrix = np.empty((n, n), np.float32)
    flat = np.empty(heads * ROWS * n, np.float32)

    def whole():
        return np.abs((a * g).sum(axis=1))

    def einsum():
        np.einsum("lhqk,lhqk->lqk", a, g, out=out)
        return np.abs(out, out=out)

    def head_by_head():
        for layer in range(layers):
            np.multiply(a[layer, 0], g[layer, 0], out=out[layer])
            for head in range(1, heads):
                np.multiply(a[layer, head], g[layer, head], out=matrix)
                np.add(out[layer], matrix, out=out[layer])
        return np.abs(out, out=out)

    def block(layer, start, end, width):
        buffer = flat[: heads * (end - start) * width].reshape(heads, end - start, width)
        cells = out[layer, start:end, :width]
        np.multiply(a[layer, :, start:end, :width], g[layer, :, start:end, :width], out=buffer)
        np.add.reduce(buffer, axis=0, out=cells)
        np.abs(cells, out=cells)

    def blocks_of_rows():
        for layer in range(layers):
            for start, end in blocks(n, 16):
                block(layer, start, end, n)
        return out

    def blocks_below_the_diagonal():
        out[:] = 0
        for layer in range(layers):
            for start, end in blocks(n, 16):
                block(layer, start, end, end)
        return out

    return [whole, einsum, head_by_head, blocks_of_rows, blocks_below_the_diagonal]


def joined(a, out):
    np.multiply(a, 0.5, out=out)
    out.ravel()[:: a.shape[1] + 1] += 0.5
    return out


def rollout(read, size):
    causal = size["mask"] == "causal"
    a = read(size["mask"])[:, 0]
    layers, n, _ = a.shape

    def chain(dtype):
        weights, first, second = (np.empty((n, n), dtype) for _ in range(3))

        def product():
            source, target = joined(a[0], first), second
            for layer in range(1, layers):
                np.matmul(joined(a[layer], weights), source, out=target)
                source, target = target, source
            return source

        return product

    single, double = chain(np.float32), chain(np.float64)
    weights, first, second = (np.zeros((n, n), np.float32) for _ in range(3))

    @blas
    def matmul():
        return single()

    @blas
    def matmul_in_double():
        return double()

    @blas
    def blocks_below_the_diagonal():
        source, target = joined(a[0], first), second
        for layer in range(1, layers):
            joined(a[layer], weights)
            for start, end in blocks(n, 256):
                np.matmul(weights[start:end, :end], source[:end, :end], out=target[start:end, :end])
            source, target = target, source
        return source

    @blas
    def scipy_trmm():
        product = joined(a[0], first).T
        for layer in range(1, layers):
            product = strmm(1.0, joined(a[layer], weights).T, product, side=1, overwrite_b=1)
        return product.T

    return [matmul, matmul_in_double] + ([blocks_below_the_diagonal, scipy_trmm] if causal else [])


def pair_distances(read, size):
    a = read("causal")
    n = a.shape[3]
    a = a.reshape(-1, n, n)
    count = len(a)
    upper = np.triu_indices(count, 1)
    rows = 16
    buffers = np.empty((2, count * rows * n), np.float32)

    def own(block):
        logs = np.log(np.maximum(block, TINY))
        return np.einsum("hqk,hqk->h", block, logs).astype(np.float64)

    def distances(divergences):
        square = np.zeros((count, count))
        square[upper] = np.sqrt(np.maximum(divergences, 0) / n)
        return square + square.T

    def block_sums(width_of):
        total = np.zeros((count, count))
        for start, end in blocks(n, rows):
            block = np.ascontiguousarray(a[:, start:end, : width_of(end)])
            alone = own(block)
            for i in range(count - 1):
                rest = block[i + 1 :]
                middle, logs = (b[: rest.size].reshape(rest.shape) for b in buffers)
                np.add(rest, block[i], out=middle)
                np.multiply(middle, np.float32(0.5), out=middle)
                np.maximum(middle, TINY, out=logs)
                np.log(logs, out=logs)
                both = np.einsum("hqk,hqk->h", middle, logs)
                total[i, i + 1 :] += (alone[i] + alone[i + 1 :]) / 2 - both
        return distances(total[upper])

    def entropies_of_blocks():
        return block_sums(lambda end: n)

    def entropies_below_the_diagonal():
        return block_sums(lambda end: end)

    def scipy_pdist():
        total = np.zeros(count * (count - 1) // 2)
        for q in range(n):
            total += pdist(a[:, q, : q + 1], "jensenshannon") ** 2
        return squareform(np.sqrt(total / n))

    return [entropies_of_blocks, entropies_below_the_diagonal] + ([scipy_pdist] if n <= 128 else [])


def score_blocks(q, k, scale, rows):
    """Scores of blocks of rows with what they may see, and the place of the block."""
    layers, heads, n, _ = q.shape
    flat = np.empty(rows * n, np.float32)
    later = np.triu(np.full((rows, rows), -np.inf, np.float32), 1)
    for layer in range(layers):
        for head in range(heads):
            scaled = q[layer, head] * scale
            for start, end in blocks(n, rows):
                scores = flat[: (end - start) * end].reshape(end - start, end)
                np.matmul(scaled[start:end], k[layer, head, :end].T, out=scores)
                scores[:, start:] += later[: end - start, : end - start]
                scores -= scores.max(axis=1, keepdims=True)
                yield layer, head, start, end, scores


def attention(read, size):
    q, k = read("query"), read("key")
    layers, heads, n, width = q.shape
    scale = np.float32(1 / np.sqrt(width))
    out = np.zeros((layers, heads, n, n), np.float32)
    later = np.triu(np.full((n, n), -np.inf, np.float32), 1)

    @blas
    def whole():
        np.matmul(q * scale, k.swapaxes(2, 3), out=out)
        np.add(out, later, out=out)
        np.subtract(out, out.max(axis=3, keepdims=True), out=out)
        np.exp(out, out=out)
        return np.divide(out, out.sum(axis=3, keepdims=True), out=out)

    @blas
    def head_by_head():
        for layer in range(layers):
            for head in range(heads):
                scores = out[layer, head]
                np.matmul(q[layer, head] * scale, k[layer, head].T, out=scores)
                scores += later
                scores -= scores.max(axis=1, keepdims=True)
                np.exp(scores, out=scores)
                scores /= scores.sum(axis=1, keepdims=True)
        return out

    @blas
    def blocks_below_the_diagonal():
        out[:] = 0
        for layer, head, start, end, scores in score_blocks(q, k, scale, ROWS):
            np.exp(scores, out=scores)
            total = scores.sum(axis=1, keepdims=True)
            np.divide(scores, total, out=out[layer, head, start:end, :end])
        return out

    return [whole, head_by_head, blocks_below_the_diagonal]


def streamed_entropy(read, size):
    q, k = read("query"), read("key")
    layers, heads, n, width = q.shape
    scale = np.float32(1 / np.sqrt(width))

    def stream(rows):
        total = np.zeros((layers, heads))
        powers = np.empty(rows * n, np.float32)
        for layer, head, _, _, scores in score_blocks(q, k, scale, rows):
            weights = powers[: scores.size].reshape(scores.shape)
            np.maximum(scores, np.float32(-1e30), out=scores)
            np.exp(scores, out=weights)
            mass = weights.sum(axis=1)
            total[layer, head] += (np.log(mass) - np.einsum("qk,qk->q", weights, scores) / mass).sum()
        return total / n

    @blas
    def blocks_of_64():
        return stream(64)

    @blas
    def blocks_of_256():
        return stream(256)

    return [blocks_of_64, blocks_of_256]


def value_reduction(read, size):
    a = read("causal")[0, 0]
    n = len(a)
    step = -(-n // 1024)
    side = n // step

    def limits():
        return a.min(), a.max()

    def reshape():
        limits()
        parts = a.reshape(side, step, side, step)
        return parts.max(axis=(1, 3)) if size["kind"] == "MAX" else parts.mean(axis=(1, 3))

    def rows_first():
        out = np.empty((side, side), np.float32)
        low, high = np.inf, -np.inf
        reduce = np.maximum.reduce if size["kind"] == "MAX" else np.add.reduce
        for row in range(side):
            part = a[row * step : (row + 1) * step]
            low, high = min(low, part.min()), max(high, part.max())
            reduce(reduce(part, axis=0).reshape(side, step), axis=1, out=out[row])
        return out if size["kind"] == "MAX" else out * np.float32(1 / step**2)

    return [reshape, rows_first]


KERNELS = {
    "HeadReduction.mean": head_mean,
    "HeadReduction.max": head_max,
    "RowMetricsPass.entropy": entropy,
    "SaliencyMaps.absOfSum": saliency,
    "RolloutProduct.product": rollout,
    "PairDistances.jensenShannon": pair_distances,
    "Recomputation.attention": attention,
    "Recomputation.streamedEntropy": streamed_entropy,
    "ValueReduction.cells": value_reduction,
}
