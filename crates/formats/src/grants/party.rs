//! Who gives and who receives: the names and identifiers of a row, and the things they stand for.

use waymark_model::{Entity, EntityId, EntityKind, Fact, Facts, Identifier, fold_name};

use super::grant::refuse;
use super::list::{List, Refused};
use crate::GrantColumn;
use crate::names::id_slug;
use crate::table::Line;
use crate::value::is_placeholder;

/// Who a row names at one end.
pub(super) struct Party {
    pub(super) name: String,
    pub(super) kind: EntityKind,
    identifier: Option<Identifier>,
    pub(super) inferred: bool,
}

impl List<'_, '_, '_> {
    /// Who gives.
    pub(super) fn funder(&self, line: &Line) -> Refused<Party> {
        let kind = EntityKind::Organization;
        if let Some(only) = &self.only_funder {
            let (name, inferred) = (only.name.clone(), only.inferred);
            return Ok(Party { name, kind, identifier: None, inferred });
        }
        let place = self.columns.get(GrantColumn::Funder);
        let name = self.name(line, place, "the name of who gives")?;
        let identifier = self.identifier(line, GrantColumn::FunderId);
        Ok(Party { name, kind, identifier, inferred: false })
    }

    /// Who receives: an organization, or an initiative where that is what the list has.
    pub(super) fn recipient(&mut self, line: &Line) -> Refused<Party> {
        let place = self.recipient_column();
        let organization = self.columns.get(GrantColumn::Recipient).is_some();
        let kind = if organization { EntityKind::Organization } else { EntityKind::Initiative };
        if line.cell(place).is_empty() && organization {
            return self.recipient_in_title(line);
        }
        let name = self.name(line, place, "the name of who receives")?;
        let identifier = self.identifier(line, GrantColumn::RecipientId).filter(|_| organization);
        Ok(Party { name, kind, identifier, inferred: false })
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
        Ok(Party { name: name.to_owned(), kind, identifier: None, inferred: true })
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

    fn identifier(&self, line: &Line, column: GrantColumn) -> Option<Identifier> {
        let place = self.columns.get(column)?;
        let value = line.cell(Some(place));
        let is_ein = fold_name(&self.table.columns[place]).split(' ').any(|word| word == "ein");
        let scheme = if is_ein { "ein" } else { "org-id" };
        let known = !value.is_empty() && !is_placeholder(value);
        known.then(|| Identifier { scheme: scheme.to_owned(), value: value.to_owned() })
    }

    /// The thing that a row names, which is made if it is new.
    pub(super) fn entity(&mut self, line: &Line, party: &Party) -> Option<EntityId> {
        if let Some(identifier) = &party.identifier {
            return self.identified(line, party, identifier);
        }
        let key = (party.kind, party.name.clone());
        if let Some(id) = self.seen.get(&key) {
            return Some(id.clone());
        }
        let id = match self.names.find(party.kind, &party.name) {
            Some(id) => id,
            None => self.new_entity(line, party)?,
        };
        self.seen.insert(key, id.clone());
        Some(id)
    }

    /// An organization with an identifier: the one that has it, or else the one of that name.
    fn identified(
        &mut self,
        line: &Line,
        party: &Party,
        identifier: &Identifier,
    ) -> Option<EntityId> {
        if let Some(id) = self.names.identified(identifier) {
            return Some(id);
        }
        let id = match self.names.find(party.kind, &party.name) {
            Some(id) => id,
            None => self.new_entity(line, party)?,
        };
        self.names.identify(identifier.clone(), &id);
        let fact = Fact::new(identifier.clone(), self.provenance(line, party.inferred));
        if self.draft.entity_mut(&id).is_none() {
            self.draft.entity(Entity::organization(id.clone(), Facts::unknown()));
        }
        if let Some(Entity::Organization(organization)) = self.draft.entity_mut(&id) {
            organization.identifiers.push(fact);
        }
        Some(id)
    }

    fn new_entity(&mut self, line: &Line, party: &Party) -> Option<EntityId> {
        let id = self.names.fresh(party.kind, &party.name)?;
        let name = Facts::one(party.name.clone(), self.provenance(line, party.inferred));
        self.draft.entity(match party.kind {
            EntityKind::Initiative => Entity::initiative(id.clone(), name),
            _ => Entity::organization(id.clone(), name),
        });
        Some(id)
    }
}
