"""Reads a research pack: checks every file, counts what is in it, and holds the counts against the
manifest. It needs nothing beside the standard library.

    python3 read.py            check everything and print the counts
    from read import table, network, analysis, frame, graph

An empty cell is unknown: it is read as None, never as 0.
"""

import csv
import hashlib
import json
import pathlib
import sys
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).resolve().parent
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
csv.field_size_limit(2**31 - 1)


def manifest():
    """What the pack says of itself."""
    return json.loads((HERE / "MANIFEST.json").read_text(encoding="utf-8"))


def rows(path):
    """The rows of a file of the pack as dictionaries; what is not known is None."""
    with open(HERE / path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: value if value != "" else None for name, value in row.items()}


def table(name):
    """The rows of a table, such as `initiatives`."""
    return list(rows(f"tables/{name}.csv"))


def network(name="two-mode"):
    """The nodes and the edges of a network, such as `two-mode` or `all`."""
    return list(rows(f"networks/{name}/nodes.csv")), list(rows(f"networks/{name}/edges.csv"))


def analysis(name):
    """The answer of an analysis, such as `overlap`."""
    return json.loads((HERE / "analyses" / f"{name}.json").read_text(encoding="utf-8"))


def frame(name):
    """A table as a data frame of pandas, everything as text."""
    import pandas

    return pandas.read_csv(HERE / "tables" / f"{name}.csv", dtype="string")


def graph(name="two-mode"):
    """A network as a graph of networkx."""
    import networkx

    return networkx.read_graphml(HERE / "networks" / name / "graphml.graphml")


def sha256(path):
    """The hash of a file of the pack."""
    digest = hashlib.sha256()
    with open(HERE / path, "rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            digest.update(part)
    return digest.hexdigest()


def counted(path):
    """How many rows, nodes and edges a file has; None where this script does not count them."""
    counts = {"rows": None, "nodes": None, "edges": None}
    if path.endswith(".csv"):
        counts["rows"] = sum(1 for _ in rows(path))
    if path.endswith("/nodes.csv"):
        counts["nodes"] = counts["rows"]
    if path.endswith("/edges.csv"):
        counts["edges"] = counts["rows"]
    if path.endswith(".graphml"):
        counts["nodes"] = counts["edges"] = 0
        for _, element in xml.iterparse(HERE / path):
            counts["nodes"] += element.tag == GRAPHML + "node"
            counts["edges"] += element.tag == GRAPHML + "edge"
            element.clear()
    if path.endswith("/node-link.json"):
        document = json.loads((HERE / path).read_text(encoding="utf-8"))
        links = document.get("links", document.get("edges"))
        counts["nodes"], counts["edges"] = len(document["nodes"]), len(links)
    if path == "document/waymark.json":
        document = json.loads((HERE / path).read_text(encoding="utf-8"))
        counts["nodes"], counts["edges"] = len(document["entities"]), len(document["ties"])
    return counts


def read_by_networkx(path):
    """The counts by networkx, where it is installed."""
    try:
        import networkx
    except ImportError:
        return None
    graph = networkx.read_graphml(HERE / path)
    return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()}


def main():
    """Checks everything; 1 if anything is not as the manifest says."""
    about = manifest()
    wrong = []
    print(about["title"])
    print("path,rows,nodes,edges")
    for file in about["files"]:
        path = file["path"]
        if sha256(path) != file["sha256"]:
            wrong.append(f"{path}: other bytes than the manifest says")
        found = counted(path)
        for what, count in found.items():
            if count is not None and file["counts"][what] not in (None, count):
                wrong.append(f"{path}: {count} {what}, the manifest says {file['counts'][what]}")
        if path.endswith(".graphml"):
            for what, count in (read_by_networkx(path) or {}).items():
                if count != file["counts"][what]:
                    wrong.append(f"{path}: {count} {what} by networkx")
        cells = ["" if found[what] is None else str(found[what]) for what in found]
        if any(cells):
            print(",".join([path, *cells]))
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
