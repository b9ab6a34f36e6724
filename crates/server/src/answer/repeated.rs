//! Grants that two sources tell.

use std::collections::BTreeSet;
use std::sync::Arc;

use waymark_engine::{EngineError, Union, View};
use waymark_matching::{RepeatedConfig, SURE_AT, Verdict, repeated_grants as look};
use waymark_model::{FundingStatus, Map, Money, MoneyTotals, Tie, TieId};
use waymark_wire as wire;

use super::duplicates::evidence_of;
use super::{Ask, version_of};
use crate::ApiError;
use crate::words::{WordError, Words};

/// The words of the question.
pub const REPEATED_WORDS: &str = "`at_least`, `limit`, `seed`";

/// Takes the words of the question.
///
/// # Errors
/// When a word makes no sense.
pub fn repeated_config(words: &mut Words) -> Result<RepeatedConfig, WordError> {
    let usual = RepeatedConfig::default();
    let at_least = words.read("at_least", "a probability from 0 to 1, such as 0.5", |word| {
        word.parse().ok().filter(|share: &f64| (0.0..=1.0).contains(share))
    })?;
    Ok(RepeatedConfig {
        at_least: at_least.unwrap_or(usual.at_least),
        limit: words.number("limit", 1..=10_000)?.map_or(usual.limit, |limit| limit as usize),
        seed: words.seed()?.unwrap_or(usual.seed),
    })
}

/// Grants that two sources may both tell.
///
/// # Errors
/// When the filter names something that is not on the map, or nobody waits any more.
pub fn repeated_grants(
    ask: &Ask,
    config: &RepeatedConfig,
) -> Result<Arc<wire::RepeatedGrants>, ApiError> {
    ask.once(&format!("repeated grants {config:?}"), || {
        let within: Option<BTreeSet<TieId>> = match ask.words.canonical().is_empty() {
            true => None,
            false => Some(ask.frame()?.ties().cloned().collect()),
        };
        let wanted = |tie: &Tie| within.as_ref().is_none_or(|ties| ties.contains(&tie.id));
        let every = RepeatedConfig { limit: usize::MAX, ..config.clone() };
        let found = look(ask.map(), &every, &wanted, ask.watch());
        let found = found.map_err(waymark_analysis::AnalysisError::from);
        let found = found.map_err(EngineError::from)?;
        let map = ask.map();
        let mut twice = MoneyTotals::default();
        for pair in found.pairs.iter().filter(|pair| pair.verdict == Verdict::Sure) {
            let (status, money) = money_of(map, &pair.b);
            // A sum that is too large to be exact is told as a map's own sums are: not at all.
            let _ = twice.add(status, money.as_ref());
        }
        let title = |id| map.source(id).map_or_else(String::new, |source| source.title.clone());
        let between = found.between.iter().map(|it| wire::SourcesShared {
            a: it.sources.0.to_string(),
            a_title: title(&it.sources.0),
            b: it.sources.1.to_string(),
            b_title: title(&it.sources.1),
            sure: it.sure,
            doubtful: it.doubtful,
        });
        let shown = found.pairs.iter().take(config.limit);
        let pairs: Vec<wire::RepeatedGrant> = shown.filter_map(|it| pair(map, it)).collect();
        let parameters =
            [("at_least", config.at_least.to_string()), ("limit", config.limit.to_string())];
        let run = wire::Run::with(parameters).over("grants", found.grants);
        Ok(wire::RepeatedGrants {
            version: ask.version(),
            filter: ask.filter_words(),
            run: wire::Run { seed: Some(config.seed), ..run }.over("pairs", found.compared),
            at_least: config.at_least,
            sure_at: SURE_AT,
            grants: found.grants,
            pairs_compared: found.compared,
            sure: found.sure,
            counted_twice: (&twice).into(),
            between: between.collect(),
            pairs_shown: wire::Known { known: pairs.len(), of: found.total },
            pairs,
        })
    })
}

fn money_of(map: &Map, id: &TieId) -> (Option<FundingStatus>, Option<Money>) {
    let funding = map.tie(id).and_then(Tie::funding);
    let status = funding.and_then(|funding| funding.status.value().copied());
    (status, funding.and_then(|funding| funding.amount.value().copied()))
}

fn pair(map: &Map, pair: &waymark_matching::Repeated) -> Option<wire::RepeatedGrant> {
    let (a, b) = (map.tie(&pair.a)?, map.tie(&pair.b)?);
    Some(wire::RepeatedGrant {
        from: wire::EntityRef::of(map, &a.from),
        to: wire::EntityRef::of(map, &a.to),
        a: told(a),
        b: told(b),
        probability: pair.probability,
        weight: pair.weight,
        verdict: match pair.verdict {
            Verdict::Sure => wire::DuplicateVerdict::Sure,
            Verdict::Doubtful => wire::DuplicateVerdict::Doubtful,
        },
        evidence: pair.evidence.iter().map(evidence_of).collect(),
    })
}

fn told(tie: &Tie) -> wire::GrantTold {
    let amount = tie.funding().and_then(|funding| funding.amount.value());
    wire::GrantTold {
        id: tie.id.to_string(),
        amount: amount.map(wire::Money::from),
        date: tie.date.value().map(ToString::to_string),
        sources: tie.stated.iter().map(|it| it.source.to_string()).collect(),
    }
}

/// What uniting ties did to a map, or would do.
pub fn united(after: &View, union: &Union, dry_run: bool) -> wire::United {
    wire::United {
        version: version_of(after),
        dry_run,
        changes: union.changes.len(),
        united: union.united,
        in_conflict: union.in_conflict.iter().map(ToString::to_string).collect(),
    }
}
