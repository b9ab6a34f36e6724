"""Holds the network files that Waymark writes against what networkx and igraph read in them.

    networks.py DIR

DIR is what `cargo run -p waymark-networks --example write_all -- DIR` wrote, and what `waymark export`
wrote of a map, where the node-link file, which is plain JSON, says what the others must say. Counts,
ends, weights and attributes must be equal. Prints a line for each file and ends with 1 if any is not
read so.
"""

import csv
import html
import json
import math
import sys
import warnings
from collections import Counter
from pathlib import Path

import igraph as ig
import networkx as nx

warnings.filterwarnings("ignore")


def is_missing(value):
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def plain(value):
    """A value so that what two programs have for the same is equal: igraph's numbers are floats."""
    if isinstance(value, bool):
        return float(value)
    return float(value) if isinstance(value, int) else value


def values(found, wanted):
    """Of what was found, what is wanted to be there; what is missing is left out."""
    return {k: plain(found[k]) for k in wanted if k in found and not is_missing(found[k])}


class Truth:
    """What a network says, and what of it a format carries."""

    def __init__(self, folder, name):
        path = folder / f"{name}.truth.json"
        self.all = json.loads(path.read_text()) if path.exists() else exported(folder, name)
        self.directed = self.all["directed"]
        self.node_names = {k for n in self.all["nodes"] for k in n["values"]}
        self.edge_names = {k for e in self.all["edges"] for k in e["values"]}

    def title(self):
        """What formats with one name for a node write: the label, or the id where labels come twice."""
        labels = [n["label"] for n in self.all["nodes"]]
        return "label" if len(set(labels)) == len(labels) else "id"

    def nodes(self, key="id", with_values=True):
        wanted = {}
        for node in self.all["nodes"]:
            own = {k: plain(v) for k, v in node["values"].items()} if with_values else {}
            wanted[node[key]] = own
        return wanted

    def edges(self, key="id", fields=("weight", "label"), with_values=True):
        names = {n["id"]: n[key] for n in self.all["nodes"]}
        wanted = []
        for edge in self.all["edges"]:
            own = {k: plain(v) for k, v in edge["values"].items()} if with_values else {}
            own |= {k: edge[k] for k in fields if edge[k] is not None}
            wanted.append(row(names[edge["source"]], names[edge["target"]], own, self.directed))
        return Counter(wanted)


NODE_FIELDS = {"id", "label", "bipartite", "start", "end"}
EDGE_FIELDS = {"source", "target", "id", "label", "kind", "weight", "direction", "start", "end"}


def exported(folder, name):
    """What an exported map says, by its node-link file."""
    file = json.loads((folder / f"{name}.node-link.json").read_text())
    nodes = [{"id": n["id"], "label": n.get("label", n["id"]), "mode": n.get("bipartite"),
              "values": {k: v for k, v in n.items() if k not in NODE_FIELDS}} for n in file["nodes"]]
    edges = [{"source": e["source"], "target": e["target"], "weight": e.get("weight"),
              "label": e.get("label"), "kind": e.get("kind"),
              "values": {k: v for k, v in e.items() if k not in EDGE_FIELDS}} for e in file["edges"]]
    return {"directed": file["directed"], "nodes": nodes, "edges": edges}


def row(source, target, own, directed):
    ends = (source, target) if directed else tuple(sorted((source, target)))
    return (*ends, json.dumps(own, sort_keys=True))


def expect(what, found, wanted):
    if found != wanted:
        raise AssertionError(f"{what}: found {found}, wanted {wanted}")


def check_nx(graph, truth, key="id", fields=("weight", "label"), with_values=True, labels=None):
    nodes = {n: values(d, truth.node_names) if with_values else {} for n, d in graph.nodes(data=True)}
    expect("nodes", nodes, truth.nodes(key, with_values))
    names = {*fields, *(truth.edge_names if with_values else ())}
    edges = [row(a, b, values(d, names), truth.directed) for a, b, d in graph.edges(data=True)]
    expect("edges", Counter(edges), truth.edges(key, fields, with_values))
    expect("direction", graph.is_directed(), truth.directed or not edges)
    if labels:
        found = {n: d.get(labels, n) for n, d in graph.nodes(data=True)}
        expect("labels", found, {n["id"]: n["label"] for n in truth.all["nodes"]})


def check_ig(graph, truth, name, key="id", fields=("weight", "label"), with_values=True, read=plain):
    def own(thing, names):
        return values({k: read(v) for k, v in thing.attributes().items()}, names)

    ids = [read(v) for v in graph.vs[name]]
    nodes = {i: own(v, truth.node_names) if with_values else {} for i, v in zip(ids, graph.vs)}
    expect("nodes", without_false(nodes), without_false(truth.nodes(key, with_values)))
    names = {*fields, *(truth.edge_names if with_values else ())}
    edges = [row(ids[e.source], ids[e.target], own(e, names), truth.directed) for e in graph.es]
    expect("edges", Counter(edges), truth.edges(key, fields, with_values))


def without_false(nodes):
    """igraph reads a truth value that is missing as false."""
    return {i: {k: v for k, v in own.items() if k != "open" or v} for i, own in nodes.items()}


def unescaped(value):
    """igraph leaves the characters of GML that are given by number as they are."""
    return html.unescape(value) if isinstance(value, str) else plain(value)


def graphml(path, truth):
    kinds = ("weight", "label", "kind")
    check_nx(nx.read_graphml(path), truth, fields=kinds, labels="label")
    check_ig(ig.Graph.Read_GraphML(str(path)), truth, "id", fields=kinds)


def gexf(path, truth):
    # networkx does not read the kinds of edges.
    check_nx(nx.read_gexf(path, version="1.3"), truth, labels="label")


def gml(path, truth):
    kinds = ("weight", "label", "kind")
    graph = nx.read_gml(path)
    check_nx(graph, truth, key=truth.title(), fields=kinds)
    expect("ids", {d["identifier"] for _, d in graph.nodes(data=True)}, set(truth.nodes()))
    check_ig(ig.Graph.Read_GML(str(path)), truth, "identifier", fields=kinds, read=unescaped)


def pajek(path, truth):
    graph = ig.Graph.Read_Pajek(str(path))
    pajeks = {"weight", "label"} & set(graph.es.attributes())
    if any(e["label"] for e in truth.all["edges"]):
        # Pajek has no way to write a `"`.
        for edge in truth.all["edges"]:
            edge["label"] = edge["label"] and edge["label"].replace('"', "'")
    check_ig(graph, truth, "name", key=truth.title(), fields=tuple(pajeks), with_values=False)
    if truth.all["nodes"][0]["mode"] is not None:
        sides = dict(zip(graph.vs["name"], graph.vs["type"]))
        expect("modes", sides, {n[truth.title()]: bool(n["mode"]) for n in truth.all["nodes"]})
        return  # networkx does not read the numbers of two modes.
    check_nx(nx.read_pajek(path), truth, key=truth.title(), fields=("weight",), with_values=False)


def ucinet(path, truth):
    if truth.all["nodes"][0]["mode"] is not None:
        return  # igraph reads one mode only, and networkx none.
    graph = ig.Graph.Read_DL(str(path), directed=True)
    ids = graph.vs["name"]
    expect("nodes", ids, [n["id"] for n in truth.all["nodes"]])
    found = [(ids[e.source], ids[e.target]) for e in graph.es]
    wanted = [(e["source"], e["target"]) for e in truth.all["edges"]]
    both = [] if truth.directed else [(b, a) for a, b in wanted if a != b]
    expect("edges", Counter(found), Counter(wanted + both))


def cytoscape(path, truth):
    graph = nx.cytoscape_graph(json.loads(path.read_text()))
    check_nx(graph, truth, fields=("weight", "label", "kind"), labels="label")


def node_link(path, truth):
    graph = nx.node_link_graph(json.loads(path.read_text()), edges="edges")
    check_nx(graph, truth, fields=("weight", "label", "kind"), labels="label")


def kumu(path, truth):
    file = json.loads(path.read_text())
    expect("elements", {e["id"]: e["label"] for e in file["elements"]},
           {n["id"]: n["label"] for n in truth.all["nodes"]})
    edges = [row(c["from"], c["to"], values({**c, "kind": c.get("type")}, {"weight", "kind"}), truth.directed)
             for c in file["connections"]]
    expect("connections", Counter(edges), truth.edges(fields=("weight", "kind"), with_values=False))


def nodes(path, truth):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    expect("nodes", {r["Id"]: r["Label"] or r["Id"] for r in rows},
           {n["id"]: n["label"] for n in truth.all["nodes"]})
    for r in rows:
        for cell in r.values():
            number = cell.replace(".", "", 1).lstrip("-").replace("e", "").replace("-", "").isdigit()
            if cell[:1] in "=+-@" and cell and not number:
                raise AssertionError(f"a spreadsheet would run `{cell}`")


def edges(path, truth):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [row(r["Source"], r["Target"], {"weight": float(r["Weight"])} if r["Weight"] else {}, truth.directed)
             for r in rows]
    expect("edges", Counter(found), truth.edges(fields=("weight",), with_values=False))
    expect("types", {r["Type"] for r in rows}, {"Directed" if truth.directed else "Undirected"})


def incidence(path, truth):
    with open(path, newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    found = Counter()
    for name, *cells in rows:
        found.update({(name, column): int(cell) for column, cell in zip(head[1:], cells) if cell != "0"})
    expect("edges", found, Counter((e["source"], e["target"]) for e in truth.all["edges"]))


CHECKS = {
    "graphml": graphml, "gexf": gexf, "gml": gml, "pajek": pajek, "ucinet": ucinet,
    "ucinet-dl": ucinet,
    "cytoscape": cytoscape, "node-link": node_link, "kumu": kumu, "nodes": nodes, "edges": edges,
    "incidence": incidence,
}


def main():
    folder = Path(sys.argv[1])
    seen = wrong = 0
    for path in sorted(folder.iterdir()):
        name, word, *rest = path.name.split(".")
        if word == "truth":
            continue
        seen += 1
        try:
            CHECKS[word](path, Truth(folder, name))
            print(f"{path.name}: equal")
        except Exception as error:  # Whatever a program says of a file is to be told.
            wrong += 1
            print(f"{path.name}: {type(error).__name__}: {error}")
    print(f"{seen - wrong} of {seen} network files are read back equal")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
