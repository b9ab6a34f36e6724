"""Holds what Waymark measured against what other programs say.

    compare.py CASES.json OURS.json MAPS

MAPS is a folder with a folder for each map: its export and what the program answers about it.
Prints a line for each measure and ends with 1 if any differs by more than it may.
"""

import inspect
import json
import math
import pathlib
import statistics
import sys

import graphs
import maps
import matrices
import rankings
import samples
import tables

# What an exact answer may differ by, relative to its size where that is more than 1.
EXACT = 1e-9
# A share that was drawn by lot from T samples lies within so many standard errors.
STANDARD_ERRORS = 4.5
# Two programs that look for the best communities may each miss them by a little.
MODULARITY = 0.005

KINDS = {
    "graphs": graphs,
    "matrices": matrices,
    "samples": samples,
    "tables": tables,
    "rankings": rankings,
}
# Two references for one measure of ours.
SAME_AS = {"constraint_by_igraph": "constraint"}


def measures(module):
    """The functions of a module that take a case, in the order in which they are written."""
    found = inspect.getmembers(module, inspect.isfunction)
    ours = [f for _, f in found if f.__module__ == module.__name__]
    takes_case = [f for f in ours if list(inspect.signature(f).parameters)[:1] == ["c"]]
    one = [f for f in takes_case if all(p.default is not p.empty for p in
           list(inspect.signature(f).parameters.values())[1:])]
    helpers = {"two_mode", "pairs", "weights"}
    one = [f for f in one if f.__name__ not in helpers]
    return sorted(one, key=lambda f: f.__code__.co_firstlineno)


def difference(a, b):
    """How far two answers are apart, relative to their size; infinity where they do not match."""
    if isinstance(a, (list, tuple)) or isinstance(b, (list, tuple)):
        if not isinstance(b, (list, tuple)) or not isinstance(a, (list, tuple)) or len(a) != len(b):
            return math.inf
        return max((difference(x, y) for x, y in zip(a, b)), default=0.0)
    if a is None or b is None:
        return 0.0 if a is b else math.inf
    return abs(a - b) / max(1.0, abs(a))


def errors_apart(shares, drawn, others, others_drawn):
    """How many standard errors two samplers are apart, at most."""
    worst = 0.0
    for p, q in zip(shares, others):
        both = (p * drawn + q * others_drawn) / (drawn + others_drawn)
        spread = max(both * (1 - both), 1 / others_drawn) * (1 / drawn + 1 / others_drawn)
        worst = max(worst, abs(p - q) / math.sqrt(spread))
    return worst


def means_apart(a, b):
    """How many standard errors the means of two samples are apart."""
    spread = statistics.variance(a) / len(a) + statistics.variance(b) / len(b)
    gap = abs(statistics.mean(a) - statistics.mean(b))
    return 0.0 if gap == 0 else gap / math.sqrt(spread) if spread else math.inf


def check(measure, theirs, ours):
    """The difference that there is, and the one that there may be."""
    if measure == "leiden":
        return theirs - ours, MODULARITY
    if measure == "fdsm":
        shares, drawn = theirs
        return errors_apart(shares, drawn, ours["p_more"], ours["samples"]), STANDARD_ERRORS
    if measure == "external_internal_by_chance":
        tails = ["p_more", "p_less"]
        apart = errors_apart([theirs[t] for t in tails], theirs["samples"],
                             [ours[t] for t in tails], ours["samples"])
        return apart, STANDARD_ERRORS
    if measure == "tied_within_groups_rewired":
        return means_apart(theirs, ours), STANDARD_ERRORS
    if callable(theirs):
        value = ours["value"] if "value" in ours else ours["modularity"]
        return difference(theirs(ours), value), EXACT
    return difference(theirs, ours), EXACT


class Tally:
    """Counts the comparisons, and prints each."""

    def __init__(self):
        self.seen = self.failed = 0

    def add(self, measure, case, apart, allowed):
        well = apart <= allowed
        self.seen += 1
        self.failed += not well
        word = "well" if well else "DIFFERS"
        print(f"{word:8} {measure:28} {case:26} {apart:10.2e} of {allowed:.0e}")

    def missing(self, what):
        self.seen += 1
        self.failed += 1
        print(f"MISSING  {what}")


def compare_cases(cases, ours, tally):
    for kind, module in KINDS.items():
        for name, case in cases[kind].items():
            built = module.Case(case)
            unseen = set(ours[kind][name])
            for measure in measures(module):
                known_as = SAME_AS.get(measure.__name__, measure.__name__)
                unseen.discard(known_as)
                theirs = measure(built)
                if theirs is NotImplemented:
                    continue
                if known_as not in ours[kind][name]:
                    tally.missing(f"{known_as} of {name}")
                    continue
                tally.add(measure.__name__, name, *check(known_as, theirs, ours[kind][name][known_as]))
            for measure in sorted(unseen):
                tally.missing(f"a reference for {measure}")


def compare_maps(folder, tally):
    """Each measure of a map gives pairs of values: theirs and ours."""
    for path in sorted(folder.iterdir()):
        answers = {file.stem: json.loads(file.read_text()) for file in path.glob("*.json")}
        case = maps.Case(answers.pop("export"), answers)
        for measure in measures(maps):
            pairs = measure(case)
            theirs, ours = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
            tally.add(measure.__name__, path.name, difference(theirs, ours), EXACT)


def main(cases_file, ours_file, maps_folder):
    tally = Tally()
    compare_maps(pathlib.Path(maps_folder), tally)
    with open(cases_file) as cases, open(ours_file) as ours:
        compare_cases(json.load(cases), json.load(ours), tally)
    print(f"{tally.seen - tally.failed} of {tally.seen} comparisons are well")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
