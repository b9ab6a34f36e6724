//! What is chosen beside the part: the format, and for a network which nodes and edges.

use waymark_model::{EntityKind, TieKind};

use crate::Format;

/// As what a part of a map is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The format. What follows is about networks only.
    pub format: Format,
    /// Which network.
    pub mode: Mode,
    /// Of which kinds things and ties are taken.
    pub kinds: Kinds,
    /// In one mode, what is joined by what.
    pub joined: Joined,
    /// In one mode, how much an edge weighs.
    pub weighing: Weighing,
    /// Whether those that nothing joins to others are in it.
    pub isolates: bool,
}

impl Choice {
    /// A format with what is usual.
    pub fn usual(format: Format) -> Self {
        Self {
            format,
            mode: Mode::default(),
            kinds: Kinds::default(),
            joined: Joined::default(),
            weighing: Weighing::default(),
            isolates: true,
        }
    }

    /// The words of what is not usual, in their canonical order.
    pub fn words(&self) -> Vec<(&'static str, String)> {
        let mut words = Vec::new();
        if self.format.network().is_none() {
            return words;
        }
        if self.mode != Mode::default() {
            words.push(("mode", self.mode.word().to_owned()));
        }
        let kinds = self.kinds.words();
        if !kinds.is_empty() {
            words.push(("kinds", kinds.join(",")));
        }
        if self.mode == Mode::One {
            if self.joined != Joined::default() {
                words.push(("between", self.joined.between().to_owned()));
                words.push(("by", self.joined.by().to_owned()));
            }
            if self.weighing != Weighing::default() {
                words.push(("projection", self.weighing.word().to_owned()));
            }
        }
        if !self.isolates {
            words.push(("isolates", "false".to_owned()));
        }
        words
    }
}

/// Which network is made of a part of a map.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// Two sides: those that ties come from, and what they go to. Ties are support and leadership,
    /// unless other kinds are chosen.
    #[default]
    Two,
    /// One side, joined by what is shared.
    One,
    /// Every thing and every tie.
    All,
}

impl Mode {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Two, Self::One, Self::All];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Two => "two",
            Self::One => "one",
            Self::All => "all",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }
}

/// Kinds of things and of ties. Of a sort of which none is named, all are meant, or those that are
/// usual.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinds {
    /// Kinds of things.
    pub things: Vec<EntityKind>,
    /// Kinds of ties.
    pub ties: Vec<TieKind>,
}

impl Kinds {
    /// Adds the kind that a word names; whether there is such a kind.
    pub fn add(&mut self, word: &str) -> bool {
        match (EntityKind::from_word(word), TieKind::from_word(word)) {
            (Some(kind), _) => put(&mut self.things, kind),
            (None, Some(kind)) => put(&mut self.ties, kind),
            (None, None) => return false,
        }
        true
    }

    /// Whether things of a kind are taken.
    pub(crate) fn has(&self, kind: EntityKind) -> bool {
        self.things.is_empty() || self.things.contains(&kind)
    }

    fn words(&self) -> Vec<&'static str> {
        let things = self.things.iter().map(|kind| kind.word());
        things.chain(self.ties.iter().map(|kind| kind.word())).collect()
    }
}

fn put<K: Ord>(kinds: &mut Vec<K>, kind: K) {
    if let Err(place) = kinds.binary_search(&kind) {
        kinds.insert(place, kind);
    }
}

impl Kinds {
    /// Whether a network of two modes can be made of ties of these kinds: they come from
    /// organizations (`funds`, `leads`, `partners`), or are `serves` alone.
    pub fn have_two_sides(&self) -> bool {
        let from_organizations = [TieKind::Funds, TieKind::Leads, TieKind::Partners];
        self.ties == [TieKind::Serves] || self.ties.iter().all(|k| from_organizations.contains(k))
    }
}

/// The kinds of ties that a network of two modes is made of.
pub(crate) fn two_mode_kinds(kinds: &Kinds) -> &[TieKind] {
    if kinds.ties.is_empty() { &[TieKind::Funds, TieKind::Leads] } else { &kinds.ties }
}

/// In one mode, what is joined by what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Joined {
    /// Initiatives by who supports both.
    #[default]
    InitiativesByFunders,
    /// Initiatives by the goals that both serve.
    InitiativesByGoals,
    /// Initiatives by who leads both.
    InitiativesByLeads,
    /// Initiatives by who is a partner of both.
    InitiativesByPartners,
    /// Recipients, initiatives or organizations, by who supports both.
    RecipientsByFunders,
    /// Funders by what both support.
    FundersByRecipients,
    /// Organizations by the initiatives that both support, lead or are partners of.
    OrganizationsByInitiatives,
}

impl Joined {
    /// All of them; the first for its nodes is the usual one for them.
    pub const ALL: [Self; 7] = [
        Self::InitiativesByFunders,
        Self::InitiativesByGoals,
        Self::InitiativesByLeads,
        Self::InitiativesByPartners,
        Self::RecipientsByFunders,
        Self::FundersByRecipients,
        Self::OrganizationsByInitiatives,
    ];

    /// The word for the nodes.
    pub fn between(self) -> &'static str {
        match self {
            Self::InitiativesByFunders
            | Self::InitiativesByGoals
            | Self::InitiativesByLeads
            | Self::InitiativesByPartners => "initiatives",
            Self::RecipientsByFunders => "recipients",
            Self::FundersByRecipients => "funders",
            Self::OrganizationsByInitiatives => "organizations",
        }
    }

    /// The word for what joins them.
    pub fn by(self) -> &'static str {
        match self {
            Self::InitiativesByFunders | Self::RecipientsByFunders => "funders",
            Self::InitiativesByGoals => "goals",
            Self::InitiativesByLeads => "leads",
            Self::InitiativesByPartners => "partners",
            Self::FundersByRecipients => "recipients",
            Self::OrganizationsByInitiatives => "initiatives",
        }
    }

    /// Reads the words.
    pub fn from_words(between: &str, by: Option<&str>) -> Option<Self> {
        let is_meant =
            |each: &Self| each.between() == between && by.is_none_or(|by| each.by() == by);
        Self::ALL.into_iter().find(is_meant)
    }

    /// What is joined by what, in words.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::InitiativesByFunders => "initiatives, joined by who supports both",
            Self::InitiativesByGoals => "initiatives, joined by the goals that both serve",
            Self::InitiativesByLeads => "initiatives, joined by who leads both",
            Self::InitiativesByPartners => "initiatives, joined by who is a partner of both",
            Self::RecipientsByFunders => "recipients, joined by who supports both",
            Self::FundersByRecipients => "funders, joined by what both support",
            Self::OrganizationsByInitiatives => {
                "organizations, joined by the initiatives that both support, lead or are partners of"
            }
        }
    }
}

/// How much an edge of a projection weighs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weighing {
    /// As much as the two share.
    #[default]
    Shared,
    /// Σ 1/(h − 1) over what the two share, h being how many have it (Newman 2001).
    Newman,
    /// What the two share, of all that either has.
    Jaccard,
}

impl Weighing {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Shared, Self::Newman, Self::Jaccard];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Newman => "newman",
            Self::Jaccard => "jaccard",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weighing| weighing.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::{Joined, Kinds};

    #[test]
    fn kinds_of_things_and_of_ties_are_told_apart_by_their_words() {
        let mut kinds = Kinds::default();
        assert!(["leads", "organization", "funds", "leads"].iter().all(|word| kinds.add(word)));
        assert_eq!(kinds.words(), ["organization", "funds", "leads"]);
        assert!(!kinds.add("loves"));
    }

    #[test]
    fn what_is_joined_is_read_from_its_words() {
        for joined in Joined::ALL {
            assert_eq!(Joined::from_words(joined.between(), Some(joined.by())), Some(joined));
        }
        let usual = Joined::from_words("funders", None);
        assert_eq!(usual, Some(Joined::FundersByRecipients));
        assert_eq!(Joined::from_words("funders", Some("goals")), None);
    }
}
