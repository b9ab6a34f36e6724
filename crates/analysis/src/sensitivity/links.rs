//! How initiatives hang together, if ties between them are missing.

use super::{Headline, Measure, MissingSort, count};
use crate::Frame;
use crate::coordination::{
    CoordinationConfig, Link, isolates_and_components, links_between_initiatives,
};

/// The ties between initiatives that count as coordination, and what they hold together.
pub(super) struct Links {
    pub(super) links: Vec<Link>,
    isolates: usize,
    /// The sizes of groups of two or more, the largest first.
    groups: Vec<usize>,
}

impl Links {
    pub(super) fn of(frame: &Frame) -> Self {
        let links = links_between_initiatives(frame, &CoordinationConfig::KINDS);
        let (isolates, components) = isolates_and_components(frame, &links);
        Self { links, isolates: isolates.len(), groups: components.iter().map(Vec::len).collect() }
    }

    pub(super) fn numbers(&self, missing: usize) -> Vec<Headline> {
        let (isolates, groups) = (self.isolates, self.groups.len());
        let initiatives: usize = isolates + self.groups.iter().sum::<usize>();
        // One alone on the map has nobody to be tied to.
        let linked = if initiatives > 1 { isolates.min(2 * missing) } else { 0 };
        let fewest = groups - missing.min(groups.saturating_sub(1));
        let most = groups + missing.min(isolates / 2);
        let largest = self.groups.first().copied().unwrap_or(0);
        let number =
            |measure, value, low, high| count(measure, MissingSort::Links, value, low, high);
        vec![
            number(Measure::Isolates, isolates, isolates - linked, isolates),
            number(Measure::Groups, groups, fewest, most),
            number(Measure::LargestGroup, largest, largest, self.largest_with(missing)),
        ]
    }

    /// The largest group that so many more ties can make: each joins one more of the others to it.
    fn largest_with(&self, missing: usize) -> usize {
        let alone = std::iter::repeat_n(1, self.isolates);
        let joined: usize = self.groups.iter().copied().chain(alone).take(missing + 1).sum();
        // One initiative by itself is no group.
        if joined > 1 { joined } else { 0 }
    }
}
