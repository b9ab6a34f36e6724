//! Networks of a map: who is in the middle, and which belong together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EntityRef, Known, Run, Version};

/// What a network was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NetworkAbout {
    /// `initiatives` by the ties between them that count as coordination, `organizations` by the
    /// ties between them other than funding, `funders` by what both support, `recipients` by who
    /// supports both, `all` things but goals by all ties.
    pub name: String,
    /// The same in a sentence.
    pub sentence: String,
    /// How many things it has.
    pub size: usize,
    /// How many pairs of them are joined.
    pub pairs_joined: usize,
    /// How many ties it was made of.
    pub ties: usize,
    /// For how many anything is known that joins them to others, or could. Of the rest nothing is
    /// known; that they are joined to nobody is not.
    pub known: Known,
    /// Shared recipients or funders that were left out because too many have them in common; 0
    /// but in very large networks.
    pub left_out: usize,
}

/// Everybody's place in a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Centrality {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out. The seed matters for communities, and for ways where `paths` says
    /// that not everybody was searched from.
    #[serde(flatten)]
    pub run: Run,
    /// The network.
    pub network: NetworkAbout,
    /// Who is in it, with all measures; the first by the measure that was asked for.
    pub members: Vec<NodeMeasures>,
    /// How many of all are listed.
    pub members_shown: Known,
    /// Pairs that are joined, of all pairs; absent where there is no pair.
    pub density: Option<f64>,
    /// How many groups hang together.
    pub components: usize,
    /// How many are joined to nobody, as far as is known.
    pub isolates: usize,
    /// How much the network turns about its most central member.
    pub centralization: Centralization,
    /// From where the shortest ways were searched.
    pub paths: PathSources,
    /// Whether constraint and effective size were left out because the network is too large for
    /// them.
    pub constraint_left_out: bool,
}

/// A place in a network. All of it is about known ties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NodeMeasures {
    /// Who.
    pub entity: EntityRef,
    /// To how many others it is joined.
    pub degree: usize,
    /// How many ties it has; in `funders` and `recipients`, how much it shares with all others, what
    /// few have counting for more (Newman).
    pub weighted_degree: f64,
    /// Of the pairs of others, the share whose shortest ways lead over it.
    pub betweenness: f64,
    /// The standard error of that; absent where it is exact.
    pub betweenness_error: Option<f64>,
    /// How near all others are (Wasserman and Faust); absent where it could not be estimated.
    pub closeness: Option<f64>,
    /// How much it is joined to those that are joined to many (Bonacich); absent where nobody is
    /// joined, or there is no one answer.
    pub eigenvector: Option<f64>,
    /// How often one comes by it, walking along ties (PageRank, damping 0.85).
    pub page_rank: f64,
    /// How much those it is joined to are joined to one another (Burt); absent without any.
    pub constraint: Option<f64>,
    /// How many of those do not lead to one another (Burt); absent without any.
    pub effective_size: Option<f64>,
    /// The largest k for which it is in a group where each is joined to k others.
    pub core: u32,
    /// Whether its group would fall apart without it.
    pub articulation_point: bool,
    /// The number of its community, as `/analysis/communities` has it with the same seed; absent in
    /// none.
    pub community: Option<u32>,
}

/// How much a network turns about its most central member: 1 in a star, 0 where all are alike;
/// absent below three members.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Centralization {
    /// By to how many others each is joined.
    pub degree: Option<f64>,
    /// By how many pairs of others each lies between.
    pub betweenness: Option<f64>,
    /// By how near all others are.
    pub closeness: Option<f64>,
}

/// From where the shortest ways were searched.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PathSources {
    /// From how many of all; from all, unless the network is very large.
    pub sources: Known,
    /// With a probability of 95 % no betweenness is off by more; absent where all are exact.
    pub bound: Option<f64>,
}

/// The communities of a network: groups with more ties within than lots would have it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Communities {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How they were found: by Leiden, the best of several runs with different lots.
    #[serde(flatten)]
    pub run: Run,
    /// The network.
    pub network: NetworkAbout,
    /// The communities of two or more, the largest first.
    pub communities: Vec<Community>,
    /// Who is in none: joined to nobody, as far as is known.
    pub alone: Vec<EntityRef>,
    /// How much more is joined within communities than lots would have it; absent where nothing is
    /// joined. A high value by itself is no proof: networks drawn by lot have one too.
    pub modularity: Option<f64>,
    /// The least modularity of all runs.
    pub least_modularity: Option<f64>,
    /// How far the other runs agree with this one: 1 wholly, about 0 not at all (adjusted Rand
    /// index); absent with one run.
    pub stability: Option<f64>,
    /// How many different ways to group there were among the runs.
    pub different: usize,
    /// How many runs there were.
    pub runs: u32,
    /// How firm the communities are, in a sentence.
    pub sentence: String,
}

/// A community.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Community {
    /// Its number; 0 is the largest.
    pub number: u32,
    /// Who is in it.
    pub members: Vec<CommunityMember>,
    /// Pairs of members that are joined.
    pub pairs_within: usize,
    /// Pairs of a member and another that are joined.
    pub pairs_across: usize,
    /// Of its members, the share that each is together with in the other runs, on average; absent
    /// with one run.
    pub stability: Option<f64>,
}

/// Somebody in a community.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CommunityMember {
    /// Who.
    pub entity: EntityRef,
    /// Of the community, the share that it is together with in the other runs, on average.
    pub stability: Option<f64>,
}
