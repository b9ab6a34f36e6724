//! From an activity to an initiative, organizations and ties.

use waymark_model::{
    Confidence, Currency, Entity, EntityId, EntityKind, Fact, Facts, Funding, Identifier, Locator,
    Money, Profile, Provenance, Tie, TieDetails, TieId, TieKind,
};

use super::activity::{Activity, Body, Statement, day};
use super::codes::{Flow, Role, flow_of, status_of};
use super::funding::{Gift, Understood, gifts};
use super::{IDENTIFIER, Reader};
use crate::draft::RowDraft;
use crate::names::{id_slug, tie_base};
use crate::naming::{HowNamed, how_named};
use crate::value::{AMOUNT_EXPECTED, plain_number, read_amount};
use crate::{DecimalMark, RecordId, Refusal};

type Refused<T> = Result<T, Box<Refusal>>;

fn refuse(element: &str, value: &str, reason: &str, expected: &str) -> Box<Refusal> {
    Box::new(Refusal {
        column: Some(element.to_owned()),
        value: value.to_owned(),
        reason: reason.to_owned(),
        expected: expected.to_owned(),
    })
}

impl Reader<'_> {
    /// Puts an activity with all that it states on the map, or says why it cannot.
    pub(super) fn activity(&mut self, activity: Activity) {
        let title = activity.title.clone().or(activity.identifier.clone()).unwrap_or_default();
        let initiative = self.initiative(&activity, &title);
        for name in &activity.unread {
            *self.unread.entry(name.clone()).or_default() += 1;
        }
        match initiative {
            Err(refusal) => {
                self.row(activity.line, format!("activity {title}"), Err(refusal));
                let reason = "is of an activity that cannot be read";
                for flow in &activity.flows {
                    let refusal = refuse(element_of(flow), &title, reason, "a known activity");
                    self.row(flow.line, format!("{} of {title}", element_of(flow)), Err(refusal));
                }
            }
            Ok(id) => {
                let mut records = vec![RecordId::Entity(id.clone())];
                let roles = self.roles(&activity, &id);
                records.extend(roles.ties.into_iter().map(RecordId::Tie));
                self.row(activity.line, format!("activity {title}"), Ok(records));
                self.flows(&activity, &id, &title, &roles.funders, roles.reporting.as_ref());
            }
        }
    }

    fn row(&mut self, line: u64, summary: String, said: Refused<Vec<RecordId>>) {
        self.rows.push(RowDraft { file: self.file.clone(), line, summary, said });
    }

    fn provenance(&self, line: u64) -> Provenance {
        let locator = Some(Locator::Line(line));
        Provenance { locator, ..Provenance::new(self.source.clone(), Confidence::Reported) }
    }

    /// The initiative that an activity is: the one with its identifier, one of its name that is no
    /// other activity, or a new one.
    fn initiative(&mut self, activity: &Activity, title: &str) -> Refused<EntityId> {
        let expected = "a title with a letter or a digit that an id can have";
        if id_slug(title).is_none() {
            return Err(refuse("title", title, "cannot be read as a name", expected));
        }
        let identifier = activity.identifier.as_deref();
        if let Some(line) = identifier.and_then(|identifier| self.given.get(identifier)) {
            let reason = format!("identifies the activity at line {line} too");
            let identifier = identifier.unwrap_or_default();
            return Err(refuse(IDENTIFIER, identifier, &reason, "every identifier once"));
        }
        let known = identifier.and_then(|identifier| self.activities.get(identifier)).cloned();
        let id = match known.or_else(|| self.of_that_name(title, identifier)) {
            Some(id) => id,
            None => self
                .names
                .fresh(EntityKind::Initiative, title)
                .ok_or_else(|| refuse("title", title, "cannot be read as a name", expected))?,
        };
        if self.draft.entity(&id).is_some() {
            let reason = "names another activity too, and there is no identifier";
            return Err(refuse("title", title, reason, "an `iati-identifier`"));
        }
        if let Some(identifier) = identifier {
            self.given.insert(identifier.to_owned(), activity.line);
            self.activities.insert(identifier.to_owned(), id.clone());
            self.identified.insert(id.clone());
        }
        let entity = self.entity_of(activity, title, &id);
        self.draft.put_entity(entity);
        Ok(id)
    }

    fn of_that_name(&self, title: &str, identifier: Option<&str>) -> Option<EntityId> {
        let id = self.names.find(EntityKind::Initiative, title)?;
        (identifier.is_none() || !self.identified.contains(&id)).then_some(id)
    }

    fn entity_of(&mut self, activity: &Activity, title: &str, id: &EntityId) -> Entity {
        let said = self.provenance(activity.line);
        let named = match how_named(&self.draft, &self.source, id, title) {
            _ if self.draft.map.entity(id).is_none() => HowNamed::ByName,
            how => how,
        };
        let mut terms: Vec<Fact<waymark_model::TermRef>> = Vec::new();
        for (facet, term, note) in &activity.terms {
            let Some(term) = self.draft.term(facet, term) else { continue };
            let note = note.as_deref().map(Into::into);
            if !terms.iter().any(|fact| fact.value == term) {
                terms.push(Fact::new(term, Provenance { note, ..said.clone() }));
            }
        }
        let mut entity = Entity::initiative(id.clone(), Facts::unknown());
        let profile = entity.profile_mut();
        let text = |value: &str| Fact::new(value.to_owned(), said.clone());
        match named {
            HowNamed::AsKnown => {}
            HowNamed::ByName => profile.name.add(text(title)),
            HowNamed::ByAlias => profile.aliases.push(text(title)),
        }
        profile.terms = terms;
        let description = activity.description.as_deref().filter(|words| *words != title);
        profile.description = description.map(text).into_iter().collect();
        profile.website = activity.website.as_deref().map(text).into_iter().collect();
        let status = activity.status.as_deref();
        let status = status.map(|code| status_of(code).unwrap_or(code));
        let reporting = activity.reporting.as_ref();
        let reporting =
            reporting.and_then(|body| body.name.as_deref().or(body.reference.as_deref()));
        attribute(profile, IDENTIFIER, activity.identifier.as_deref(), &said);
        attribute(profile, "activity-status", status, &said);
        attribute(profile, "reported-by", reporting, &said);
        if let Entity::Initiative(initiative) = &mut entity {
            let fact = |(date, planned)| {
                let note = if planned { Some("planned".into()) } else { None };
                Fact::new(date, Provenance { note, ..said.clone() })
            };
            initiative.start = activity.start.map(fact).into_iter().collect();
            initiative.end = activity.end.map(fact).into_iter().collect();
        }
        for date in &activity.bad_dates {
            let reason = format!("`{date}` is no date of a known type, and is not read");
            self.notice(activity.line, "activity-date", reason);
        }
        entity
    }

    /// The organization that a body is: by its reference, or else by its name.
    fn organization(&mut self, body: &Body, line: u64) -> Option<EntityId> {
        let name = body.name.as_deref().or(body.reference.as_deref())?;
        let identifier = body.reference.as_deref();
        let identifier = identifier
            .map(|value| Identifier { scheme: "org-id".to_owned(), value: value.to_owned() });
        let by_identifier = identifier.as_ref().and_then(|it| self.names.identified(it));
        let kind = EntityKind::Organization;
        let known = by_identifier.or_else(|| self.names.find(kind, name));
        let said = self.provenance(line);
        let id = match known {
            Some(id) => id,
            None => {
                let id = self.names.fresh(kind, name)?;
                let name = Facts::one(name.to_owned(), said.clone());
                self.draft.put_entity(Entity::organization(id.clone(), name));
                id
            }
        };
        let Some(identifier) = identifier else { return Some(id) };
        self.names.identify(identifier.clone(), &id);
        // A reference alone is no other name.
        let how = match body.name.is_some() {
            true => how_named(&self.draft, &self.source, &id, name),
            false => HowNamed::AsKnown,
        };
        if self.draft.entity(&id).is_none() {
            self.draft.put_entity(Entity::organization(id.clone(), Facts::unknown()));
        }
        if let Some(Entity::Organization(organization)) = self.draft.entity_mut(&id) {
            let name = Fact::new(name.to_owned(), said.clone());
            match how {
                HowNamed::AsKnown => {}
                HowNamed::ByName => organization.profile.name.add(name),
                HowNamed::ByAlias => organization.profile.aliases.push(name),
            }
            if !organization.identifiers.iter().any(|fact| fact.value == identifier) {
                organization.identifiers.push(Fact::new(identifier, said));
            }
        }
        Some(id)
    }

    /// The ties of those who take part, and who of them funds.
    fn roles(&mut self, activity: &Activity, initiative: &EntityId) -> Roles {
        let mut roles = Roles::default();
        for (role, body) in &activity.organizations {
            let role = match role {
                Ok(role) => *role,
                Err(code) => {
                    let reason = format!("`{code}` is no role that is known, and is not read");
                    self.notice(activity.line, "participating-org", reason);
                    continue;
                }
            };
            let Some(id) = self.organization(body, activity.line) else {
                let reason = "an organization without a name that can be read".to_owned();
                self.notice(activity.line, "participating-org", reason);
                continue;
            };
            if role == Role::Funding {
                if !roles.funders.contains(&id) {
                    roles.funders.push(id);
                }
                continue;
            }
            let tie = self.tie(role.kind(), role.word(), &id, initiative, activity.line);
            roles.ties.extend(tie);
        }
        let named = activity.reporting.as_ref().filter(|body| {
            let same =
                |other: &Body| other.reference.is_some() && other.reference == body.reference;
            activity.flows.iter().any(|flow| flow.provider.as_ref().is_some_and(same))
                || activity.organizations.iter().any(|(_, other)| same(other))
        });
        roles.reporting = named.and_then(|body| self.organization(body, activity.line));
        roles
    }

    /// A tie without money. `None` where it is there already.
    fn tie(
        &mut self,
        kind: TieKind,
        verb: &'static str,
        from: &EntityId,
        to: &EntityId,
        line: u64,
    ) -> Option<TieId> {
        let relation = Relation { kind, verb, from: from.clone(), to: to.clone(), currency: None };
        let id = self.new_tie(relation)?;
        let said = self.provenance(line);
        let mut tie = Tie::plain(id.clone(), kind, from.clone(), to.clone(), said);
        tie.verb = Some(verb.into());
        self.draft.tie(tie);
        Some(id)
    }

    /// The id of a relation's tie: that which this source stated before, or a new one. `None`
    /// where the relation has its tie already.
    fn new_tie(&mut self, relation: Relation) -> Option<TieId> {
        if self.relations.contains(&relation) {
            return None;
        }
        let Relation { kind, verb, from, to, currency } = &relation;
        let is_it = |tie: &&Tie| {
            let amount = tie.funding().and_then(|funding| funding.amount.value());
            tie.kind == *kind
                && tie.to == *to
                && tie.verb.as_deref() == Some(*verb)
                && tie.stated.iter().any(|stated| stated.source == self.source)
                && amount.is_none_or(|money| Some(money.currency) == *currency)
                && !self.draft.has_tie(&tie.id)
        };
        let known = self.draft.map.ties_from(from).find(is_it).map(|tie| tie.id.clone());
        let id = known.unwrap_or_else(|| {
            let base = tie_base(from, verb, to);
            let numbered = (2..).map(|number| format!("{base}--{number}"));
            let mut ids = std::iter::once(base.clone()).chain(numbered);
            let free = |id: &TieId| self.draft.map.tie(id).is_none() && !self.draft.has_tie(id);
            ids.find_map(|text| TieId::parse(&text).ok().filter(free))
                .expect("there are more numbers than ties")
        });
        self.relations.insert(relation);
        Some(id)
    }

    /// Transactions and budgets: sums on ties, or refusals.
    fn flows(
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

/// What makes two statements speak of one tie.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Relation {
    kind: TieKind,
    verb: &'static str,
    from: EntityId,
    to: EntityId,
    currency: Option<Currency>,
}

/// The ties of those who take part.
#[derive(Default)]
struct Roles {
    funders: Vec<EntityId>,
    reporting: Option<EntityId>,
    ties: Vec<TieId>,
}

fn element_of(flow: &Statement) -> &'static str {
    if flow.code.is_some() { "transaction" } else { "budget" }
}

fn attribute(profile: &mut Profile, key: &str, value: Option<&str>, said: &Provenance) {
    if let Some(value) = value {
        let facts = Facts::one(value.to_owned(), said.clone());
        profile.attributes.insert(key.to_owned(), facts);
    }
}
