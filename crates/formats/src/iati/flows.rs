//! From the transactions and budgets of an activity to `funds` ties.

use waymark_model::{
    Currency, EntityId, Fact, Facts, Funding, Money, Provenance, Tie, TieDetails, TieId, TieKind,
};

use super::Reader;
use super::activity::{Activity, Body, Statement, day};
use super::codes::{Flow, Role, flow_of};
use super::funding::{Gift, Understood, gifts};
use super::ties::Relation;
use crate::value::{AMOUNT_EXPECTED, plain_number, read_amount};
use crate::{DecimalMark, RecordId, Refusal};

pub(super) type Refused<T> = Result<T, Box<Refusal>>;

pub(super) fn refuse(element: &str, value: &str, reason: &str, expected: &str) -> Box<Refusal> {
    Box::new(Refusal {
        column: Some(element.to_owned()),
        value: value.to_owned(),
        reason: reason.to_owned(),
        expected: expected.to_owned(),
    })
}

impl Reader<'_> {
    /// Transactions and budgets: sums on ties, or refusals.
    pub(super) fn flows(
        &mut self,
        activity: &Activity,
        initiative: &EntityId,
        title: &str,
        funders: &[EntityId],
        reporting: Option<&EntityId>,
    ) {
        let mut said: Vec<Refused<Vec<RecordId>>> = Vec::new();
        let mut stated = Vec::new();
        for (index, flow) in activity.flows.iter().enumerate() {
            said.push(self.understood(activity, flow, index).map(|it| {
                stated.push(it);
                Vec::new()
            }));
        }
        let gifts = gifts(&stated, funders, reporting);
        for index in gifts.nobodys {
            let expected = "a `provider-org`, or a `participating-org` that funds the activity";
            said[index] = Err(refuse("provider-org", "", "names nobody who gives", expected));
        }
        let mut unfunded: Vec<EntityId> = funders.to_vec();
        for ((giver, code), gift) in &gifts.by_giver {
            unfunded.retain(|funder| funder != giver);
            let Some(id) = self.gift(activity, initiative, giver, code, gift) else { continue };
            for index in &gift.made_of {
                if let Ok(records) = &mut said[*index] {
                    records.push(RecordId::Tie(id.clone()));
                }
            }
        }
        for index in gifts.too_large {
            let reason = "makes a sum that is too large to be exact";
            said[index] = Err(refuse("value", "", reason, "an amount of money"));
        }
        for funder in unfunded {
            self.tie(TieKind::Funds, Role::Funding.word(), &funder, initiative, activity.line);
        }
        self.receivers(activity, initiative);
        for (flow, said) in activity.flows.iter().zip(said) {
            let value = flow.value.as_deref().unwrap_or("no value");
            let summary = format!("{} of {title}: {value}", element_of(flow));
            self.row(flow.line, summary, said);
        }
    }

    fn understood(
        &mut self,
        activity: &Activity,
        flow: &Statement,
        index: usize,
    ) -> Refused<Understood> {
        let (kind, incoming) = match &flow.code {
            None => (Flow::Budget, false),
            Some(code) => flow_of(code).ok_or_else(|| {
                let expected = "incoming funds, a commitment, a disbursement, an expenditure or a \
                                pledge";
                refuse("transaction-type", code, "is no type that tells of funding", expected)
            })?,
        };
        let value = flow.value.as_deref().unwrap_or_default();
        let plain = plain_number(value);
        let (amount, _) = read_amount(plain.as_deref().unwrap_or(value), Some(DecimalMark::Point))
            .map_err(|reason| refuse("value", value, reason, AMOUNT_EXPECTED))?;
        let code = flow.currency.as_deref().or(activity.currency.as_deref()).unwrap_or("XXX");
        let currency = Currency::from_code(code).ok_or_else(|| {
            refuse("value", code, "is no currency", "a code of ISO 4217 such as `USD`")
        })?;
        let date = flow.date.as_deref().and_then(|text| match text.split_once('/') {
            Some(_) => waymark_model::Date::parse(text).ok(),
            None => day(text),
        });
        if let (None, Some(text)) = (date, flow.date.as_deref()) {
            let reason = format!("`{text}` is no date, and is not read");
            self.notice(flow.line, "transaction-date", reason);
        }
        let provider = flow.provider.as_ref();
        let provider = provider.and_then(|body| self.organization(body, flow.line));
        Ok(Understood { index, flow: kind, incoming, amount, currency, date, provider })
    }

    fn gift(
        &mut self,
        activity: &Activity,
        initiative: &EntityId,
        giver: &EntityId,
        code: &str,
        gift: &Gift,
    ) -> Option<TieId> {
        let (kind, verb) = (TieKind::Funds, Role::Funding.word());
        let currency = Currency::from_code(code);
        let (from, to) = (giver.clone(), initiative.clone());
        let id = self.new_tie(Relation { kind, verb, from, to, currency })?;
        let said = self.provenance(activity.line);
        let stated = Provenance { note: Some(gift.in_words(code).into()), ..said.clone() };
        let (from, to) = (giver.clone(), initiative.clone());
        let mut tie = Tie::plain(id.clone(), TieKind::Funds, from, to, stated);
        tie.verb = Some(verb.into());
        if let (Some((flow, amount, date)), Some(currency)) = (gift.amount(), currency) {
            let money = Money { amount, currency, pooled: gift.shared };
            tie.date = date.map(|date| Fact::new(date, said.clone())).into_iter().collect();
            tie.details = TieDetails::Funding(Box::new(Funding {
                amount: Facts::one(money, said.clone()),
                status: Facts::one(flow.status(), said),
                programme: None,
                regrant: gift.regrant,
            }));
        }
        self.draft.tie(tie);
        Some(id)
    }

    /// Those to whom money of the activity goes take part in it.
    fn receivers(&mut self, activity: &Activity, initiative: &EntityId) {
        let known: Vec<&Body> = activity.organizations.iter().map(|(_, body)| body).collect();
        for flow in &activity.flows {
            let Some(body) = flow.receiver.as_ref().filter(|body| !known.contains(body)) else {
                continue;
            };
            if let Some(id) = self.organization(body, flow.line) {
                let (kind, verb) = (TieKind::Partners, "receives");
                self.tie(kind, verb, &id, initiative, flow.line);
            }
        }
    }
}

pub(super) fn element_of(flow: &Statement) -> &'static str {
    if flow.code.is_some() { "transaction" } else { "budget" }
}
