//! Who supports and who leads, if ties are missing.

use waymark_model::{EntityKind, TieKind};

use super::{
    Headline, Measure, MissingSort, Ranking, RankingBy, SensitivityConfig, count, named, place,
};
use crate::Frame;

pub(super) fn numbers(frame: &Frame, missing: usize) -> Vec<Headline> {
    let organizations = frame.nodes_of(EntityKind::Organization).count();
    let initiatives = frame.nodes_of(EntityKind::Initiative).count();
    let funders = (0..frame.len() as u32).filter(|node| !frame.supports.row(*node).is_empty());
    let funders = funders.count();
    // A tie needs somebody to support, and somebody else to be supported.
    let could_fund = if organizations + initiatives > 1 { organizations } else { 0 };
    let more = (could_fund.max(funders) - funders).min(missing);
    let unfunded = |node: &u32| frame.supported_by.row(*node).is_empty();
    let unfunded = frame.nodes_of(EntityKind::Initiative).filter(unfunded).count();
    let mut is_led = vec![false; frame.len()];
    for tie in frame.ties.iter().filter(|tie| tie.kind == TieKind::Leads) {
        is_led[tie.to as usize] = true;
    }
    let unled = frame.nodes_of(EntityKind::Initiative).filter(|node| !is_led[*node as usize]);
    let unled = unled.count();
    let fewer = |without: usize| if organizations > 0 { missing.min(without) } else { 0 };
    let (funding, leads) = (MissingSort::Funding, MissingSort::Leads);
    vec![
        count(Measure::Funders, funding, funders, funders, funders + more),
        count(Measure::WithoutFunder, funding, unfunded, unfunded - fewer(unfunded), unfunded),
        count(Measure::WithoutLead, leads, unled, unled - fewer(unled), unled),
    ]
}

/// Organizations by how many they support. A tie of another organization does not touch the first.
pub(super) fn ranking(frame: &Frame, config: &SensitivityConfig) -> Option<Ranking> {
    let mut sizes: Vec<(usize, u32)> = frame
        .nodes_of(EntityKind::Organization)
        .map(|node| (recipients(frame, node).len(), node))
        .collect();
    sizes.sort_by_key(|(size, node)| (std::cmp::Reverse(*size), *node));
    let (most, first) = *sizes.first().filter(|(size, _)| *size > 0)?;
    // Nobody supports itself, so all have as many whom they could support.
    let could_support = could_receive(frame).count() - 1;
    let second = sizes.get(1).copied();
    let challenger = second.filter(|_| most < could_support);
    let missing = |(size, node): (usize, u32)| {
        let held = recipients(frame, node);
        let free =
            could_receive(frame).filter(move |to| *to != node && held.binary_search(to).is_err());
        free.take((most - size + 1).min(config.ties)).map(move |to| (node, to))
    };
    Some(Ranking {
        by: RankingBy::Recipients,
        first: place(vec![frame.id(first)], most as f64),
        level: second.map(|(size, _)| most - size),
        flips: challenger.map(|(size, _)| most - size + 1),
        ties: named(frame, challenger.into_iter().flat_map(missing)),
        challenger: challenger.map(|(size, node)| place(vec![frame.id(node)], size as f64)),
        exact: true,
    })
}

/// Whom an organization is known to support, ascending, each once.
pub(super) fn recipients(frame: &Frame, node: u32) -> Vec<u32> {
    let mut recipients: Vec<u32> =
        frame.supports.row(node).iter().map(|support| support.other).collect();
    recipients.dedup();
    recipients
}

/// Whom somebody could support.
pub(super) fn could_receive(frame: &Frame) -> impl Iterator<Item = u32> {
    (0..frame.len() as u32).filter(|node| {
        matches!(frame.kinds[*node as usize], EntityKind::Organization | EntityKind::Initiative)
    })
}
