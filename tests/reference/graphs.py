"""Measures of graphs, by networkx, igraph and leidenalg, or straight from the formula."""

import igraph as ig
import leidenalg
import networkx as nx
import numpy as np


class Case:
    """A graph as networkx and igraph have it."""

    def __init__(self, case):
        self.n = case["nodes"]
        self.groups = case.get("groups")
        self.nx = nx.Graph()
        self.nx.add_nodes_from(range(self.n))
        for a, b, weight in case["edges"]:
            self.nx.add_edge(a, b, weight=weight)
        self.weights = [d["weight"] for _, _, d in self.nx.edges(data=True)]
        self.ig = ig.Graph(n=self.n, edges=list(self.nx.edges), edge_attrs={"weight": self.weights})
        self.is_weighted = any(weight != 1 for weight in self.weights)
        self.plain = nx.Graph()
        self.plain.add_nodes_from(range(self.n))
        self.plain.add_edges_from(self.nx.edges)


def by_node(values, n):
    """A value for each node; what is not defined is None."""
    return [None if values[v] is None or np.isnan(values[v]) else values[v] for v in range(n)]


def density(c):
    return nx.density(c.plain)


def components(c):
    return sorted((len(part) for part in nx.connected_components(c.plain)), reverse=True)


def isolates(c):
    return nx.number_of_isolates(c.plain)


def star_share(values, star):
    """Freeman (1978): how far the others lie below the first, of how far they do in a star."""
    values = np.array(values)
    return None if star == 0 else float((values.max() - values).sum() / star)


def degree_centralization(c):
    return star_share([d for _, d in c.plain.degree], (c.n - 1) * (c.n - 2)) if c.n > 2 else None


def betweenness_centralization(c):
    between = nx.betweenness_centrality(c.plain, normalized=True)
    return star_share(list(between.values()), c.n - 1) if c.n > 2 else None


def closeness_centralization(c):
    if c.n < 3:
        return None
    close = list(nx.closeness_centrality(c.plain).values())
    star = nx.star_graph(c.n - 1)
    most = np.array(list(nx.closeness_centrality(star).values()))
    return star_share(close, (most.max() - most).sum())


def constraint(c):
    return by_node(nx.constraint(c.plain), c.n)


def constraint_by_igraph(c):
    found = c.ig.constraint()
    return [None if c.plain.degree(v) == 0 else found[v] for v in range(c.n)]


def constraint_weighted(c):
    return by_node(nx.constraint(c.nx, weight="weight"), c.n)


def effective_size(c):
    return by_node(nx.effective_size(c.plain), c.n)


def bridges(c):
    return sorted(sorted(edge) for edge in nx.bridges(c.plain))


def articulation_points(c):
    return sorted(nx.articulation_points(c.plain))


def core(c):
    return [nx.core_number(c.plain)[v] for v in range(c.n)]


def betweenness(c):
    return by_node(nx.betweenness_centrality(c.plain, normalized=True), c.n)


def closeness(c):
    return by_node(nx.closeness_centrality(c.plain), c.n)


def eigenvector(c):
    """The eigenvector of the largest eigenvalue, where there is only one."""
    matrix = nx.to_numpy_array(c.plain, nodelist=range(c.n))
    values, vectors = np.linalg.eigh(matrix)
    if c.n > 1 and values[-1] - values[-2] < 1e-6:
        return NotImplemented
    vector = np.abs(vectors[:, -1])
    return list(vector / np.linalg.norm(vector))


def pagerank(c):
    found = nx.pagerank(c.plain, alpha=0.85, tol=1e-14, max_iter=10_000)
    return by_node(found, c.n)


def modularity(c):
    return c.ig.modularity(c.groups)


def modularity_weighted(c):
    return c.ig.modularity(c.groups, weights="weight")


def external_internal(c):
    outer = sum(c.groups[a] != c.groups[b] for a, b in c.plain.edges)
    inner = c.plain.number_of_edges() - outer
    return (outer - inner) / (outer + inner)


def external_internal_by_chance(c, samples=4000, seed=7):
    """How often labels dealt anew lead out as much, or as little."""
    random = np.random.default_rng(seed)
    ends = np.array(c.plain.edges)
    labels = np.array(c.groups)
    outer = int((labels[ends[:, 0]] != labels[ends[:, 1]]).sum())
    more = less = 0
    for _ in range(samples):
        dealt = random.permutation(labels)
        drawn = int((dealt[ends[:, 0]] != dealt[ends[:, 1]]).sum())
        more += drawn >= outer
        less += drawn <= outer
    return {"p_more": (more + 1) / (samples + 1), "p_less": (less + 1) / (samples + 1),
            "samples": samples}


def tied_within_groups_rewired(c, samples=400):
    """Edges within groups after swaps that keep all degrees, by networkx."""
    edges = c.plain.number_of_edges()
    inner = []
    for seed in range(samples):
        g = c.plain.copy()
        try:
            nx.double_edge_swap(g, nswap=3 * edges, max_tries=400 * edges, seed=seed)
        except nx.NetworkXException:
            return NotImplemented
        inner.append(sum(c.groups[a] == c.groups[b] for a, b in g.edges))
    return inner


def adjusted_rand(c):
    return lambda found: ig.compare_communities(found["groups"], c.groups, method="adjusted_rand")


def leiden_groups(c):
    return lambda found: c.ig.modularity(found["groups"])


def pairs(c):
    return [(a, b) for a in range(c.n) for b in range(a + 1, c.n)]


def adamic_adar(c):
    # networkx refuses a common neighbour of degree 1, which two nodes cannot have.
    return [score for _, _, score in nx.adamic_adar_index(c.plain, pairs(c))]


def resource_allocation(c):
    return [score for _, _, score in nx.resource_allocation_index(c.plain, pairs(c))]


def random_walk(c):
    """Random walk with restart from node 0, by solving the linear system (Tong and others 2006)."""
    if c.plain.degree(0) == 0:
        return NotImplemented
    matrix = nx.to_numpy_array(c.plain, nodelist=range(c.n))
    degrees = matrix.sum(1)
    step = np.divide(matrix, degrees[:, None], where=degrees[:, None] > 0, out=np.zeros_like(matrix))
    restart, start = 0.15, np.eye(c.n)[0]
    return list(np.linalg.solve(np.eye(c.n) - (1 - restart) * step.T, restart * start))


def leiden(c):
    """The best modularity of twenty runs of two other implementations."""
    best = -1.0
    for seed in range(20):
        found = leidenalg.find_partition(
            c.ig, leidenalg.ModularityVertexPartition, n_iterations=-1, seed=seed)
        best = max(best, found.modularity)
    ig.set_random_number_generator(__import__("random"))
    for _ in range(20):
        found = c.ig.community_leiden(objective_function="modularity", n_iterations=-1)
        best = max(best, c.ig.modularity(found.membership))
    return best
