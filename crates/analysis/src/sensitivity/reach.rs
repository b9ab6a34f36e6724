//! What is said of a number and of a first place.

use waymark_model::EntityId;

/// What is taken to be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingSort {
    /// Support of an initiative or an organization by an organization.
    Funding,
    /// That an organization leads an initiative.
    Leads,
    /// Ties between two initiatives that count as coordination.
    Links,
    /// That an initiative serves a goal.
    Placements,
    /// When a milestone was due or done, or whether it was.
    Dates,
}

impl MissingSort {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Funding => "funding",
            Self::Leads => "leads",
            Self::Links => "links",
            Self::Placements => "placements",
            Self::Dates => "dates",
        }
    }
}

/// A headline number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Organizations known to support something.
    Funders,
    /// Initiatives of which no funder is known.
    WithoutFunder,
    /// Initiatives of which no lead is known.
    WithoutLead,
    /// Recipients that two funders share.
    Shared,
    /// The same, of all that either supports.
    Jaccard,
    /// Initiatives that no tie joins to another.
    Isolates,
    /// Groups of two or more initiatives that ties hold together.
    Groups,
    /// Initiatives in the largest group.
    LargestGroup,
    /// Initiatives of which no goal is known.
    WithoutGoal,
    /// Tied pairs of initiatives, of all pairs with a goal in common.
    CoordinationRatio,
    /// Cells of goals by stages that no initiative is known to be in, though one could be.
    OpenCells,
    /// Milestones that were on time, of those for which it is known.
    OnTime,
}

impl Measure {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Funders => "funders",
            Self::WithoutFunder => "without_funder",
            Self::WithoutLead => "without_lead",
            Self::Shared => "shared",
            Self::Jaccard => "jaccard",
            Self::Isolates => "isolates",
            Self::Groups => "groups",
            Self::LargestGroup => "largest_group",
            Self::WithoutGoal => "without_goal",
            Self::CoordinationRatio => "coordination_ratio",
            Self::OpenCells => "open_cells",
            Self::OnTime => "on_time",
        }
    }

    /// How its range is found.
    pub fn how(self) -> &'static str {
        match self {
            Self::Funders => {
                "each missing tie can make one more organization a funder, as long as there are others"
            }
            Self::WithoutFunder | Self::WithoutLead | Self::WithoutGoal => {
                "each missing tie can take one initiative off the list, until none is left"
            }
            Self::Shared => {
                "one tie for each recipient of one of the two that the other could support too, two \
                 ties for each that neither is known to support"
            }
            Self::Jaccard => {
                "least where each missing tie leads to what neither is known to support; greatest \
                 where each leads to a recipient of the other"
            }
            Self::Isolates => "each missing tie can link two of them, or the last one to any other",
            Self::Groups => {
                "each missing tie can join two groups into one, or make one of two that stand alone"
            }
            Self::LargestGroup => {
                "each missing tie can join the largest group and the largest of the others"
            }
            Self::CoordinationRatio => {
                "each missing tie can join one more of the pairs; the pairs stay the same"
            }
            Self::OpenCells => {
                "each missing placement can put an initiative of a known stage under the goal where \
                 it fills the most open cells, those of wider goals among them"
            }
            Self::OnTime => {
                "of those for which it is not known, so many more late, or so many more on time"
            }
        }
    }
}

/// A headline number and the range it takes if ties are missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// What it counts.
    pub measure: Measure,
    /// Of what: two funders, or a goal; the whole map, if nothing.
    pub of: Vec<EntityId>,
    /// What is taken to be missing.
    pub missing: MissingSort,
    /// The number as it is known; nothing where it is known of none.
    pub value: Option<f64>,
    /// The least and the greatest that it can be; nothing where nothing can be said.
    pub range: Option<(f64, f64)>,
}

/// What is ranked, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RankingBy {
    /// Pairs of organizations, by the recipients they share.
    SharedRecipients,
    /// Organizations, by how many they support.
    Recipients,
    /// Goals, by how many initiatives serve them.
    Initiatives,
    /// Goals, by the share of their pairs of initiatives that are tied.
    CoordinationRatio,
}

impl RankingBy {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::SharedRecipients => "shared_recipients",
            Self::Recipients => "recipients",
            Self::Initiatives => "initiatives",
            Self::CoordinationRatio => "coordination_ratio",
        }
    }

    /// What is taken to be missing.
    pub fn missing(self) -> MissingSort {
        match self {
            Self::SharedRecipients | Self::Recipients => MissingSort::Funding,
            Self::Initiatives => MissingSort::Placements,
            Self::CoordinationRatio => MissingSort::Links,
        }
    }
}

/// A place in a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What has it: two organizations, or one thing.
    pub things: Vec<EntityId>,
    /// The number it is ranked by.
    pub value: f64,
}

/// A tie that is not on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingTie {
    /// Where it would begin.
    pub from: EntityId,
    /// Where it would end.
    pub to: EntityId,
}

/// A first place, and what it takes to overturn it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// What is ranked, and by what.
    pub by: RankingBy,
    /// Which is first; of several with the same number, the one whose id comes first.
    pub first: Place,
    /// How many missing ties would be enough for another to have the same number; 0 where one has
    /// it already, nothing where no number of ties is enough.
    pub level: Option<usize>,
    /// How many missing ties would be enough for another to be ahead of it; nothing where no number
    /// of ties is enough.
    pub flips: Option<usize>,
    /// Which would be ahead then, with its number as it is known now.
    pub challenger: Option<Place>,
    /// Ties that would do it, as many as are listed at most.
    pub ties: Vec<MissingTie>,
    /// Whether fewer ties are certainly not enough. On large maps not every pair is tried, and it
    /// may be that fewer are.
    pub exact: bool,
}
