//! Two portfolios side by side.

use std::sync::Arc;

use waymark_analysis::{
    Between, Item, LeadChance, LeadVerdict, OverlapConfig, PairDetail, PairLead, SharedWith, Side,
    overlap_pair,
};
use waymark_engine::EngineError;
use waymark_measures::Concentration;
use waymark_model::{EntityId, EntityKind};
use waymark_wire as wire;

use super::{
    PairQuestion, chance_summary, items_word, money_compared, pair_chance, pair_money, parameters,
    run, terms, things,
};
use crate::ApiError;
use crate::answer::{Ask, SourceBook, known};

/// Two side by side, with the ties and sources behind it.
///
/// # Errors
/// When one of them is not on the map or of another kind, when the comparison makes no sense, or
/// when nobody wants the answer any more.
pub fn pair_report(
    ask: &Ask,
    a: &EntityId,
    b: &EntityId,
    question: &PairQuestion,
) -> Result<Arc<wire::PairReport>, ApiError> {
    ask.once(&format!("pair {a} {b} {question:?}"), || {
        let config = config(ask, a, b, question)?;
        let frame = ask.frame()?;
        let detail = overlap_pair(&frame, a, b, &config, ask.watch()).map_err(EngineError::from)?;
        Ok(report(ask, &config, &detail))
    })
}

/// What is compared: as was asked, else as suits what the two are.
fn config(
    ask: &Ask,
    a: &EntityId,
    b: &EntityId,
    question: &PairQuestion,
) -> Result<OverlapConfig, ApiError> {
    let both = [ask.thing(a)?.kind(), ask.thing(b)?.kind()];
    let initiatives = both == [EntityKind::Initiative; 2];
    let suiting = if initiatives { Between::Initiatives } else { Between::Funders };
    let between = question.between.unwrap_or(suiting);
    let by = question.by.clone().unwrap_or_else(|| between.usual());
    Ok(OverlapConfig { between, by, ..question.config.clone() })
}

fn report(ask: &Ask, config: &OverlapConfig, detail: &PairDetail) -> wire::PairReport {
    let map = ask.map();
    let mut book = SourceBook::new(map);
    let mut ties = Vec::new();
    let shared = detail.both.iter().chain(&detail.apart);
    let ids = shared.flat_map(|shared| shared.ties_a.iter().chain(&shared.ties_b));
    for tie in ids.filter_map(|id| map.tie(id)) {
        book.cite_tie(tie);
        ties.push(wire::Tie::from_model(map, tie));
    }
    let (both, apart) = (items(&detail.both), items(&detail.apart));
    let chances = detail.chances.as_ref();
    let run = run(parameters(config), chances).over(
        items_word(config),
        detail.only_a.len() + detail.only_b.len() + both.len() + apart.len(),
    );
    let chance = chances.and_then(|chances| chances.pairs.first());
    wire::PairReport {
        version: ask.version(),
        filter: ask.filter_words(),
        run,
        a: ask.name(&detail.a),
        b: ask.name(&detail.b),
        only_a: things(ask, &detail.only_a),
        both: things(ask, &both),
        apart: things(ask, &apart),
        only_b: things(ask, &detail.only_b),
        terms: matches!(config.by, waymark_analysis::By::Facet(_)).then(|| wire::PairTerms {
            only_a: terms(&detail.only_a),
            both: terms(&both),
            apart: terms(&apart),
            only_b: terms(&detail.only_b),
        }),
        jaccard: detail.jaccard,
        overlap_coefficient: detail.overlap_coefficient,
        newman: detail.newman,
        money: detail.money.as_ref().map(pair_money),
        money_compared: detail.money_compared.as_ref().map(money_compared),
        kin: detail.kin,
        side_a: side(ask, &detail.of_a),
        side_b: side(ask, &detail.of_b),
        lead: detail.lead.as_ref().map(|lead| pair_lead(ask, detail, lead)),
        judged: chances.map(chance_summary),
        chance: chance.map(pair_chance).unwrap_or_default(),
        ties,
        sources: book.sources,
    }
}

fn items(shared: &[SharedWith]) -> Vec<Item> {
    shared.iter().map(|shared| shared.item.clone()).collect()
}

fn side(ask: &Ask, side: &Side) -> wire::PairSide {
    wire::PairSide {
        total: side.total,
        goals: side
            .goals
            .goals
            .iter()
            .map(|count| wire::GoalShare {
                goal: ask.name(&count.goal),
                initiatives: count.initiatives,
                inferred: count.inferred,
            })
            .collect(),
        initiatives_with_goal: known(side.goals.initiatives),
        over_goals: side.goals.concentration.map(concentration),
        over_items: side.spread.ties.map(concentration),
        over_items_by_money: side.spread.money.map(concentration),
        amounts: side.spread.amounts.map(known),
    }
}

fn concentration(concentration: Concentration) -> wire::Concentration {
    let Concentration { herfindahl, effective_number } = concentration;
    wire::Concentration { herfindahl, effective_number }
}

fn pair_lead(ask: &Ask, detail: &PairDetail, lead: &PairLead) -> wire::PairLead {
    let chance = lead.chance.as_ref();
    wire::PairLead {
        dated: known(lead.dated),
        a_first: lead.a_first.len(),
        b_first: lead.b_first.len(),
        undecided: lead.undecided.len(),
        first_a: things(ask, &lead.a_first),
        first_b: things(ask, &lead.b_first),
        expected: chance.map(|chance| chance.expected),
        p_a_first: chance.map(|chance| chance.p_a_first),
        p_b_first: chance.map(|chance| chance.p_b_first),
        seed: chance.map(|chance| chance.seed),
        samples: chance.map(|chance| u64::from(chance.samples)),
        verdict: chance.map(|chance| chance.verdict.word().to_owned()),
        says: chance.map(|chance| lead_sentence(ask, detail, chance)),
    }
}

fn lead_sentence(ask: &Ask, detail: &PairDetail, chance: &LeadChance) -> String {
    let first = |id: &EntityId| {
        let name = ask.name(id).name;
        format!("{name} comes first to what both hold more often than its own dates explain.")
    };
    match chance.verdict {
        LeadVerdict::AFirst => first(&detail.a),
        LeadVerdict::BFirst => first(&detail.b),
        LeadVerdict::CannotBeTold => {
            "Who comes first cannot be told from chance at this size.".to_owned()
        }
    }
}
