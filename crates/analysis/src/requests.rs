//! Who asks for funds, whom they asked, and which funders are near to what they do.
//!
//! A request is a funding tie whose status is *requested*; it is no support. Two things make a
//! funder near: how alike its portfolio is to what asks (the cosine of goals and terms, Salton &
//! McGill 1983), and how much it supports of what those support together who support it already
//! (density in the product space, Hidalgo and others 2007). Both are shown; where one cannot be
//! known, it is not taken for zero.

mod portfolio;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use waymark_measures::{Incidence, cosine, density, proximities};
use waymark_model::{Date, EntityId, FundingStatus, Money, TermRef, TieId};

use self::portfolio::{Features, Portfolios};
use crate::known::Known;
use crate::{About, Frame};

/// How many near recipients are named as the reason why a funder is near.
const REASONS: usize = 3;

/// Which requests, and how much about each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestsConfig {
    /// How many near funders are named for each who asks.
    pub near: usize,
    /// At most so many who ask are listed.
    pub limit: usize,
}

impl Default for RequestsConfig {
    fn default() -> Self {
        Self { near: 5, limit: 100 }
    }
}

/// What came of a request, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestOutcome {
    /// It was asked, and no answer is known.
    Open,
    /// It declined.
    Declined,
    /// It supports who asks, by a tie of its own: before, or in answer.
    Supports,
}

impl RequestOutcome {
    /// The word for it, as used in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Declined => "declined",
            Self::Supports => "supports",
        }
    }
}

/// How near a funder is to who asks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Nearness {
    /// The cosine of goals and terms; none where they are unknown of who asks, or of all that the
    /// funder supports.
    pub similarity: Option<f64>,
    /// Of all that is supported together with who asks, how much the funder supports; none where
    /// no support of who asks is known.
    pub density: Option<f64>,
}

/// A funder that was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedFunder {
    /// The funder.
    pub funder: EntityId,
    /// The requests and refusals, in the order of ids.
    pub ties: Vec<RequestTie>,
    /// What came of it.
    pub outcome: RequestOutcome,
    /// How near it is.
    pub nearness: Nearness,
}

/// A request or a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestTie {
    /// The tie.
    pub tie: TieId,
    /// Whether it is a request; a refusal, if not.
    pub requested: bool,
    /// When, if that is known.
    pub date: Option<Date>,
    /// How much, if that is known.
    pub amount: Option<Money>,
}

/// A funder that is near and was not asked.
#[derive(Debug, Clone, PartialEq)]
pub struct NearFunder {
    /// The funder.
    pub funder: EntityId,
    /// How near it is.
    pub nearness: Nearness,
    /// Goals of who asks that it supports work toward, and how many of its recipients do.
    pub goals: Vec<(EntityId, usize)>,
    /// Terms of who asks that its recipients carry, and how many do.
    pub terms: Vec<(TermRef, usize)>,
    /// What it supports of that which is supported together with who asks, the nearest first.
    pub cofunded: Vec<EntityId>,
    /// Of its recipients, of how many a goal or a term is known.
    pub profiled: Known,
}

/// What near funders are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankedBy {
    /// The cosine of goals and terms, then density.
    Similarity,
    /// Density, since no goal and no term of who asks is known.
    Density,
}

impl RankedBy {
    /// The word for it, as used in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Similarity => "similarity",
            Self::Density => "density",
        }
    }
}

/// Somebody who asks for funds.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Who asks.
    pub asker: EntityId,
    /// Whom it asked, or who declined.
    pub asked: Vec<AskedFunder>,
    /// Who is known to support it.
    pub supporters: Vec<EntityId>,
    /// Goals that are known of it, wider ones among them.
    pub goals: Vec<EntityId>,
    /// How many of these goals rest on inference only.
    pub goals_inferred: usize,
    /// Terms that are known of it, wider ones among them.
    pub terms: Vec<TermRef>,
    /// What near funders are sorted by; none where nothing is known that they could be near to:
    /// no goal, no term and no supporter.
    pub ranked_by: Option<RankedBy>,
    /// Funders that are near, neither asked nor declining nor supporting, nor parts of the same
    /// whole as who asks; the nearest first.
    pub near: Vec<NearFunder>,
}

/// Who asks for funds.
#[derive(Debug, Clone, PartialEq)]
pub struct Requests {
    /// What it is about.
    pub about: About,
    /// Which requests were asked for.
    pub config: RequestsConfig,
    /// Those who ask, in the order of ids.
    pub requests: Vec<Request>,
    /// How many ask, listed or not.
    pub askers: usize,
    /// Requests that are known. None known does not mean that nobody asks.
    pub requested_ties: usize,
    /// Of all funding ties, of how many the status is known: others may be requests.
    pub status: Known,
    /// How many funders are known.
    pub funders: usize,
}

/// Matches those who ask for funds with funders whose portfolios are near. Linear in the support,
/// and for each who asks in the portfolios of funders that have anything in common with it.
///
/// ```
/// use waymark_analysis::{Filter, Frame, RequestsConfig, requests};
/// use waymark_model::sketch;
///
/// let map = sketch("
///     lab -serves-> access
///     lumina -funds-> lab requested
///     badges -serves-> access
///     walmart -funds-> badges
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = requests(&frame, &RequestsConfig::default());
/// assert_eq!(answer.requests[0].asked[0].funder.as_str(), "lumina");
/// assert_eq!(answer.requests[0].near[0].funder.as_str(), "walmart");
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn requests(frame: &Frame, config: &RequestsConfig) -> Requests {
    let asked = asked(frame);
    let portfolios = Portfolios::of(frame);
    let entries: Vec<(u32, u32)> = (0..frame.len() as u32)
        .flat_map(|f| frame.supports.row(f).iter().map(move |s| (f, s.other)))
        .collect();
    let support = Incidence::of(frame.len(), frame.len(), &entries);
    let desk = Desk { frame, config, portfolios: &portfolios, support: &support };
    let listed: Vec<(&u32, &Asked)> = asked.iter().take(config.limit).collect();
    let requests = listed.into_par_iter().map(|(asker, asked)| desk.request(*asker, asked));
    Requests {
        about: frame.about.clone(),
        config: config.clone(),
        requests: requests.collect(),
        askers: asked.len(),
        requested_ties: asked
            .values()
            .flatten()
            .flat_map(|(_, ties)| ties)
            .filter(|it| it.requested)
            .count(),
        status: Known::count(&frame.fundings, |row| row.status.is_some()),
        funders: portfolios.funders(),
    }
}

/// For each funder that was asked or declined, the ties that say so.
type Asked = BTreeMap<u32, Vec<RequestTie>>;

/// Those with a request, and whom they asked.
fn asked(frame: &Frame) -> BTreeMap<u32, Asked> {
    let mut asked: BTreeMap<u32, Asked> = BTreeMap::new();
    for row in &frame.fundings {
        let requested = match row.status {
            Some(FundingStatus::Requested) => true,
            Some(FundingStatus::Declined) => false,
            _ => continue,
        };
        let tie = &frame.ties[row.tie as usize];
        let (tie, date) = (tie.id.clone(), tie.date);
        let ties = asked.entry(row.to).or_default().entry(row.from).or_default();
        ties.push(RequestTie { tie, requested, date, amount: row.amount });
    }
    // Who was only declined does not ask any more.
    asked.retain(|_, asked| asked.values().flatten().any(|tie| tie.requested));
    asked
}

/// What is needed to match one who asks.
struct Desk<'a> {
    frame: &'a Frame,
    config: &'a RequestsConfig,
    portfolios: &'a Portfolios,
    /// Funders by recipients.
    support: &'a Incidence,
}

/// What makes funders near to one who asks.
struct Asker {
    node: u32,
    features: Features,
    /// What is supported together with it, by proximity.
    proximities: Vec<(u32, f64)>,
    /// For each funder that supports any of this, how much of it.
    densities: Vec<(u32, f64)>,
}

impl Desk<'_> {
    fn request(&self, node: u32, asked: &Asked) -> Request {
        let frame = self.frame;
        let proximities = proximities(self.support, node);
        let asker = Asker {
            node,
            features: portfolio::features(frame, node),
            densities: density(self.support, &proximities),
            proximities,
        };
        let supporters: BTreeSet<u32> = self.support.columns.row(node).iter().copied().collect();
        let ranked_by = match (asker.features.is_empty(), supporters.is_empty()) {
            (false, _) => Some(RankedBy::Similarity),
            (true, false) => Some(RankedBy::Density),
            (true, true) => None,
        };
        let goals = frame.goals_of.row(node);
        Request {
            asker: frame.id(node),
            asked: asked
                .iter()
                .map(|(f, ties)| self.asked(&asker, *f, ties, &supporters))
                .collect(),
            near: self.near(&asker, asked, &supporters, ranked_by),
            supporters: supporters.iter().map(|funder| frame.id(*funder)).collect(),
            goals: goals.iter().map(|placement| frame.id(placement.goal)).collect(),
            goals_inferred: goals.iter().filter(|placement| placement.inferred).count(),
            terms: frame.terms_of.row(node).iter().map(|it| self.term(it.term)).collect(),
            ranked_by,
        }
    }

    fn term(&self, term: u32) -> TermRef {
        self.frame.terms[term as usize].reference.clone()
    }

    fn asked(
        &self,
        asker: &Asker,
        funder: u32,
        ties: &[RequestTie],
        supporters: &BTreeSet<u32>,
    ) -> AskedFunder {
        let mut ties = ties.to_vec();
        ties.sort_by(|a, b| a.tie.cmp(&b.tie));
        let outcome = match supporters.contains(&funder) {
            true => RequestOutcome::Supports,
            false if ties.iter().any(|tie| !tie.requested) => RequestOutcome::Declined,
            false => RequestOutcome::Open,
        };
        let nearness = self.nearness(asker, funder);
        AskedFunder { funder: self.frame.id(funder), ties, outcome, nearness }
    }

    fn nearness(&self, asker: &Asker, funder: u32) -> Nearness {
        let density = asker.densities.binary_search_by_key(&funder, |it| it.0);
        let density = density.map_or(0.0, |at| asker.densities[at].1);
        Nearness {
            similarity: cosine(&asker.features, self.portfolios.of_funder(funder)),
            density: (!asker.proximities.is_empty()).then_some(density),
        }
    }

    fn near(
        &self,
        asker: &Asker,
        asked: &Asked,
        supporters: &BTreeSet<u32>,
        ranked_by: Option<RankedBy>,
    ) -> Vec<NearFunder> {
        let Some(ranked_by) = ranked_by else { return Vec::new() };
        let mut candidates: BTreeSet<u32> = asker.densities.iter().map(|(it, _)| *it).collect();
        for (feature, _) in &asker.features {
            candidates.extend(self.portfolios.with(*feature));
        }
        candidates.retain(|funder| {
            !asked.contains_key(funder)
                && !supporters.contains(funder)
                && !self.frame.are_kin(*funder, asker.node)
        });
        let scored = candidates.into_iter().map(|funder| (funder, self.nearness(asker, funder)));
        let mut scored: Vec<(u32, Nearness)> = scored.collect();
        let score = |nearness: &Nearness| {
            let similarity = nearness.similarity.unwrap_or(-1.0);
            let density = nearness.density.unwrap_or(-1.0);
            match ranked_by {
                RankedBy::Similarity => [similarity, density],
                RankedBy::Density => [density, similarity],
            }
        };
        scored.sort_by(|(a, near_a), (b, near_b)| {
            let ([a1, a2], [b1, b2]) = (score(near_a), score(near_b));
            b1.total_cmp(&a1).then_with(|| b2.total_cmp(&a2)).then_with(|| a.cmp(b))
        });
        scored.truncate(self.config.near);
        scored.into_iter().map(|(it, nearness)| self.near_funder(asker, it, nearness)).collect()
    }

    fn near_funder(&self, asker: &Asker, funder: u32, nearness: Nearness) -> NearFunder {
        let frame = self.frame;
        let portfolio = self.portfolios.of_funder(funder);
        let shared = asker.features.iter().filter_map(|(feature, _)| {
            let at = portfolio.binary_search_by_key(feature, |it| it.0).ok()?;
            Some((*feature, portfolio[at].1 as usize))
        });
        let nodes = frame.len() as u32;
        let (goals, terms): (Vec<_>, Vec<_>) = shared.partition(|(feature, _)| *feature < nodes);
        let held = self.support.rows.row(funder);
        let mut cofunded: Vec<(u32, f64)> = asker.proximities.clone();
        cofunded.retain(|(it, _)| *it != asker.node && held.binary_search(it).is_ok());
        cofunded.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        cofunded.truncate(REASONS);
        NearFunder {
            funder: frame.id(funder),
            nearness,
            goals: goals.into_iter().map(|(goal, count)| (frame.id(goal), count)).collect(),
            terms: terms.into_iter().map(|(it, count)| (self.term(it - nodes), count)).collect(),
            cofunded: cofunded.into_iter().map(|(recipient, _)| frame.id(recipient)).collect(),
            profiled: self.portfolios.profiled(funder),
        }
    }
}
