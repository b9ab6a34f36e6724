//! Who gives and who receives: the names and identifiers of a row, and the things they stand for.

use waymark_model::{Entity, EntityId, EntityKind, Fact, Facts, Identifier};

use super::grant::refuse;
use super::list::{List, Refused};
use super::parties::{Detail, PartyColumns};
use crate::GrantColumn;
use crate::names::id_slug;
use crate::naming::{HowNamed, how_named};
use crate::table::Line;
use crate::value::is_placeholder;

/// Who a row names at one end.
pub(super) struct Party {
    pub(super) name: String,
    pub(super) kind: EntityKind,
    /// What others call it; the first tells who it is.
    identifiers: Vec<Identifier>,
    details: Vec<(Detail, String)>,
    pub(super) inferred: bool,
}

impl Party {
    fn named(name: String, kind: EntityKind, inferred: bool) -> Self {
        Self { name, kind, identifiers: Vec::new(), details: Vec::new(), inferred }
    }
}

impl List<'_, '_, '_> {
    /// Those who give: one, unless the list has columns for more.
    pub(super) fn funders(&self, line: &Line) -> Refused<Vec<Party>> {
        let kind = EntityKind::Organization;
        let mut parties = match &self.only_funder {
            Some(only) => vec![Party::named(only.name.clone(), kind, only.inferred)],
            None => Vec::new(),
        };
        for (index, columns) in self.columns.funders.iter().enumerate() {
            let first = index == 0 && self.only_funder.is_none();
            if first || self.is_named(line, columns) {
                parties.push(self.party(line, columns, kind, "the name of who gives")?);
            }
        }
        Ok(parties)
    }

    /// Those who receive: organizations, or initiatives where that is what the list has.
    pub(super) fn recipients(&mut self, line: &Line) -> Refused<Vec<Party>> {
        let place = self.recipient_column();
        let organization = self.columns.get(GrantColumn::Initiative) != place || place.is_none();
        let kind = if organization { EntityKind::Organization } else { EntityKind::Initiative };
        if line.cell(place).is_empty() && organization {
            self.check_no_person(line)?;
            return Ok(vec![self.recipient_in_title(line)?]);
        }
        let columns = self.columns;
        let mut parties = Vec::new();
        for (index, columns) in columns.recipients.iter().enumerate() {
            if index == 0 || self.is_named(line, columns) {
                parties.push(self.party(line, columns, kind, "the name of who receives")?);
            }
        }
        Ok(parties)
    }

    fn is_named(&self, line: &Line, columns: &PartyColumns) -> bool {
        columns.name.is_some() && !line.cell(columns.name).is_empty()
    }

    /// A map of a field has no persons on it.
    fn check_no_person(&self, line: &Line) -> Refused<()> {
        let person = self.columns.individuals.iter().find(|it| !line.cell(Some(**it)).is_empty());
        match person {
            None => Ok(()),
            Some(place) => {
                let reason = "is a person, and persons are not put on the map";
                Err(refuse(self.table, line, Some(*place), reason, "an organization"))
            }
        }
    }

    /// Titles such as `Founders Pledge — General Support` begin with who receives, but others
    /// begin with a person or a programme: only an organization that is known is taken.
    fn recipient_in_title(&mut self, line: &Line) -> Refused<Party> {
        let kind = EntityKind::Organization;
        let place = self.columns.get(GrantColumn::Title);
        let title = line.cell(place);
        let name = [" — ", " – ", " - "].iter().find_map(|dash| title.split_once(dash));
        let name = name.map(|(name, _)| name.trim()).unwrap_or(title);
        if self.names.find(kind, name).is_none() || name.is_empty() {
            let reason = match title {
                "" => "is blank".to_owned(),
                title => format!("is blank, and the title `{title}` names no known organization"),
            };
            let expected = "the name of who receives";
            return Err(refuse(self.table, line, self.recipient_column(), &reason, expected));
        }
        let reason = format!("who receives is blank; `{name}` is concluded from the title");
        self.notice(Some(line.number), place, reason);
        Ok(Party::named(name.to_owned(), kind, true))
    }

    fn party(
        &self,
        line: &Line,
        columns: &PartyColumns,
        kind: EntityKind,
        expected: &str,
    ) -> Refused<Party> {
        let mut party = Party::named(self.name(line, columns.name, expected)?, kind, false);
        if kind != EntityKind::Organization {
            return Ok(party);
        }
        let stated = |place: usize| {
            let value = line.cell(Some(place));
            (!value.is_empty() && !is_placeholder(value)).then(|| value.to_owned())
        };
        for (scheme, place) in &columns.identifiers {
            let identifier = |value| Identifier { scheme: (*scheme).to_owned(), value };
            party.identifiers.extend(stated(*place).map(identifier));
        }
        for (detail, place) in &columns.details {
            party.details.extend(stated(*place).map(|value| (*detail, value)));
        }
        Ok(party)
    }

    fn name(&self, line: &Line, place: Option<usize>, expected: &str) -> Refused<String> {
        let name = line.cell(place);
        let problem = match name {
            "" => "is blank",
            name if is_placeholder(name) => "is a word for what is not known",
            name if id_slug(name).is_none() => "has no letter or digit that an id can have",
            name => return Ok(name.to_owned()),
        };
        Err(refuse(self.table, line, place, problem, expected))
    }

    /// The thing that a row names, which is made if it is new.
    pub(super) fn entity(&mut self, line: &Line, party: &Party) -> Option<EntityId> {
        if let Some(first) = party.identifiers.first() {
            let known = self.names.identified(first);
            let id = match known.or_else(|| self.names.find(party.kind, &party.name)) {
                Some(id) => id,
                None => self.new_entity(line, party)?,
            };
            self.names.identify(first.clone(), &id);
            self.state(line, party, &id);
            return Some(id);
        }
        let key = (party.kind, party.name.clone());
        if let Some(id) = self.seen.get(&key).cloned() {
            if !party.details.is_empty() {
                self.state(line, party, &id);
            }
            return Some(id);
        }
        let id = match self.names.find(party.kind, &party.name) {
            Some(id) => id,
            None => self.new_entity(line, party)?,
        };
        if !party.details.is_empty() {
            self.state(line, party, &id);
        }
        self.seen.insert(key, id.clone());
        Some(id)
    }

    fn new_entity(&mut self, line: &Line, party: &Party) -> Option<EntityId> {
        let id = self.names.fresh(party.kind, &party.name)?;
        let name = Facts::one(party.name.clone(), self.provenance(line, party.inferred));
        self.draft.put_entity(match party.kind {
            EntityKind::Initiative => Entity::initiative(id.clone(), name),
            _ => Entity::organization(id.clone(), name),
        });
        Some(id)
    }

    /// States everything that a row says about an organization. What another row says already is
    /// not said twice.
    fn state(&mut self, line: &Line, party: &Party, id: &EntityId) {
        let said = self.provenance(line, party.inferred);
        let name = how_named(self.draft, &self.source, id, &party.name);
        if self.draft.entity_mut(id).is_none() {
            self.draft.put_entity(Entity::organization(id.clone(), Facts::unknown()));
        }
        let Some(Entity::Organization(organization)) = self.draft.entity_mut(id) else { return };
        for identifier in &party.identifiers {
            let all = &mut organization.identifiers;
            if !all.iter().any(|fact| fact.value == *identifier) {
                all.push(Fact::new(identifier.clone(), said.clone()));
            }
        }
        let profile = &mut organization.profile;
        let text = |value: &str| Fact::new(value.to_owned(), said.clone());
        match name {
            HowNamed::AsKnown => {}
            HowNamed::ByName => profile.name.add(text(&party.name)),
            HowNamed::ByAlias => profile.aliases.push(text(&party.name)),
        }
        for (detail, value) in &party.details {
            let facts = match detail {
                Detail::Alias => {
                    if !profile.aliases.iter().any(|fact| fact.value == *value) {
                        profile.aliases.push(text(value));
                    }
                    continue;
                }
                Detail::Website => &mut profile.website,
                Detail::Description => &mut profile.description,
                Detail::Sort => &mut organization.sort,
                Detail::Attribute(key) => profile.attributes.entry((*key).to_owned()).or_default(),
            };
            if !facts.iter().any(|fact| fact.value == *value) {
                facts.add(text(value));
            }
        }
    }
}
