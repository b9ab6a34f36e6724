"""Holds what Waymark measured against what other programs say.

    compare.py CASES.json OURS.json

Prints a line for each measure and ends with 1 if any differs by more than it may.
"""

import inspect
import json
import math
import statistics
import sys

import graphs
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


def main(cases_file, ours_file):
    with open(cases_file) as file:
        cases = json.load(file)
    with open(ours_file) as file:
        ours = json.load(file)
    failed, seen = 0, 0
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
                seen += 1
                if known_as not in ours[kind][name]:
                    print(f"MISSING  {known_as:28} {name}")
                    failed += 1
                    continue
                apart, allowed = check(known_as, theirs, ours[kind][name][known_as])
                well = apart <= allowed
                failed += not well
                word = "well" if well else "DIFFERS"
                print(f"{word:8} {measure.__name__:28} {name:26} {apart:10.2e} of {allowed:.0e}")
            for measure in sorted(unseen):
                print(f"NO REFERENCE for {measure} ({name})")
                failed += 1
    print(f"{seen - failed} of {seen} comparisons are well")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
