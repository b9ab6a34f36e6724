//! What the transactions and budgets of an activity come to: for each who gives and each currency
//! one sum.
//!
//! Commitments, payments, pledges and budgets speak of the same money in its course, so they are
//! never added to one another: the first kind that there is tells the amount, and the others stand
//! in the note. What comes in is given by its provider; what goes out when money came in is that
//! money passed on.

use std::collections::BTreeMap;

use waymark_model::{Currency, Date, Decimal, Endpoint, EntityId};

use super::codes::Flow;

/// A transaction or budget that was understood.
#[derive(Debug, Clone)]
pub(super) struct Understood {
    pub(super) index: usize,
    pub(super) flow: Flow,
    pub(super) incoming: bool,
    pub(super) amount: Decimal,
    pub(super) currency: Currency,
    pub(super) date: Option<Date>,
    /// Who gives, where the transaction itself says so.
    pub(super) provider: Option<EntityId>,
}

/// What one gives in one currency.
#[derive(Debug, Default)]
pub(super) struct Gift {
    flows: BTreeMap<Flow, (Decimal, Vec<Date>)>,
    /// The transactions and budgets it is made of.
    pub(super) made_of: Vec<usize>,
    /// Whether several give it together, and nothing tells who gave how much of it.
    pub(super) shared: bool,
    /// Whether it passes on money that came in.
    pub(super) regrant: bool,
}

/// What an activity's statements come to.
#[derive(Debug, Default)]
pub(super) struct Gifts {
    /// By who gives and the code of the currency.
    pub(super) by_giver: BTreeMap<(EntityId, &'static str), Gift>,
    /// Statements whose giver nobody names.
    pub(super) nobodys: Vec<usize>,
    /// Statements with which a sum would no longer be exact.
    pub(super) too_large: Vec<usize>,
}

/// Adds up what may be added.
pub(super) fn gifts(
    stated: &[Understood],
    funders: &[EntityId],
    reporting: Option<&EntityId>,
) -> Gifts {
    let came_in = stated.iter().any(|it| it.incoming && it.provider.is_some());
    let mut gifts = Gifts::default();
    for statement in stated {
        let own = statement.provider.as_ref().filter(|_| !statement.incoming);
        let passed_on =
            came_in && !statement.incoming && own.is_none_or(|it| Some(it) == reporting);
        let givers: Vec<&EntityId> = match (&statement.provider, passed_on) {
            (Some(provider), _) => vec![provider],
            (None, true) => reporting.into_iter().collect(),
            (None, false) => funders.iter().collect(),
        };
        if givers.is_empty() {
            gifts.nobodys.push(statement.index);
        }
        for giver in &givers {
            let key = ((*giver).clone(), statement.currency.code());
            let gift = gifts.by_giver.entry(key).or_default();
            gift.shared |= givers.len() > 1;
            gift.regrant |= passed_on;
            if !gift.add(statement) {
                gifts.too_large.push(statement.index);
            }
        }
    }
    gifts
}

impl Gift {
    /// Whether the sum is still exact; it is as before when it would not be.
    fn add(&mut self, statement: &Understood) -> bool {
        let (sum, dates) = self.flows.entry(statement.flow).or_default();
        let Some(more) = sum.checked_add(statement.amount) else { return false };
        *sum = more;
        dates.extend(statement.date);
        self.made_of.push(statement.index);
        true
    }

    /// How much, of which kind, and when.
    pub(super) fn amount(&self) -> Option<(Flow, Decimal, Option<Date>)> {
        let flow = Flow::ALL.into_iter().find(|flow| self.flows.contains_key(flow))?;
        let (sum, dates) = self.flows.get(&flow)?;
        Some((flow, *sum, span(dates)))
    }

    /// All kinds with their sums, in words.
    pub(super) fn in_words(&self, currency: &str) -> String {
        let parts = self.flows.iter();
        let parts =
            parts.map(|(flow, (sum, _))| format!("{} {} {currency}", flow.word(), sum.normalize()));
        parts.collect::<Vec<_>>().join("; ")
    }
}

/// From the first date to the last.
fn span(dates: &[Date]) -> Option<Date> {
    let first = dates.iter().filter(|date| date.earliest().is_some());
    let first = first.min_by_key(|date| date.earliest())?;
    let last = dates.iter().filter(|date| date.latest().is_some());
    let last = last.max_by_key(|date| date.latest())?;
    if first == last {
        return Some(*first);
    }
    Some(Date::Between(start_of(first), end_of(last)))
}

fn start_of(date: &Date) -> Endpoint {
    match date {
        Date::At(point) => Endpoint::At(*point),
        Date::Between(start, _) => *start,
    }
}

fn end_of(date: &Date) -> Endpoint {
    match date {
        Date::At(point) => Endpoint::At(*point),
        Date::Between(_, end) => *end,
    }
}
