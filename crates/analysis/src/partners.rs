//! With whom to work, whom to ask, whom to fund next: partners suggested by what is known of both.
//!
//! Two that have rare neighbours in common are alike ([`Method::ResourceAllocation`],
//! [`Method::AdamicAdar`]); a funder may suit who is supported by those it funds with
//! ([`Method::PathThreeDiscounted`]). Similarity and [`Complementarity`] – the same goal, other
//! activities or places – are told apart. Whoever is tied to the asker already, or is a part of the
//! same whole, is no suggestion. How good these suggestions are, says [`crate::report_card()`].

mod acquaintance;
mod complement;
mod introduce;
mod method;
mod missing;
mod network;
mod reasons;
mod scores;
mod words;

use waymark_model::{EntityId, EntityKind};

pub use self::complement::{Complementarity, FacetDifference};
pub use self::introduce::Introduction;
pub use self::method::{Method, PartnerSort, Wanted};
pub use self::missing::Missing;
pub use self::reasons::{PartnerReason, PartnerReasonKind, Subject};

pub(crate) use self::acquaintance::Acquaintance;
pub(crate) use self::network::SupportNetwork;
pub(crate) use self::scores::WAYS;

use self::introduce::Introductions;
use self::missing::{cannot_suggest, missing};
use self::reasons::reasons;
use self::scores::{Scored, Scores};
use crate::known::Known;
use crate::{About, AnalysisError, Frame, Path};

/// What to suggest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnersConfig {
    /// The sorts of partners; if none are named, those that suit the asker's kind and roles.
    pub wanted: Vec<Wanted>,
    /// What to rank by, in the lists that have it; else each list's own.
    pub sort: Option<PartnerSort>,
    /// At most so many suggestions in each list; no more than 1000.
    pub limit: usize,
    /// At most so many reasons for each suggestion.
    pub limit_reasons: usize,
    /// At most so many ways, and so many introductions, for each suggestion.
    pub limit_ways: usize,
}

impl Default for PartnersConfig {
    fn default() -> Self {
        Self { wanted: Vec::new(), sort: None, limit: 10, limit_reasons: 8, limit_ways: 3 }
    }
}

/// One partner that is suggested.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Who.
    pub id: EntityId,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// All scores that can be worked out between the two. One that is not here cannot be; one of 0
    /// says that nothing known joins them.
    pub scores: Vec<(Method, f64)>,
    /// The value it is ranked by.
    pub rank: f64,
    /// How alike the two are: their resource allocation index; only between things that may be
    /// alike, not between a funder and what it might fund.
    pub similarity: Option<f64>,
    /// How well they would add to each other; none where it is not known.
    pub complementarity: Option<Complementarity>,
    /// Why it is not known how well they would add to each other.
    pub complementarity_unknown: Option<&'static str>,
    /// What speaks for it, the weightiest first.
    pub reasons: Vec<PartnerReason>,
    /// How many reasons there are, listed or not.
    pub total_reasons: usize,
    /// The weightiest ways from the asker to it.
    pub paths: Vec<Path>,
    /// Whether facts that no source states are among what speaks for it.
    pub inferred: bool,
    /// Who could introduce them, the shortest way first. Empty: nobody is known.
    pub introductions: Vec<Introduction>,
    /// Who supports both.
    pub shared_funders: Vec<EntityId>,
}

/// Suggestions of one sort.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerList {
    /// The sort.
    pub wanted: Wanted,
    /// What they are ranked by.
    pub ranked_by: PartnerSort,
    /// Why by that.
    pub why: String,
    /// The suggestions, the best first.
    pub suggestions: Vec<Suggestion>,
    /// How many there are, listed or not.
    pub total: usize,
    /// Whether some were left out because of the limit.
    pub cut: bool,
    /// Of all who could be suggested, of how many anything is known that could speak for them.
    pub candidates: Known,
    /// How many are no suggestion because they are tied to the asker already.
    pub tied: usize,
    /// How many because they are parts of the same whole.
    pub kin: usize,
    /// What is not known of the asker and would help.
    pub missing: Vec<Missing>,
    /// Why nothing can be suggested at all, where that is so. It does not mean that nobody suits.
    pub cannot: Option<String>,
}

/// Partners suggested to one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Partners {
    /// What it is about.
    pub about: About,
    /// What was asked for.
    pub config: PartnersConfig,
    /// The asker.
    pub asker: EntityId,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The lists, in the order asked for.
    pub lists: Vec<PartnerList>,
}

/// Suggests partners. O(ties · steps of a walk), and O(ways of three from the asker).
///
/// # Errors
/// When the asker is not in the frame or is neither an initiative nor an organization; when a sort
/// of partner does not go with its kind, nothing asked for can be ranked as asked, or a limit is too
/// high.
///
/// ```
/// use waymark_analysis::{Filter, Frame, PartnersConfig, partners};
/// use waymark_model::{EntityId, sketch};
///
/// let map = sketch("
///     lumina -funds-> registry
///     walmart -funds-> registry
///     walmart -funds-> badges
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = partners(&frame, &EntityId::parse("badges")?, &PartnersConfig::default())?;
/// let funder = &answer.lists[1].suggestions[0];
/// assert_eq!(funder.id.as_str(), "lumina");
/// assert_eq!(
///     funder.reasons[0].sentence,
///     "walmart funds badges and registry, and lumina funds registry too."
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn partners(
    frame: &Frame,
    asker: &EntityId,
    config: &PartnersConfig,
) -> Result<Partners, AnalysisError> {
    let node = frame.node("entity", asker)?;
    let wanted = wanted(frame, node, config)?;
    check(&wanted, config)?;
    let known = Scores::new(frame, node);
    let introductions = Introductions::of(frame, node);
    let list =
        |wanted: &Wanted| List { known: &known, introductions: &introductions, config }.of(*wanted);
    Ok(Partners {
        about: frame.about.clone(),
        config: config.clone(),
        asker: asker.clone(),
        kind: frame.kinds[node as usize],
        lists: wanted.iter().map(list).collect(),
    })
}

fn wanted(
    frame: &Frame,
    asker: u32,
    config: &PartnersConfig,
) -> Result<Vec<Wanted>, AnalysisError> {
    let (may, expected) = match frame.kinds[asker as usize] {
        EntityKind::Initiative => (
            &[Wanted::Initiatives, Wanted::Funders, Wanted::Organizations][..],
            "`initiatives`, `funders` or `organizations`",
        ),
        EntityKind::Organization => (
            &Wanted::ALL[..],
            "`initiatives`, `funders`, `cofunders`, `recipients` or `organizations`",
        ),
        kind => {
            let (is, expected) = (kind.word(), "an initiative or an organization");
            return Err(AnalysisError::OtherKind { id: frame.id(asker), is, expected });
        }
    };
    if let Some(other) = config.wanted.iter().find(|wanted| !may.contains(wanted)) {
        let what = "sort of partner for an initiative";
        let value = other.word().to_owned();
        return Err(AnalysisError::Parameter { what, value, expected });
    }
    Ok(if config.wanted.is_empty() { by_roles(frame, asker) } else { config.wanted.clone() })
}

/// What suits the asker's kind and roles.
fn by_roles(frame: &Frame, asker: u32) -> Vec<Wanted> {
    if frame.is(asker, EntityKind::Initiative) {
        return vec![Wanted::Initiatives, Wanted::Funders];
    }
    let mut wanted = Vec::new();
    if !frame.supports.row(asker).is_empty() {
        wanted.extend([Wanted::Cofunders, Wanted::Recipients]);
    }
    if !frame.supported_by.row(asker).is_empty() {
        wanted.push(Wanted::Funders);
    }
    wanted.push(Wanted::Organizations);
    wanted
}

fn check(wanted: &[Wanted], config: &PartnersConfig) -> Result<(), AnalysisError> {
    if config.limit > 1000 {
        let (what, value) = ("number of suggestions", config.limit.to_string());
        return Err(AnalysisError::Parameter { what, value, expected: "at most 1000" });
    }
    match config.sort {
        Some(sort) if !wanted.iter().any(|wanted| wanted.has(sort)) => {
            Err(AnalysisError::Parameter {
                what: "order for these partners",
                value: sort.word().to_owned(),
                expected: "a score that one of the lists has",
            })
        }
        _ => Ok(()),
    }
}

/// What is needed to make one list.
struct List<'a> {
    known: &'a Scores<'a>,
    introductions: &'a Introductions<'a>,
    config: &'a PartnersConfig,
}

impl List<'_> {
    fn of(&self, wanted: Wanted) -> PartnerList {
        let (frame, asker) = (self.known.frame, self.known.asker);
        let scored = self.known.of(wanted);
        let candidates = self.known.candidates(wanted);
        let known = |node: &u32| self.known.is_known(*node);
        let (ranked_by, why) = self.order(wanted, &scored);
        let ranked = self.ranked(&candidates.nodes, &scored, ranked_by);
        let listed = ranked.iter().take(self.config.limit);
        PartnerList {
            wanted,
            ranked_by,
            why,
            suggestions: listed
                .map(|(node, rank)| self.suggestion(*node, *rank, wanted, &scored))
                .collect(),
            total: ranked.len(),
            cut: ranked.len() > self.config.limit,
            candidates: Known::count(&candidates.nodes, |node| known(node)),
            tied: candidates.tied,
            kin: candidates.kin,
            missing: missing(frame, asker, wanted),
            cannot: cannot_suggest(frame, asker, self.known.is_known(asker)),
        }
    }

    /// What to rank by: what was asked for, where the list has it, else the list's own; where that
    /// cannot be worked out, a walk over all that is known.
    fn order(&self, wanted: Wanted, scored: &Scored) -> (PartnerSort, String) {
        let own = wanted.own_method();
        let name = &self.known.frame.names[self.known.asker as usize];
        let (sort, reason) = match self.config.sort {
            Some(sort) if wanted.has(sort) => (sort, "as asked"),
            _ => (PartnerSort::Method(own), wanted.why_own()),
        };
        if let PartnerSort::Method(method) = sort
            && !scored.has(method)
        {
            let what = wanted.needs();
            let why =
                format!("no {what} of {name} is known, so a walk over all that is known ranks");
            return (PartnerSort::Method(Method::RandomWalkAll), why);
        }
        (sort, reason.to_owned())
    }

    /// Who has any reason to be suggested, the best first: by the value asked for, then by the
    /// other scores, then by id.
    fn ranked(&self, nodes: &[u32], scored: &Scored, by: PartnerSort) -> Vec<(u32, f64)> {
        let value = |node: u32| match by {
            PartnerSort::Method(method) => scored.value(method, node),
            PartnerSort::Complementarity => {
                self.known.complementarity(node).ok().map(|complement| complement.value)
            }
        };
        let valued = nodes.iter().filter_map(|node| Some((*node, value(*node)?)));
        let mut ranked: Vec<(u32, f64)> = valued.filter(|(_, value)| *value > 0.0).collect();
        ranked.sort_by(|(a, x), (b, y)| {
            y.total_cmp(x).then_with(|| scored.compare(*a, *b)).then_with(|| a.cmp(b))
        });
        ranked
    }

    fn suggestion(&self, node: u32, rank: f64, wanted: Wanted, scored: &Scored) -> Suggestion {
        let (frame, asker) = (self.known.frame, self.known.asker);
        let evidence = reasons(self.known, node, wanted);
        let alike = wanted.are_alike();
        let complement = alike.then(|| self.known.complementarity(node));
        let (complementarity, complementarity_unknown) = match complement {
            Some(Ok(complement)) => (Some(complement), None),
            Some(Err(why)) => (None, Some(why)),
            None => (None, None),
        };
        let inferred = evidence.reasons.iter().any(|reason| reason.inferred);
        Suggestion {
            id: frame.id(node),
            kind: frame.kinds[node as usize],
            scores: scored.all(node),
            rank,
            similarity: scored.value(Method::ResourceAllocation, node).filter(|_| alike),
            complementarity,
            complementarity_unknown,
            total_reasons: evidence.reasons.len(),
            reasons: evidence.reasons.into_iter().take(self.config.limit_reasons).collect(),
            paths: evidence.paths.into_iter().take(self.config.limit_ways).collect(),
            inferred,
            introductions: self.introductions.to(node, self.config.limit_ways),
            shared_funders: shared_funders(frame, asker, node),
        }
    }
}

fn shared_funders(frame: &Frame, a: u32, b: u32) -> Vec<EntityId> {
    let of_b = frame.supported_by.row(b);
    let shared = frame.supported_by.row(a).iter().map(|support| support.other);
    let mut shared: Vec<u32> =
        shared.filter(|funder| of_b.iter().any(|other| other.other == *funder)).collect();
    shared.dedup();
    frame.ids_of(&shared)
}
