"""How well scores tell what is sought from what is not, by scipy."""

from scipy.stats import mannwhitneyu


class Case:
    def __init__(self, case):
        self.sought, self.others = case["sought"], case["others"]


def auc(c):
    """The area under the ROC curve is Mann and Whitney's U over the number of pairs."""
    u = mannwhitneyu(c.sought, c.others, method="asymptotic").statistic
    return float(u) / (len(c.sought) * len(c.others))
