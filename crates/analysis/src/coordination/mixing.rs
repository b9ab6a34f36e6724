//! Whether ties between initiatives lead out of their groups or stay within.

use std::collections::BTreeMap;

use waymark_measures::{EiIndex, Graph, Incidence, Watch, external_internal};
use waymark_model::{EntityKind, FacetId, TieKind};

use super::{CoordinationChanceConfig, CoordinationConfig, links_between_initiatives};
use crate::known::{Known, unknown_facet};
use crate::network::places;
use crate::{About, AnalysisError, Frame};

/// What groups initiatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grouping {
    /// The goals they serve.
    Goal,
    /// Who leads them.
    Lead,
    /// Who supports them.
    Funder,
    /// The terms of a facet that they carry.
    Facet(FacetId),
}

impl Grouping {
    /// The word for it, as used in the API and the command line; a facet goes by its id.
    pub fn word(&self) -> &str {
        match self {
            Self::Goal => "goal",
            Self::Lead => "lead",
            Self::Funder => "funder",
            Self::Facet(facet) => facet.as_str(),
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "goal" => Some(Self::Goal),
            "lead" => Some(Self::Lead),
            "funder" => Some(Self::Funder),
            facet => FacetId::parse(facet).ok().map(Self::Facet),
        }
    }
}

/// How ties lead out of groups of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixing {
    /// What groups them.
    pub grouping: Grouping,
    /// Of the initiatives, for how many a group is known. The others take no part, nor their ties.
    pub initiatives: Known,
    /// Ties between strangers of different groups.
    pub external: usize,
    /// Ties between strangers with a group in common.
    pub internal: usize,
    /// The index and what chance makes of it; none where no such tie is known.
    pub index: Option<EiIndex>,
}

/// How ties between initiatives lead out of their groups.
#[derive(Debug, Clone, PartialEq)]
pub struct CoordinationMixing {
    /// What it is about.
    pub about: About,
    /// How chance was held against.
    pub config: CoordinationChanceConfig,
    /// How often groups were dealt anew.
    pub samples: u32,
    /// By each grouping.
    pub groupings: Vec<Mixing>,
}

/// Measures how ties between strangers lead out of groups: by the groupings that are named, or by
/// goal, by lead and, where there is such a facet, by place. See [`external_internal`].
///
/// # Errors
/// When there is no such facet, the seed is too large, the samples are too many, or nobody wants
/// the rest.
pub fn coordination_mixing(
    frame: &Frame,
    groupings: &[Grouping],
    config: &CoordinationChanceConfig,
    watch: &dyn Watch,
) -> Result<CoordinationMixing, AnalysisError> {
    config.check()?;
    let usual = usual_groupings(frame);
    let groupings = if groupings.is_empty() { &usual } else { groupings };
    let nodes: Vec<u32> = frame.nodes_of(EntityKind::Initiative).collect();
    let place = places(frame.len(), &nodes);
    let links = links_between_initiatives(frame, &CoordinationConfig::KINDS);
    let ties: Vec<(u32, u32)> =
        links.iter().map(|link| (place[link.a as usize], place[link.b as usize])).collect();
    let graph = Graph::unweighted(nodes.len(), &ties);
    let wholes: Vec<u32> = nodes.iter().map(|node| frame.umbrella[*node as usize]).collect();
    let samples = config.samples(ties.len());
    let measure = |grouping: &Grouping| {
        let groups = groups(frame, &nodes, &place, grouping)?;
        let lots = (config.seed, samples);
        let found = external_internal(&graph, &groups, &wholes, lots, watch)?;
        Ok(Mixing {
            grouping: grouping.clone(),
            initiatives: Known { known: found.nodes, of: nodes.len() },
            external: found.external,
            internal: found.internal,
            index: found.index,
        })
    };
    Ok(CoordinationMixing {
        about: frame.about.clone(),
        config: *config,
        samples,
        groupings: groupings.iter().map(measure).collect::<Result<_, AnalysisError>>()?,
    })
}

fn usual_groupings(frame: &Frame) -> Vec<Grouping> {
    let place = frame.facets.iter().find(|facet| facet.as_str() == "place");
    let place = place.map(|facet| Grouping::Facet(facet.clone()));
    [Grouping::Goal, Grouping::Lead].into_iter().chain(place).collect()
}

/// Initiatives by their groups.
fn groups(
    frame: &Frame,
    nodes: &[u32],
    place: &[u32],
    grouping: &Grouping,
) -> Result<Incidence, AnalysisError> {
    let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
    let mut number = |group: u32| {
        let next = numbers.len() as u32;
        *numbers.entry(group).or_insert(next)
    };
    let mut entries: Vec<(u32, u32)> = Vec::new();
    if *grouping == Grouping::Lead {
        for tie in frame.ties.iter().filter(|tie| tie.kind == TieKind::Leads) {
            entries.push((place[tie.to as usize], number(tie.from)));
        }
    }
    if let Grouping::Facet(facet) = grouping
        && !frame.facets.contains(facet)
    {
        return Err(unknown_facet(facet));
    }
    for (row, node) in (0..).zip(nodes) {
        let mut put = |group: u32| entries.push((row, number(group)));
        match grouping {
            Grouping::Lead => {}
            Grouping::Goal => frame.goals_of.row(*node).iter().for_each(|p| put(p.goal)),
            Grouping::Funder => frame.supported_by.row(*node).iter().for_each(|s| put(s.other)),
            Grouping::Facet(facet) => {
                let terms = frame.terms_of.row(*node).iter().map(|carried| carried.term);
                let of_facet = |term: &u32| frame.terms[*term as usize].reference.facet == *facet;
                terms.filter(of_facet).for_each(put);
            }
        }
    }
    Ok(Incidence::of(nodes.len(), numbers.len(), &entries))
}
