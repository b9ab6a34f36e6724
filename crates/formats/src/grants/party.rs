//! Who gives and who receives: the names and identifiers of a row, and the things they stand for.

use waymark_model::{Entity, EntityId, EntityKind, Fact, Facts, Identifier, fold_name};

use super::grant::refuse;
use super::known::Ends;
use super::list::{List, Refused};
use super::parties::{Detail, PartyColumns};
use crate::GrantColumn;
use crate::names::id_slug;
use crate::naming::{HowNamed, how_named};
use crate::table::Line;
use crate::value::is_placeholder;
use crate::who::Meant;

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

    /// Whether a row names one body twice: by the same name, or by the same identifier.
    fn is(&self, other: &Self) -> bool {
        let pairs = || {
            let all = &self.identifiers;
            all.iter().flat_map(|one| other.identifiers.iter().map(move |it| (one, it)))
        };
        let same_name = || fold_name(&self.name) == fold_name(&other.name);
        self.kind == other.kind
            && (pairs().any(|(one, other)| one.is_same(other))
                || (same_name() && !pairs().any(|(one, other)| one.tells_apart(other))))
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

    /// Who gives and who receives, which are made where they are new; nothing is where they are
    /// one. A row that ties two names to one another knows them as two: they are one only if they
    /// are written the same, or have the same identifier.
    pub(super) fn pair(&mut self, line: &Line, funder: &Party, recipient: &Party) -> Option<Ends> {
        if funder.is(recipient) {
            return None;
        }
        let (giver, receiver) = (self.known(funder, false), self.known(recipient, false));
        let both = giver.zip(receiver).filter(|(giver, receiver)| giver.id == receiver.id);
        let receives_exactly = both.as_ref().is_some_and(|(_, it)| it.surely.is_none());
        if let Some((giver, _)) = both.filter(|(it, _)| receives_exactly && it.surely.is_none()) {
            // Whoever else has its identifier in this list is the same, now as in a second reading.
            self.names.identify(&funder.identifiers, &giver.id);
            self.names.identify(&recipient.identifiers, &giver.id);
            return None;
        }
        let from = self.entity(line, funder, receives_exactly)?;
        let again = self.known(recipient, false).is_some_and(|meant| meant.id == from);
        let to = self.entity(line, recipient, again)?;
        (from != to).then_some((from, to))
    }

    /// Whom a party means, of those that are known.
    fn known(&self, party: &Party, exactly: bool) -> Option<Meant> {
        let Party { kind, name, identifiers, .. } = party;
        if let Some(id) = self.seen.get(&(*kind, name.clone())).filter(|_| identifiers.is_empty()) {
            return Some(Meant { id: id.clone(), surely: None });
        }
        self.names.who(*kind, name, identifiers, exactly || self.exact_names)
    }

    /// The thing that a row names, which is made if it is new.
    fn entity(&mut self, line: &Line, party: &Party, exactly: bool) -> Option<EntityId> {
        let key = (party.kind, party.name.clone());
        let has_more = !party.details.is_empty() || !party.identifiers.is_empty();
        if let Some(id) = self.seen.get(&key).filter(|_| party.identifiers.is_empty()).cloned() {
            if has_more {
                self.state(line, party, &id);
            }
            return Some(id);
        }
        let id = match self.known(party, exactly) {
            Some(meant) => {
                if let Some(surely) = meant.surely {
                    self.notice(Some(line.number), None, surely);
                }
                if let Some(other) = self.namesake(party, &meant.id) {
                    self.note_namesake(line, party, &meant.id, &other);
                } else {
                    self.names.learn(party.kind, &party.name, &meant.id);
                }
                meant.id
            }
            None => self.new_entity(line, party)?,
        };
        self.names.identify(&party.identifiers, &id);
        // An alias that this list gave is said again, so that it stays.
        let how = self.how_named(party, &id);
        if has_more || how == HowNamed::ByAlias {
            self.state(line, party, &id);
        }
        if party.identifiers.is_empty() {
            self.seen.insert(key, id.clone());
        }
        Some(id)
    }

    /// Another thing that a row without an identifier would mean by this name.
    fn namesake(&self, party: &Party, id: &EntityId) -> Option<EntityId> {
        self.names.find(party.kind, &party.name).filter(|other| other != id)
    }

    fn how_named(&mut self, party: &Party, id: &EntityId) -> HowNamed {
        let is_anothers = self.namesake(party, id).is_some();
        how_named(self.draft, &self.source, id, &party.name, is_anothers)
    }

    /// Says once that a name is not taken for another name of what its identifier means.
    fn note_namesake(&mut self, line: &Line, party: &Party, id: &EntityId, other: &EntityId) {
        if self.draft.is_named(id, &party.name) || !self.told.insert((id.clone(), other.clone())) {
            return;
        }
        let reason = format!(
            "its identifier says that `{}` is `{id}` here; that is the name of `{other}`, so it is \
             not kept as another name",
            party.name
        );
        self.notice(Some(line.number), None, reason);
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
        let name = self.how_named(party, id);
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
