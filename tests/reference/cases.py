"""Makes the graphs, matrices and samples that both sides measure, and prints them as JSON."""

import json
import sys

import networkx as nx
import numpy as np


def graph(g, groups=None):
    """A graph as plain numbers; nodes are counted from 0 in the order of the graph."""
    number = {node: n for n, node in enumerate(g)}
    edges = [[number[a], number[b], d.get("weight", 1.0)] for a, b, d in g.edges(data=True)]
    case = {"nodes": len(number), "edges": edges}
    if groups is not None:
        case["groups"] = groups
    return case


def weighted(g, seed):
    random = np.random.default_rng(seed)
    for _, _, d in g.edges(data=True):
        d["weight"] = float(random.integers(1, 9))
    return g


def karate():
    g = nx.karate_club_graph()
    clubs = [int(g.nodes[n]["club"] != "Mr. Hi") for n in g]
    plain = nx.Graph()
    plain.add_nodes_from(g.nodes)
    plain.add_edges_from(g.edges)
    return plain, g, clubs


def graphs():
    plain, with_weights, clubs = karate()
    sparse = nx.gnm_random_graph(60, 50, seed=1)
    dense = nx.gnm_random_graph(40, 250, seed=2)
    tree = nx.random_labeled_tree(50, seed=3)
    planted = nx.planted_partition_graph(4, 25, 0.3, 0.02, seed=4)
    tailed = nx.barabasi_albert_graph(120, 3, seed=5)
    return {
        "karate": graph(plain, clubs),
        "karate, weighted": graph(with_weights, clubs),
        "random, with isolates": graph(sparse, [n % 3 for n in sparse]),
        "random, dense, weighted": graph(weighted(dense, 6), [n % 2 for n in dense]),
        "tree": graph(tree, [n % 5 for n in tree]),
        "planted groups": graph(planted, [n // 25 for n in planted]),
        "heavy tail": graph(tailed, [n % 4 for n in tailed]),
        "one edge": graph(nx.Graph([(0, 1)]), [0, 1]),
    }


def matrix(m):
    rows, columns = m.shape
    entries = [[int(r), int(c)] for r, c in zip(*np.nonzero(m))]
    amounts = [float((7 * r + 3 * c) % 11 + 1) for r, c in entries]
    return {"rows": rows, "columns": columns, "entries": entries, "amounts": amounts}


def davis():
    g = nx.davis_southern_women_graph()
    women, events = g.graph["top"], g.graph["bottom"]
    return np.array([[int(g.has_edge(w, e)) for e in events] for w in women])


def heavy(rows, columns, entries, seed):
    """A 0/1 matrix whose row and column sums have heavy tails, as grants have."""
    random = np.random.default_rng(seed)
    row = random.zipf(1.8, size=4 * entries) % rows
    column = random.zipf(1.6, size=4 * entries) % columns
    m = np.zeros((rows, columns), dtype=int)
    for r, c in zip(row, column):
        if m.sum() == entries:
            break
        m[r, c] = 1
    return m[m.sum(1) > 0][:, m.sum(0) > 0]


def matrices():
    random = np.random.default_rng(11)
    return {
        "davis": matrix(davis()),
        "even": matrix((random.random((12, 20)) < 0.3).astype(int)),
        "heavy tail": matrix(heavy(25, 60, 180, 12)),
        # A row with everything and a column that all have: chance leaves them no choice.
        "with full lines": matrix(np.array([[1, 1, 1, 1], [1, 0, 0, 1], [1, 1, 0, 0], [1, 0, 1, 0]])),
    }


def samples():
    random = np.random.default_rng(21)
    time = np.ceil(random.exponential(10, 60))
    return {
        # Freireich and others (1963): weeks of remission of leukaemia under 6-MP, as in Cox (1972).
        "six mercaptopurine": {
            "days": [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
            "met": [1] * 9 + [0] * 12,
        },
        "random": {"days": [int(t) for t in time], "met": [int(x) for x in random.random(60) < 0.6]},
        "all open": {"days": [3, 5, 8], "met": [0, 0, 0]},
    }


def tables():
    random = np.random.default_rng(31)
    return {
        "even": {"counts": random.integers(1, 9, (4, 5)).tolist()},
        "with zeros": {"counts": [[3, 0, 1], [0, 4, 2]]},
    }


def rankings():
    random = np.random.default_rng(41)
    return {
        "apart": {"sought": [3.0, 2.0], "others": [1.0, 0.0]},
        # Few different scores: many are equal.
        "with equal scores": {
            "sought": random.integers(0, 5, 20).astype(float).tolist(),
            "others": random.integers(0, 4, 200).astype(float).tolist(),
        },
        "random": {"sought": random.random(30).tolist(), "others": random.random(300).tolist()},
    }


if __name__ == "__main__":
    cases = {
        "graphs": graphs(),
        "matrices": matrices(),
        "samples": samples(),
        "tables": tables(),
        "rankings": rankings(),
    }
    json.dump(cases, sys.stdout)
