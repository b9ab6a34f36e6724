//! Networks of a map: who is in the middle, and which belong together.

use std::sync::Arc;

use waymark_analysis::{
    CentralityConfig, CentralitySort, CommunitiesConfig, MAXIMUM_RUNS, NetworkAbout, NetworkKind,
    centrality as measure, communities as find,
};
use waymark_engine::EngineError;
use waymark_wire as wire;

use super::{Ask, known};
use crate::ApiError;
use crate::words::{WordError, Words};

fn network_kind(words: &mut Words) -> Result<NetworkKind, WordError> {
    let expected = "`initiatives`, `organizations`, `funders`, `recipients` or `all`";
    Ok(words.read("network", expected, NetworkKind::from_word)?.unwrap_or_default())
}

/// Takes the words of centrality.
///
/// # Errors
/// When a value is none of those expected.
pub fn centrality_config(words: &mut Words) -> Result<CentralityConfig, WordError> {
    let expected = "a measure such as `betweenness`, `degree` or `constraint`";
    let sort = words.read("sort", expected, CentralitySort::from_word)?;
    Ok(CentralityConfig {
        network: network_kind(words)?,
        sort: sort.unwrap_or_default(),
        limit: words.number("limit", 1..=10_000)?.unwrap_or(1000) as usize,
        seed: words.seed()?.unwrap_or(1),
    })
}

/// Takes the words of communities.
///
/// # Errors
/// When a value is none of those expected.
pub fn communities_config(words: &mut Words) -> Result<CommunitiesConfig, WordError> {
    let range = 0.0..=1000.0;
    let resolution = words.read("resolution", "a number from 0 to 1000", |value| {
        value.parse().ok().filter(|value: &f64| range.contains(value))
    })?;
    let runs = words.number("seeds", 1..=u64::from(MAXIMUM_RUNS))?;
    Ok(CommunitiesConfig {
        network: network_kind(words)?,
        resolution: resolution.unwrap_or(1.0),
        seed: words.seed()?.unwrap_or(1),
        runs: runs.map(|runs| runs as u32),
    })
}

/// Everybody's place in a network.
///
/// # Errors
/// When the filter names something that is not on the map, or the seed is too large.
pub fn centrality(ask: &Ask, config: &CentralityConfig) -> Result<Arc<wire::Centrality>, ApiError> {
    ask.once(&format!("centrality {config:?}"), || {
        let frame = ask.frame()?;
        let found = measure(&frame, config, ask.watch()).map_err(EngineError::from)?;
        let words = [
            ("network", config.network.word().to_owned()),
            ("sort", config.sort.word().to_owned()),
            ("limit", config.limit.to_string()),
            ("seed", config.seed.to_string()),
        ];
        let mut run = wire::Run::with(words).over(config.network.word(), found.network.nodes);
        run.seed = Some(config.seed);
        Ok(wire::Centrality {
            version: ask.version(),
            filter: ask.filter_words(),
            run,
            network: network(&found.network),
            members_shown: wire::Known { known: found.nodes.len(), of: found.network.nodes },
            members: found.nodes.iter().map(|node| node_measures(ask, node)).collect(),
            density: found.density,
            components: found.components,
            isolates: found.isolates,
            centralization: centralization(found.centralization),
            paths: path_sources(found.paths),
            constraint_left_out: found.holes_left_out,
        })
    })
}

fn node_measures(ask: &Ask, node: &waymark_analysis::NodeMeasures) -> wire::NodeMeasures {
    wire::NodeMeasures {
        entity: ask.name(&node.id),
        degree: node.degree,
        weighted_degree: node.weighted_degree,
        betweenness: node.betweenness,
        betweenness_error: node.betweenness_error,
        closeness: node.closeness,
        eigenvector: node.eigenvector,
        page_rank: node.page_rank,
        constraint: node.constraint,
        effective_size: node.effective_size,
        core: node.core,
        articulation_point: node.articulation_point,
        community: node.community,
    }
}

pub(super) fn centralization(
    centralization: waymark_analysis::Centralization,
) -> wire::Centralization {
    let waymark_analysis::Centralization { degree, betweenness, closeness } = centralization;
    wire::Centralization { degree, betweenness, closeness }
}

pub(super) fn path_sources(paths: waymark_analysis::PathSources) -> wire::PathSources {
    let waymark_analysis::PathSources { sources, of, bound } = paths;
    wire::PathSources { sources: wire::Known { known: sources, of }, bound }
}

fn network(about: &NetworkAbout) -> wire::NetworkAbout {
    wire::NetworkAbout {
        name: about.kind.word().to_owned(),
        sentence: network_sentence(about.kind).to_owned(),
        size: about.nodes,
        pairs_joined: about.edges,
        ties: about.ties,
        known: known(about.known),
        left_out: about.left_out,
    }
}

fn network_sentence(kind: NetworkKind) -> &'static str {
    match kind {
        NetworkKind::Initiatives => {
            "Initiatives, joined by the known ties between them that count as coordination."
        }
        NetworkKind::Organizations => {
            "Organizations, joined by the known ties between them other than funding."
        }
        NetworkKind::Funders => "Funders, joined by what both are known to support.",
        NetworkKind::Recipients => "Recipients, joined by who is known to support both.",
        NetworkKind::All => "All things but goals, joined by all known ties.",
    }
}

/// The communities of a network.
///
/// # Errors
/// When the filter names something that is not on the map, or a parameter makes no sense.
pub fn communities(
    ask: &Ask,
    config: &CommunitiesConfig,
) -> Result<Arc<wire::Communities>, ApiError> {
    ask.once(&format!("communities {config:?}"), || {
        let frame = ask.frame()?;
        let found = find(&frame, config, ask.watch()).map_err(EngineError::from)?;
        let words = [
            ("network", config.network.word().to_owned()),
            ("resolution", config.resolution.to_string()),
            ("seed", config.seed.to_string()),
            ("seeds", found.runs.to_string()),
        ];
        let mut run = wire::Run::with(words).over(config.network.word(), found.network.nodes);
        (run.seed, run.samples) = (Some(config.seed), Some(u64::from(found.runs)));
        Ok(wire::Communities {
            version: ask.version(),
            filter: ask.filter_words(),
            run,
            network: network(&found.network),
            sentence: firmness(&found),
            communities: found.groups.iter().map(|group| community(ask, group)).collect(),
            alone: ask.names(&found.alone),
            modularity: found.modularity,
            least_modularity: found.least_modularity,
            stability: found.stability,
            different: found.different,
            runs: found.runs,
        })
    })
}

fn community(ask: &Ask, group: &waymark_analysis::Community) -> wire::Community {
    let members = group.members.iter().map(|member| wire::CommunityMember {
        entity: ask.name(&member.id),
        stability: member.togetherness,
    });
    wire::Community {
        number: group.number,
        members: members.collect(),
        pairs_within: group.within,
        pairs_across: group.across,
        stability: group.stability,
    }
}

/// How firm the communities are.
fn firmness(found: &waymark_analysis::Communities) -> String {
    let runs = found.runs;
    match found.stability {
        _ if found.groups.is_empty() => "Nothing is known to be joined.".to_owned(),
        None => "One run says nothing of how firm these communities are.".to_owned(),
        Some(_) if found.different == 1 => format!("All {runs} runs found the same communities."),
        Some(agreement) if agreement >= 0.9 => {
            format!("The {runs} runs found nearly the same communities.")
        }
        Some(agreement) if agreement >= 0.7 => {
            format!("The {runs} runs agree on much, not on all: see how firm each member is.")
        }
        Some(_) => {
            format!(
                "The {runs} runs found quite different communities: take these as one way of several."
            )
        }
    }
}
