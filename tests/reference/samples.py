"""Time to event with open cases, by lifelines."""

import numpy as np
from lifelines import KaplanMeierFitter


class Case:
    def __init__(self, case):
        self.days, self.met = case["days"], case["met"]
        self.fit = KaplanMeierFitter().fit(self.days, self.met, alpha=0.05)
        self.events = sorted({d for d, m in zip(self.days, self.met) if m})


def survival(c):
    return [[float(t), float(c.fit.survival_function_at_times(t).iloc[0])] for t in c.events]


def interval(c):
    """The log-log interval at each time of an event; where nobody is left, none is defined."""
    table = c.fit.confidence_interval_.loc[c.events]
    return [[None if np.isnan(x) else float(x) for x in row] for row in table.to_numpy()]


def median(c):
    found = c.fit.median_survival_time_
    return None if np.isinf(found) else float(found)
