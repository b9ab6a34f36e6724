//! Questions about a map, as pure functions.
//!
//! A question goes to a [`Frame`]: what a [`Filter`] selects of one version of a map, frozen as
//! columns. Each answer is plain data that says what it is about ([`About`]), with which parameters
//! it was asked, and how much of what it counts is known.
//!
//! - who, what, how fast, coordinated, at a glance: [`summary()`]
//! - where do portfolios overlap: [`overlap()`], [`overlap_pair`], [`overlap_sets`],
//!   [`intersections`]
//! - what is missing: [`gaps()`]
//! - what would lose its support: [`exit()`]; who asks for funds: [`requests()`]
//! - are they coordinating: [`coordination()`], against chance [`coordination_chance`] and
//!   [`coordination_mixing`], what holds them together [`coordination_structure`], who is not tied
//!   though they share much [`missed()`]
//! - who is in the middle, and which belong together: [`centrality()`], [`communities()`]
//! - how fast does it go: [`pace()`]; what became of what was planned: [`pace_between`]
//! - with whom to work, whom to ask: [`partners()`]; how good these suggestions are:
//!   [`report_card()`]
//! - how far would numbers and first places move if ties were missing: [`sensitivity()`]
//! - who can introduce whom: [`paths()`]; what is near: [`neighborhood()`]
//! - where to draw it all: [`layout()`]
//! - which facts need a person: [`care()`]
//!
//! The crate does no I/O and knows no clock or randomness: today and seeds are passed in. It holds
//! no state and caches nothing; that is the engine's. Work is shared among rayon's threads, and the
//! answer does not depend on how many there are.
//!
//! ```
//! use waymark_analysis::{Filter, Frame, OverlapConfig, overlap};
//! use waymark_measures::Unwatched;
//! use waymark_model::sketch;
//!
//! let map = sketch("
//!     lumina -funds-> registry
//!     walmart -funds-> registry
//! ");
//! let frame = Frame::build(&map, &Filter::default())?;
//! let answer = overlap(&frame, &OverlapConfig::default(), &Unwatched)?;
//! assert_eq!(answer.pairs[0].shared_with[0].thing().unwrap().as_str(), "registry");
//! # Ok::<(), waymark_analysis::AnalysisError>(())
//! ```

mod care;
mod centrality;
mod communities;
mod coordination;
mod error;
mod exit;
mod filter;
mod first;
mod frame;
mod gaps;
mod groups;
mod known;
mod lasting;
mod layout;
mod lots;
mod milestones;
mod missed;
mod money;
mod neighborhood;
mod network;
mod overlap;
mod pace;
mod partners;
mod paths;
mod report_card;
mod requests;
mod rows;
mod select;
mod sensitivity;
mod summary;

pub use care::{Care, CareConfig, CareItem, CareReason, CareRecord, Since, StatedValue, care};
pub use centrality::{
    Centrality, CentralityConfig, CentralitySort, Centralization, NodeMeasures, PathSources,
    centrality,
};
pub use communities::{
    Communities, CommunitiesConfig, Community, CommunityMember, MAXIMUM_RUNS, communities,
    drawn_communities,
};
pub use coordination::{
    ArticulationPoint, Bridge, Broker, COORDINATION_LEVEL, Confirmation, Coordination,
    CoordinationChance, CoordinationChanceConfig, CoordinationConfig, CoordinationMixing,
    CoordinationStructure, CoordinationVerdict, GoalCoordination, Grouping, Mixing, PairCounts,
    Part, SharedLead, StructureConfig, TiedByChance, TiedPair, coordination, coordination_chance,
    coordination_mixing, coordination_structure,
};
pub use error::AnalysisError;
pub use exit::{
    Exit, ExitCell, ExitConfig, ExitFunder, ExitGoal, ExitMilestone, ExitRecipient, Fate,
    FateCounts, Supported, exit,
};
pub use filter::{Filter, Selection};
pub use frame::{About, Frame};
pub use gaps::{
    Activity, Axis, CONCENTRATED, Cell, CellKind, Fragile, Fragility, Gaps, GapsConfig, Impossible,
    Line, LineKey, MOST_CELLS_WITH_NEAREST, NearActor, NearBasis, NearCell, Nearest, Need,
    NeedAdjusted, NeedBasis, NeedLine, NeedSide, gaps,
};
pub use known::{Known, Share};
pub use layout::{
    DrawnGroup, GroupLink, GroupsDrawing, Layout, LayoutConfig, LayoutLink, LayoutMode, LayoutNode,
    draw_groups, layout,
};
pub use lots::MAXIMUM_SAMPLES;
pub use milestones::{Standing, StandingCounts};
pub use missed::{
    MOST_HOLDERS, Missed, MissedConfig, MissedPair, MissedReason, SharedKind, SharedThing, missed,
};
pub use money::FundingTotals;
pub use neighborhood::{Neighbor, Neighborhood, NeighborhoodConfig, neighborhood};
pub use network::{NetworkAbout, NetworkKind};
pub use overlap::{
    Between, By, ChanceVerdict, Chances, Combination, DEFAULT_SAMPLES, Degree, FDSM_MAXIMUM,
    FDSM_PRACTICAL, GoalCount, GoalProfile, Intersections, IntersectionsConfig, Item, LeadChance,
    LeadVerdict, MAXIMUM_COMPARED, MoneyCompared, MoneyOverlap, NullConfig, NullModel, NullReason,
    Overlap, OverlapConfig, OverlapCoverage, OverlapSort, Pair, PairChance, PairDetail, PairLead,
    PairsFound, SIGNIFICANCE_LEVEL, SetOverlap, SetPart, SetSize, SharedWith, Side, Spread,
    intersections, overlap, overlap_pair, overlap_sets,
};
pub use pace::{
    Forecast, LeftOut, MedianDays, MilestoneOutcome, MilestonePace, OnTime, Outcome, Pace,
    PaceBetween, Period, PeriodCounts, Slip, SlipSummary, StageComparison, StageSpan,
    StageTimeline, StageWord, TimeToMilestone, Verdict, pace, pace_between,
};
pub use partners::{
    Complementarity, FacetDifference, Introduction, Method, Missing, PartnerList, PartnerReason,
    PartnerReasonKind, PartnerSort, Partners, PartnersConfig, Subject, Suggestion, Wanted,
    partners,
};
pub use paths::{Path, PathStep, Paths, PathsConfig, paths};
pub use report_card::{
    HoldOut, Marks, Measured, MethodMarks, MethodVerdict, PairNumbers, ReportCard,
    ReportCardConfig, Task, TaskCard, report_card,
};
pub use requests::{
    AskedFunder, NearFunder, Nearness, RankedBy, Request, RequestOutcome, RequestTie, Requests,
    RequestsConfig, requests,
};
pub use sensitivity::{
    Headline, Measure, MissingSort, MissingTie, Place, Ranking, RankingBy, Sensitivity,
    SensitivityConfig, sensitivity,
};
pub use summary::{Coordinated, HowFast, Summary, What, Who, summary};
