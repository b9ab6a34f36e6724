"""Measures of 0/1 matrices and their null models, by scipy, networkx and bicm, or by formula."""

import itertools

import networkx as nx
import numpy as np
from bicm import BipartiteGraph
from networkx.algorithms import bipartite
from scipy import stats
from scipy.spatial.distance import braycurtis


class Case:
    def __init__(self, case):
        self.m = np.zeros((case["rows"], case["columns"]), dtype=int)
        for r, c in case["entries"]:
            self.m[r, c] = 1
        self.rows, self.columns = self.m.shape
        self.p = self.m @ self.m.T
        self.d, self.h = self.m.sum(1), self.m.sum(0)
        self.money = np.zeros(self.m.shape)
        for (r, c), amount in zip(case["entries"], case["amounts"]):
            self.money[r, c] = amount
        self.pairs = list(itertools.combinations(range(self.rows), 2))


def two_mode(c):
    g = nx.Graph()
    g.add_nodes_from((("r", r) for r in range(c.rows)), bipartite=0)
    g.add_nodes_from((("c", k) for k in range(c.columns)), bipartite=1)
    g.add_edges_from((("r", r), ("c", k)) for r, k in zip(*np.nonzero(c.m)))
    return g


def weights(c, projected):
    return [projected.get_edge_data(("r", a), ("r", b), {"weight": 0})["weight"] for a, b in c.pairs]


def shared(c):
    top = [("r", r) for r in range(c.rows)]
    return weights(c, bipartite.weighted_projected_graph(two_mode(c), top))


def jaccard(c):
    top = [("r", r) for r in range(c.rows)]
    return weights(c, bipartite.overlap_weighted_projected_graph(two_mode(c), top, jaccard=True))


def overlap_coefficient(c):
    top = [("r", r) for r in range(c.rows)]
    return weights(c, bipartite.overlap_weighted_projected_graph(two_mode(c), top, jaccard=False))


def newman(c):
    top = [("r", r) for r in range(c.rows)]
    return weights(c, bipartite.collaboration_weighted_projected_graph(two_mode(c), top))


def schoener(c):
    """1 - Bray and Curtis's distance of the shares."""
    share = c.money / c.money.sum(1, keepdims=True)
    return [1 - float(braycurtis(share[a], share[b])) for a, b in c.pairs]


def hypergeometric_more(c):
    return [float(stats.hypergeom.sf(c.p[a, b] - 1, c.columns, c.d[a], c.d[b])) for a, b in c.pairs]


def hypergeometric_less(c):
    return [float(stats.hypergeom.cdf(c.p[a, b], c.columns, c.d[a], c.d[b])) for a, b in c.pairs]


def benjamini_hochberg(c):
    """Of the hypergeometric upper tails."""
    return list(stats.false_discovery_control(hypergeometric_more(c), method="bh"))


def bicm(c):
    """The probability of each entry: `bicm` where it can fit, which full lines prevent."""
    if (c.d == c.columns).any() or (c.h == c.rows).any():
        return NotImplemented
    graph = BipartiteGraph(biadjacency=c.m)
    graph.solve_tool(method="newton", initial_guess="degrees", tol=1e-13, print_error=False)
    return [float(p) for p in graph.get_bicm_matrix().ravel()]


def poisson_binomial(c, upper):
    q = bicm(c)
    if q is NotImplemented:
        return NotImplemented
    q = np.array(q).reshape(c.m.shape)
    tails = []
    for a, b in c.pairs:
        chance = np.array([1.0])
        for p in q[a] * q[b]:
            chance = np.convolve(chance, [1 - p, p])
        s = c.p[a, b]
        tails.append(float(chance[s:].sum() if upper else chance[: s + 1].sum()))
    return tails


def sdsm_more(c):
    return poisson_binomial(c, True)


def sdsm_less(c):
    return poisson_binomial(c, False)


def fdsm(c, samples=4000, seed=5):
    """Upper tails by another sampler than ours: checkerboard swaps (Gotelli 2000)."""
    random = np.random.default_rng(seed)
    m = c.m.copy()
    held = [(int(r), int(k)) for r, k in zip(*np.nonzero(m))]
    count = np.zeros_like(c.p)
    per_sample = 4 * len(held)
    for turn in range(samples + 10):
        picks = random.integers(0, len(held), size=(per_sample, 2))
        for i, j in picks:
            (a, x), (b, y) = held[i], held[j]
            if not m[a, y] and not m[b, x]:
                m[a, x] = m[b, y] = 0
                m[a, y] = m[b, x] = 1
                held[i], held[j] = (a, y), (b, x)
        if turn >= 10:
            count += (m @ m.T) >= c.p
    return [(count[a, b] + 1) / (samples + 1) for a, b in c.pairs], samples


def concentration(c):
    """The sum of squared shares, for the columns' sums."""
    share = c.h / c.h.sum()
    return float((share**2).sum())


def ways_of_three(m, d, h):
    """Ways of three steps from each row to each column that it has not, each by its weight."""
    scores = m @ np.diag(1 / h) @ m.T @ np.diag(1 / d) @ m
    # The way back over the own row is no way.
    scores = np.where(m == 1, 0, scores)
    return [float(x) for x in scores.ravel()]


def path_three(c):
    return ways_of_three(c.m, np.ones(c.rows), np.ones(c.columns))


def path_three_by_degree(c):
    return ways_of_three(c.m, c.d, c.h)


def product_space(c):
    """Density of proximity (Hidalgo and others 2007), for each column over the rows."""
    both = c.m.T @ c.m
    near = both / np.maximum(c.h[:, None], c.h[None, :])
    return (near @ c.m.T / near.sum(1, keepdims=True)).tolist()
