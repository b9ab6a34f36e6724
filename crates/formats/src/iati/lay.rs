//! From an activity to an initiative, organizations and ties.

use waymark_model::{
    Confidence, Entity, EntityId, EntityKind, Fact, Facts, Locator, Profile, Provenance, TieId,
};

use super::activity::{Activity, Body};
use super::codes::{Role, status_of};
use super::flows::{Refused, element_of, refuse};
use super::{IDENTIFIER, Reader};
use crate::RecordId;
use crate::draft::RowDraft;
use crate::names::id_slug;
use crate::naming::{HowNamed, how_named};

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

    pub(super) fn row(&mut self, line: u64, summary: String, said: Refused<Vec<RecordId>>) {
        self.rows.push(RowDraft { file: self.file.clone(), line, summary, said });
    }

    pub(super) fn provenance(&self, line: u64) -> Provenance {
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
        let named = match how_named(&mut self.draft, &self.source, id, title, false) {
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
}

/// The ties of those who take part.
#[derive(Default)]
struct Roles {
    funders: Vec<EntityId>,
    reporting: Option<EntityId>,
    ties: Vec<TieId>,
}

fn attribute(profile: &mut Profile, key: &str, value: Option<&str>, said: &Provenance) {
    if let Some(value) = value {
        let facts = Facts::one(value.to_owned(), said.clone());
        profile.attributes.insert(key.to_owned(), facts);
    }
}
