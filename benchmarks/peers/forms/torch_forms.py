"""The work of the JMH kernels in PyTorch, on the CPU: for each of them the forms that an expert would try."""

import math
import os

import torch

torch.set_grad_enabled(False)
TINY = torch.finfo(torch.float32).tiny
ROWS = 64


def versions(threads):
    torch.set_num_threads(1 if threads == "one" else os.cpu_count())
    mkl = "with MKL" if torch.backends.mkl.is_available() else "without MKL, BLAS of the system"
    return f"PyTorch {torch.__version__} ({mkl})"


def blocks(n, rows=ROWS):
    return [(start, min(start + rows, n)) for start in range(0, n, rows)]


def tensors(read, *names):
    return [torch.from_numpy(read(name)) for name in names]


def head_mean(read, size):
    (a,) = tensors(read, "causal")
    layers, heads, n, _ = a.shape
    out = torch.empty(layers, n, n)
    share = torch.full((heads,), 1 / heads)

    def mean():
        return torch.mean(a, 1, out=out)

    def vector_times_matrix():
        for layer in range(layers):
            torch.mv(a[layer].view(heads, -1).t(), share, out=out[layer].view(-1))
        return out

    def head_by_head():
        for layer in range(layers):
            torch.mul(a[layer, 0], 1 / heads, out=out[layer])
            for head in range(1, heads):
                out[layer].add_(a[layer, head], alpha=1 / heads)
        return out

    def blocks_of_rows():
        for layer in range(layers):
            for start, end in blocks(n, 256):
                torch.mean(a[layer, :, start:end], 0, out=out[layer, start:end])
        return out

    return [mean, vector_times_matrix, head_by_head, blocks_of_rows]


def head_max(read, size):
    (a,) = tensors(read, "causal")
    layers, heads, n, _ = a.shape
    out = torch.empty(layers, n, n)

    def amax():
        return torch.amax(a, 1, out=out)

    def head_by_head():
        for layer in range(layers):
            torch.maximum(a[layer, 0], a[layer, -1], out=out[layer])
            for head in range(1, heads - 1):
                torch.maximum(out[layer], a[layer, head], out=out[layer])
        return out

    return [amax, head_by_head]


def entropy(read, size):
    (a,) = tensors(read, "causal")
    layers, heads, n, _ = a.shape

    def special_entr():
        return torch.special.entr(a).sum(3).mean(2)

    def xlogy():
        return -torch.xlogy(a, a).sum(3).mean(2)

    def logs(weights):
        return -weights.clamp_min(TINY).log_().mul_(weights).sum(-1)

    def clamped_logs():
        return logs(a).mean(2)

    def head_by_head():
        return torch.stack([torch.stack([logs(head).mean() for head in layer]) for layer in a])

    def blocks_below_the_diagonal():
        out = torch.zeros(layers, heads)
        for layer in range(layers):
            for head in range(heads):
                for start, end in blocks(n, 256):
                    out[layer, head] += logs(a[layer, head, start:end, :end]).sum()
        return out / n

    return [special_entr, xlogy, clamped_logs, head_by_head, blocks_below_the_diagonal]


def saliency(read, size):
    a, g = tensors(read, "causal", "gradient")
    layers, heads, n, _ = a.shape
    out = torch.empty(layers, n, n)

    def whole():
        return (a * g).sum(1).abs_()

    def einsum():
        return torch.einsum("lhqk,lhqk->lqk", a, g).abs_()

    def head_by_head():
        for layer in range(layers):
            torch.mul(a[layer, 0], g[layer, 0], out=out[layer])
            for head in range(1, heads):
                out[layer].addcmul_(a[layer, head], g[layer, head])
            out[layer].abs_()
        return out

    return [whole, einsum, head_by_head]


def rollout(read, size):
    (a,) = tensors(read, size["mask"])
    a = a[:, 0]
    layers, n, _ = a.shape
    weights, first, second = (torch.zeros(n, n) for _ in range(3))

    def joined(layer, out):
        torch.mul(a[layer], 0.5, out=out)
        out.diagonal().add_(0.5)
        return out

    def chain(multiply):
        source, target = joined(0, first), second
        for layer in range(1, layers):
            multiply(joined(layer, weights), source, target)
            source, target = target, source
        return source

    def mm():
        return chain(lambda left, right, target: torch.mm(left, right, out=target))

    def mm_in_double():
        product = joined(0, weights).double()
        for layer in range(1, layers):
            product = torch.mm(joined(layer, weights).double(), product)
        return product

    def blocks_below_the_diagonal():
        def multiply(left, right, target):
            for start, end in blocks(n, 256):
                target[start:end, :end] = left[start:end, :end] @ right[:end, :end]

        first.zero_()
        second.zero_()
        return chain(multiply)

    return [mm, mm_in_double] + ([blocks_below_the_diagonal] if size["mask"] == "causal" else [])


def pair_distances(read, size):
    (a,) = tensors(read, "causal")
    n = a.shape[3]
    a = a.view(-1, n, n)
    count = len(a)

    def block_sums(rows):
        total = torch.zeros(count, count, dtype=torch.float64)
        for start, end in blocks(n, rows):
            block = a[:, start:end, :end].contiguous()
            alone = block.clamp_min(TINY).log_().mul_(block).sum((1, 2)).double()
            for i in range(count - 1):
                middle = (block[i + 1 :] + block[i]).mul_(0.5)
                both = middle.clamp_min(TINY).log_().mul_(middle).sum((1, 2))
                total[i, i + 1 :] += (alone[i] + alone[i + 1 :]) / 2 - both
        upper = total.clamp_min(0).div_(n).sqrt_()
        return upper + upper.t()

    def entropies_in_blocks_of_16_rows():
        return block_sums(16)

    def entropies_in_blocks_of_64_rows():
        return block_sums(64)

    return [entropies_in_blocks_of_16_rows, entropies_in_blocks_of_64_rows]


def attention(read, size):
    q, k = tensors(read, "query", "key")
    layers, heads, n, width = q.shape
    scale = 1 / math.sqrt(width)
    later = torch.full((n, n), -math.inf).triu_(1)

    def softmax():
        return torch.softmax(torch.matmul(q * scale, k.transpose(2, 3)).add_(later), 3)

    def baddbmm():
        left, right = q.view(-1, n, width), k.view(-1, n, width).transpose(1, 2)
        return torch.softmax(torch.baddbmm(later, left, right, alpha=scale), 2)

    def head_by_head():
        out = torch.empty(layers, heads, n, n)
        for layer in range(layers):
            for head in range(heads):
                scores = torch.addmm(later, q[layer, head], k[layer, head].t(), alpha=scale)
                torch.softmax(scores, 1, out=out[layer, head])
        return out

    def blocks_below_the_diagonal():
        out = torch.zeros(layers, heads, n, n)
        for layer in range(layers):
            for head in range(heads):
                for start, end in blocks(n, 128):
                    bias = later[start:end, :end]
                    scores = torch.addmm(bias, q[layer, head, start:end], k[layer, head, :end].t(), alpha=scale)
                    out[layer, head, start:end, :end] = torch.softmax(scores, 1)
        return out

    return [softmax, baddbmm, head_by_head, blocks_below_the_diagonal]


def streamed_entropy(read, size):
    q, k = tensors(read, "query", "key")
    layers, heads, n, width = q.shape
    scale = 1 / math.sqrt(width)
    later = torch.full((n, n), -1e30).triu_(1)

    def stream(rows):
        out = torch.zeros(layers, heads)
        for layer in range(layers):
            for head in range(heads):
                for start, end in blocks(n, rows):
                    bias = later[start:end, :end]
                    scores = torch.addmm(bias, q[layer, head, start:end], k[layer, head, :end].t(), alpha=scale)
                    logs = torch.log_softmax(scores, 1)
                    out[layer, head] -= scores.copy_(logs).exp_().mul_(logs).sum()
        return out / n

    def blocks_of_128():
        return stream(128)

    def blocks_of_512():
        return stream(512)

    return [blocks_of_128, blocks_of_512]


def value_reduction(read, size):
    (a,) = tensors(read, "causal")
    n = a.shape[3]
    step = -(-n // 1024)

    def pool():
        torch.aminmax(a)
        if size["kind"] == "MAX":
            return torch.nn.functional.max_pool2d(a, step)
        return torch.nn.functional.avg_pool2d(a, step)

    def reshape():
        torch.aminmax(a)
        parts = a.view(n // step, step, n // step, step)
        return parts.amax((1, 3)) if size["kind"] == "MAX" else parts.mean((1, 3))

    return [pool, reshape]


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
