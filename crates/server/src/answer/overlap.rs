//! Where portfolios overlap.

mod intersections;
mod pair;
mod sets;
mod words;

use std::sync::Arc;

use waymark_analysis::{
    By, ChanceVerdict, Chances, Item, MoneyCompared, MoneyOverlap, OverlapConfig, PairChance,
    overlap as compare,
};
use waymark_engine::EngineError;
use waymark_wire as wire;

use super::{Ask, known};
use crate::ApiError;

pub use intersections::intersections;
pub use pair::pair_report;
pub use sets::overlap_sets;
pub use words::{
    INTERSECTIONS_WORDS, OVERLAP_WORDS, PAIR_WORDS, PairQuestion, SETS_WORDS, SetsQuestion,
    intersections_config, overlap_config, pair_question, sets_question,
};

/// What is held against a null model.
const TESTED: &str = "what two share whenever they held it: a null model that moves holdings knows \
                      no dates";

/// Pairs by what both hold.
///
/// # Errors
/// When the filter names something that is not on the map, a parameter makes no sense, or nobody
/// wants the answer any more.
pub fn overlap(ask: &Ask, config: &OverlapConfig) -> Result<Arc<wire::Overlap>, ApiError> {
    ask.once(&format!("overlap {config:?}"), || {
        let frame = ask.frame()?;
        let compared = compare(&frame, config, ask.watch()).map_err(EngineError::from)?;
        let pairs: Vec<wire::OverlapPair> =
            compared.pairs.iter().map(|pair| overlap_pair_row(ask, pair)).collect();
        let funders = compared.holders.iter().map(|degree| wire::FunderDegree {
            funder: ask.name(&degree.holder),
            supports: degree.items,
        });
        let coverage = &compared.coverage;
        let mut parameters = parameters(config);
        parameters.extend([
            ("minimum", config.minimum_shared.to_string()),
            ("limit", config.limit.to_string()),
            ("sort", config.sort.word().to_owned()),
        ]);
        let run = run(parameters, compared.chances.as_ref())
            .over(config.between.word(), compared.holders.len())
            .over(items_word(config), compared.items);
        Ok(wire::Overlap {
            version: ask.version(),
            filter: ask.filter_words(),
            run,
            funders: funders.collect(),
            supported: compared.items,
            initiatives_with_funder: known(coverage.initiatives),
            holders: known(coverage.holders),
            through: coverage.through.map(known),
            time: wire::OverlapTime {
                any_time: config.any_time,
                dated: known(coverage.dated),
                ended: known(coverage.ended),
                apart: coverage.apart_in_time,
            },
            money: compared.money.as_ref().map(money_compared),
            chance: compared.chances.as_ref().map(chance_summary),
            pairs_shown: wire::Known { known: pairs.len(), of: compared.total_pairs },
            pairs,
        })
    })
}

fn overlap_pair_row(ask: &Ask, pair: &waymark_analysis::Pair) -> wire::OverlapPair {
    wire::OverlapPair {
        a: pair.a.to_string(),
        b: pair.b.to_string(),
        a_name: ask.name(&pair.a).name,
        b_name: ask.name(&pair.b).name,
        shared: pair.shared,
        jaccard: pair.jaccard,
        overlap_coefficient: pair.overlap_coefficient,
        a_supports: pair.a_total,
        b_supports: pair.b_total,
        shared_with: things(ask, &pair.shared_with),
        shared_terms: terms(&pair.shared_with),
        shared_any_time: pair.shared_any_time,
        shared_inferred: pair.shared_inferred,
        newman: pair.newman,
        money: pair.money.as_ref().map(pair_money),
        kin: pair.kin,
        chance: pair.chance.as_ref().map(pair_chance).unwrap_or_default(),
    }
}

/// How a comparison was asked for, in the words of the API. Left to itself the number of samples is
/// as many as it takes, and is not among them.
fn parameters(config: &OverlapConfig) -> Vec<(&'static str, String)> {
    let null = &config.null;
    let mut parameters = vec![
        ("between", config.between.word().to_owned()),
        ("by", config.by.word().to_owned()),
        ("any_time", config.any_time.to_string()),
        ("null", null.model.word().to_owned()),
        ("seed", null.seed.to_string()),
    ];
    parameters.extend(null.samples.map(|samples| ("samples", samples.to_string())));
    parameters.extend(config.currency.map(|currency| ("currency", currency.code().to_owned())));
    parameters
}

fn run(parameters: Vec<(&'static str, String)>, chances: Option<&Chances>) -> wire::Run {
    let run = wire::Run::with(parameters);
    match chances {
        Some(chances) => {
            let samples = chances.samples.map(u64::from);
            run.against(chances.null.word(), chances.seed, samples)
        }
        None => run,
    }
}

/// What portfolios consist of, as a sort of nodes.
fn items_word(config: &OverlapConfig) -> &'static str {
    match config.by {
        By::Recipients => "recipients",
        By::Goals => "goals",
        By::Funders => "funders_of_them",
        By::Partners => "partners",
        By::Facet(_) => "terms",
    }
}

fn things(ask: &Ask, items: &[Item]) -> Vec<wire::EntityRef> {
    ask.names(items.iter().filter_map(Item::thing))
}

fn terms(items: &[Item]) -> Vec<wire::TermRef> {
    items.iter().filter_map(Item::term).map(wire::TermRef::from).collect()
}

fn money_compared(money: &MoneyCompared) -> wire::MoneyCompared {
    wire::MoneyCompared {
        currency: money.currency.code().to_owned(),
        status: money.status.map(Into::into),
        amounts: known(money.amounts),
        refunds: money.refunds,
    }
}

fn pair_money(money: &MoneyOverlap) -> wire::PairMoney {
    wire::PairMoney { overlap: money.overlap, shared: known(money.shared) }
}

fn chance_summary(chances: &Chances) -> wire::ChanceSummary {
    let found = |found: waymark_analysis::PairsFound| wire::PairsFound {
        more: found.more,
        less: found.less,
    };
    wire::ChanceSummary {
        supposes: chances.null.sentence().to_owned(),
        why: chances.reason.sentence().to_owned(),
        tested: TESTED.to_owned(),
        level: chances.level,
        tests: chances.tests,
        resolution: chances.resolution,
        before_correction: found(chances.before_correction),
        after_correction: found(chances.after_correction),
        converged: chances.converged,
    }
}

fn pair_chance(chance: &PairChance) -> wire::PairChance {
    wire::PairChance {
        expected: Some(chance.expected),
        p_more: Some(chance.p_more),
        p_less: Some(chance.p_less),
        q: Some(chance.q_more),
        q_less: Some(chance.q_less),
        smallest_p: Some(chance.smallest_p),
        smallest_p_less: Some(chance.smallest_p_less),
        verdict: Some(match chance.verdict {
            ChanceVerdict::More => wire::ChanceVerdict::More,
            ChanceVerdict::Less => wire::ChanceVerdict::Less,
            ChanceVerdict::CannotBeTold => wire::ChanceVerdict::CannotBeTold,
            ChanceVerdict::NoTest => wire::ChanceVerdict::NoTest,
        }),
        says: Some(chance.verdict.sentence().to_owned()),
    }
}
