"""Answers about a whole map, from its export alone."""

import itertools

import igraph as ig
import networkx as nx
from scipy import stats

NO_SUPPORT = {"requested", "declined"}
COORDINATION = {
    "coordinates", "partners", "builds_on", "uses", "shares_data_with", "succeeds", "relates",
}


class Case:
    """What the program exports, and what it answers."""

    def __init__(self, export, answers):
        self.answers = answers
        self.held = {}
        for tie in export["ties"]:
            if tie["kind"] == "funds" and not self.is_no_support(tie):
                self.held.setdefault(tie["from"]["id"], set()).add(tie["to"]["id"])
        self.items = set().union(*self.held.values())
        self.holders = {}
        for items in self.held.values():
            for item in items:
                self.holders[item] = self.holders.get(item, 0) + 1
        self.network = nx.Graph()
        self.network.add_nodes_from(
            entity["id"] for entity in export["entities"] if entity["kind"] == "initiative")
        for tie in export["ties"]:
            ends = tie["from"]["id"], tie["to"]["id"]
            joins = tie["kind"] in COORDINATION and all(end in self.network for end in ends)
            if joins and ends[0] != ends[1]:
                self.network.add_edge(*ends)
        self.pairs = {(p["a"], p["b"]): p for p in answers["overlap"]["pairs"]}
        self.members = {m["entity"]["id"]: m for m in answers["centrality"]["members"]}

    def igraph(self):
        """The network of initiatives, its nodes in the same order."""
        place = {node: at for at, node in enumerate(self.network)}
        return ig.Graph(len(place), [(place[a], place[b]) for a, b in self.network.edges])

    @staticmethod
    def is_no_support(tie):
        """Funding that was only asked for, or declined: by the preferred statement, the first."""
        return any(fact["value"] in NO_SUPPORT for fact in tie["funding"]["status"][:1])

    def of_pair(self, a, b):
        """What two hold, and what both hold."""
        return self.held[a], self.held[b], self.held[a] & self.held[b]


def pairs_that_share(c):
    """How many pairs of funders share anything; those that are listed are among them."""
    pairs = itertools.combinations(sorted(c.held), 2)
    found = {pair for pair in pairs if c.held[pair[0]] & c.held[pair[1]]}
    said = c.answers["overlap"]["pairs_shown"]
    return [(len(found), said["of"]), (0, len(set(c.pairs) - found)), (len(c.pairs), said["known"])]


def overlap(c, name, theirs):
    return [(theirs(*c.of_pair(a, b)), pair[name]) for (a, b), pair in c.pairs.items()]


def shared(c):
    return overlap(c, "shared", lambda a, b, both: len(both))


def jaccard(c):
    return overlap(c, "jaccard", lambda a, b, both: len(both) / len(a | b))


def overlap_coefficient(c):
    return overlap(c, "overlap_coefficient", lambda a, b, both: len(both) / min(len(a), len(b)))


def newman(c):
    return overlap(c, "newman", lambda a, b, both: sum(1 / (c.holders[k] - 1) for k in both))


def hypergeometric(c, a, b, both):
    return stats.hypergeom(len(c.items), len(a), len(b))


def p_more(c):
    def theirs(a, b, both):
        return float(hypergeometric(c, a, b, both).sf(len(both) - 1))

    return overlap(c, "p_more", theirs)


def p_less(c):
    def theirs(a, b, both):
        return float(hypergeometric(c, a, b, both).cdf(len(both)))

    return overlap(c, "p_less", theirs)


def q(c):
    """Benjamini and Hochberg over all pairs, those that share nothing among them."""
    every = list(itertools.combinations(sorted(c.held), 2))
    tails = []
    for a, b in every:
        both = c.held[a] & c.held[b]
        nothing = not both
        more = 1.0 if nothing else float(
            hypergeometric(c, c.held[a], c.held[b], both).sf(len(both) - 1))
        tails.append(min(more, 1.0))
    corrected = dict(zip(every, stats.false_discovery_control(tails, method="bh")))
    return [(float(corrected[pair]), c.pairs[pair]["q"]) for pair in c.pairs]


def of_members(c, name, theirs):
    return [(theirs[node], member[name]) for node, member in c.members.items()]


def degree(c):
    return of_members(c, "degree", dict(c.network.degree))


def betweenness(c):
    """By igraph: networkx takes minutes where thousands are tied to nobody."""
    graph = c.igraph()
    most = max((graph.vcount() - 1) * (graph.vcount() - 2) / 2, 1)
    theirs = {node: value / most for node, value in zip(c.network, graph.betweenness())}
    return of_members(c, "betweenness", theirs)


def closeness(c):
    return of_members(c, "closeness", nx.closeness_centrality(c.network))


def page_rank(c):
    return of_members(c, "page_rank", nx.pagerank(c.network, tol=1e-14, max_iter=10_000))


def constraint(c):
    alone = set(nx.isolates(c.network))
    theirs = {n: None if n in alone else x for n, x in nx.constraint(c.network).items()}
    return of_members(c, "constraint", theirs)


def effective_size(c):
    alone = set(nx.isolates(c.network))
    theirs = {n: None if n in alone else x for n, x in nx.effective_size(c.network).items()}
    return of_members(c, "effective_size", theirs)


def core(c):
    return of_members(c, "core", nx.core_number(c.network))


def modularity(c):
    """Of the communities that the program found."""
    found = c.answers["communities"]
    if not c.network.number_of_edges():
        return [(None, found["modularity"])]
    group = {}
    for community in found["communities"]:
        group |= {m["entity"]["id"]: community["number"] for m in community["members"]}
    for number, thing in enumerate(found["alone"], len(found["communities"])):
        group[thing["id"]] = number
    return [(c.igraph().modularity([group[node] for node in c.network]), found["modularity"])]
