//! The sorts of partners, and the scores by which they are found.

/// A sort of partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// Initiatives to work with.
    Initiatives,
    /// Funders that might be asked.
    Funders,
    /// Funders to fund together with.
    Cofunders,
    /// Initiatives and organizations that might be funded.
    Recipients,
    /// Organizations to work with.
    Organizations,
}

/// A score between an asker and a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// How many neighbours both have.
    CommonNeighbors,
    /// Common neighbours, the rarer the more: Adamic & Adar (2003). Between a funder and a
    /// recipient, summed over the recipient's funders.
    AdamicAdar,
    /// The same with 1/k for 1/ln k: Zhou, Lü & Zhang (2009).
    ResourceAllocation,
    /// Ways of three ties from a funder over a recipient and another funder to a recipient.
    PathThree,
    /// The same, each discounted by the degrees on the way: Shekhtman, Gates & Barabási (2024).
    PathThreeDiscounted,
    /// A random walk with restart: Tong, Faloutsos & Pan (2006). Between funders and recipients,
    /// over support only.
    RandomWalk,
    /// A random walk with restart over all that is known.
    RandomWalkAll,
    /// How many ties the candidate has, whoever asks; what the others must beat.
    Popularity,
    /// Left to chance; only for comparison.
    Random,
}

/// What suggestions can be ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerSort {
    /// By a score.
    Method(Method),
    /// By how well they would add to each other.
    Complementarity,
}

impl Wanted {
    /// All five.
    pub const ALL: [Self; 5] =
        [Self::Initiatives, Self::Funders, Self::Cofunders, Self::Recipients, Self::Organizations];

    /// The word for it, as used in the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Initiatives => "initiatives",
            Self::Funders => "funders",
            Self::Cofunders => "cofunders",
            Self::Recipients => "recipients",
            Self::Organizations => "organizations",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wanted| wanted.word() == word)
    }

    /// The scores that a list of these has, if enough is known.
    pub fn methods(self) -> &'static [Method] {
        use Method::{
            AdamicAdar, CommonNeighbors, PathThree, PathThreeDiscounted, Popularity, RandomWalk,
            RandomWalkAll, ResourceAllocation,
        };
        match self {
            Self::Initiatives | Self::Organizations => {
                &[ResourceAllocation, AdamicAdar, CommonNeighbors, RandomWalkAll, Popularity]
            }
            Self::Cofunders => &[
                ResourceAllocation,
                AdamicAdar,
                CommonNeighbors,
                RandomWalk,
                RandomWalkAll,
                Popularity,
            ],
            Self::Funders | Self::Recipients => &[
                PathThreeDiscounted,
                PathThree,
                ResourceAllocation,
                AdamicAdar,
                RandomWalk,
                RandomWalkAll,
                Popularity,
            ],
        }
    }

    /// Whether a list of these can be ranked by something.
    pub fn has(self, sort: PartnerSort) -> bool {
        match sort {
            PartnerSort::Method(method) => self.methods().contains(&method),
            PartnerSort::Complementarity => self.are_alike(),
        }
    }

    /// What a list of these is ranked by unless something else is asked for.
    pub fn own_method(self) -> Method {
        self.methods()[0]
    }

    /// Whether asker and candidate may be alike, rather than one fund the other.
    pub(super) fn are_alike(self) -> bool {
        !matches!(self, Self::Funders | Self::Recipients)
    }

    /// What must be known of the asker for the scores of support.
    pub(super) fn needs(self) -> &'static str {
        if self == Self::Funders { "funder" } else { "recipient" }
    }

    pub(super) fn why_own(self) -> &'static str {
        match self {
            Self::Initiatives | Self::Organizations => {
                "rare goals, terms, funders and partners in common say more than common ones"
            }
            Self::Cofunders => "recipients in common that few others fund say the most",
            Self::Funders | Self::Recipients => {
                "funders that fund alike go on alike; those who fund much, and what many fund, \
                 say less"
            }
        }
    }
}

impl Method {
    /// All, the baselines last.
    pub const ALL: [Self; 9] = [
        Self::PathThreeDiscounted,
        Self::PathThree,
        Self::ResourceAllocation,
        Self::AdamicAdar,
        Self::CommonNeighbors,
        Self::RandomWalk,
        Self::RandomWalkAll,
        Self::Popularity,
        Self::Random,
    ];

    /// The word for it, as used in the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::CommonNeighbors => "common_neighbors",
            Self::AdamicAdar => "adamic_adar",
            Self::ResourceAllocation => "resource_allocation",
            Self::PathThree => "path_three",
            Self::PathThreeDiscounted => "path_three_discounted",
            Self::RandomWalk => "random_walk",
            Self::RandomWalkAll => "random_walk_all",
            Self::Popularity => "popularity",
            Self::Random => "random",
        }
    }

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::CommonNeighbors => "common neighbours",
            Self::AdamicAdar => "Adamic–Adar",
            Self::ResourceAllocation => "resource allocation",
            Self::PathThree => "ways of three",
            Self::PathThreeDiscounted => "ways of three, discounted by degree",
            Self::RandomWalk => "random walk with restart over support",
            Self::RandomWalkAll => "random walk with restart over all that is known",
            Self::Popularity => "popularity",
            Self::Random => "chance",
        }
    }
}

impl PartnerSort {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Method(method) => method.word(),
            Self::Complementarity => "complementarity",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        let methods = Method::ALL.into_iter().filter(|method| *method != Method::Random);
        let mut all = methods.map(Self::Method).chain([Self::Complementarity]);
        all.find(|sort| sort.word() == word)
    }
}
