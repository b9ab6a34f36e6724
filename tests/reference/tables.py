"""Tables of counts under independence, by scipy."""

import numpy as np
from scipy.stats.contingency import expected_freq


class Case:
    def __init__(self, case):
        self.counts = np.array(case["counts"])


def expected(c):
    return expected_freq(c.counts).tolist()


def residuals(c):
    expected = expected_freq(c.counts)
    return ((c.counts - expected) / np.sqrt(expected)).tolist()
