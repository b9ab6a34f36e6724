//! From links to ties, from grants to fundings, from events to milestones.

use waymark_model::{
    Currency, Date, Entity, EntityId, EntityKind, Facts, Funding, Milestone, MilestoneId, Money,
    Provenance, Tie, TieDetails, TieId, TieKind,
};

use super::node::{Named, Node};
use super::{Reader, Refused, refuse};
use crate::guide::empty;
use crate::merge::is_from_table;
use crate::names::{cut, id_slug, tie_base};
use crate::value::read_amount;
use crate::{DecimalMark, RecordId};

/// A tie that a link says.
struct Link {
    kind: TieKind,
    verb: Option<String>,
    from: (EntityId, EntityKind),
    to: (EntityId, EntityKind),
    date: Option<Date>,
    money: Option<Money>,
    /// Whether it is a grant, of which there may be several that look alike.
    is_grant: bool,
    /// The programme of a grant.
    programme: Option<String>,
}

impl Reader<'_> {
    /// The ties between a thing and those that its node links to.
    pub(super) fn links(&mut self, node: &Node, id: &EntityId, line: u64) -> Vec<TieId> {
        let kind = self.draft.entity(id).map_or(EntityKind::Organization, Entity::kind);
        let own = (id.clone(), kind);
        let mut links = Vec::new();
        for wanted in node.links_and_words("keywords").0 {
            let named = Named { id: Some(wanted), name: None };
            let goal = self.target(&named, "keywords", line);
            links.extend(goal.map(|goal| Link::plain(TieKind::Serves, own.clone(), goal)));
        }
        for (name, kind, is_ours) in [
            ("parentOrganization", TieKind::PartOf, true),
            ("isPartOf", TieKind::PartOf, true),
            ("ownedBy", TieKind::Leads, false),
            ("offeredBy", TieKind::Partners, false),
            ("funder", TieKind::Funds, false),
        ] {
            for named in node.named(name) {
                let Some(other) = self.target(&named, name, line) else { continue };
                let (from, to) = if is_ours { (own.clone(), other) } else { (other, own.clone()) };
                links.push(Link::plain(kind, from, to));
            }
        }
        for role in node.objects("member") {
            links.extend(self.role(&role, &own, line));
        }
        let said = self.provenances(node, line);
        links.into_iter().filter_map(|link| self.tie(link, None, &said)).collect()
    }

    /// Somebody's part in an effort: a role around the one who has it, or the one alone.
    fn role(&mut self, role: &Node, own: &(EntityId, EntityKind), line: u64) -> Option<Link> {
        let within = role.named("member").into_iter().next();
        let alone = || Named { id: role.id().map(str::to_owned), name: role.text("name") };
        let is_role = within.is_some();
        let member = self.target(&within.unwrap_or_else(alone), "member", line)?;
        let word = role.text("roleName").filter(|_| is_role);
        let kind = match &word {
            Some(word) => TieKind::from_word(&word.to_lowercase()).unwrap_or(TieKind::Relates),
            None => TieKind::Partners,
        };
        let date = if is_role { self.date(role, &["startDate"], line) } else { None };
        let verb = word.filter(|word| word != kind.word());
        Some(Link { verb, date, ..Link::plain(kind, member, own.clone()) })
    }

    /// What a property names: a node of the document, or an organization that it describes itself.
    fn target(&mut self, named: &Named, name: &str, line: u64) -> Option<(EntityId, EntityKind)> {
        if let Some(thing) = named.id.as_ref().and_then(|id| self.things.get(id)) {
            return Some(thing.clone());
        }
        let Some(title) = named.name.as_deref().filter(|title| id_slug(title).is_some()) else {
            let id = named.id.as_deref().unwrap_or_default();
            self.notice(line, name, format!("`{id}` is no thing that was read, and is left out"));
            return None;
        };
        let kind = EntityKind::Organization;
        let id = match self.names.find(kind, title) {
            Some(id) => id,
            None => {
                let id = self.names.fresh(kind, title)?;
                let mut entity = empty(kind, id.clone());
                let said = self.provenances(&Node::default(), line);
                entity.profile_mut().name = self.facts(Some(title.to_owned()), None, &said);
                self.draft.put_entity(entity);
                id
            }
        };
        Some((id, kind))
    }

    /// Puts a tie, and tells its id; `None` where a thing would be tied to itself.
    fn tie(&mut self, mut link: Link, wanted: Option<TieId>, said: &[Provenance]) -> Option<TieId> {
        let (from, to) = (link.from.0.clone(), link.to.0.clone());
        if from == to {
            return None;
        }
        let is_round = link.kind == TieKind::PartOf && self.within.would_go_round(&from, &to);
        if is_round || !link.kind.may_join(link.from.1, link.to.1) {
            link.verb.get_or_insert_with(|| link.kind.word().to_owned());
            link.kind = TieKind::Relates;
        }
        if link.kind == TieKind::PartOf {
            self.within.add(&from, &to);
        }
        let id = self.tie_id(&link, wanted);
        let known = self.draft.map.tie(&id);
        let mut tie = Tie::plain(id.clone(), link.kind, from, to, said[0].clone());
        tie.verb = link.verb.as_deref().map(Into::into);
        // The sources of a thing need not be those of its links: one that is known stays as it is.
        let is_own = |tie: &Tie| tie.stated.iter().any(|it| is_from_table(it, &self.table));
        tie.stated = match known {
            Some(known) if !link.is_grant && !is_own(known) => Vec::new(),
            _ => self.new_to(said, known.iter().flat_map(|it| &it.stated)),
        };
        let date = known.map(|it| &it.date);
        let is_new = |day: &Date| !date.into_iter().flatten().any(|it| it.value == *day);
        let new = link.date.filter(|day| known.is_none_or(is_own) || is_new(day));
        tie.date = self.facts(new, date, said);
        if link.kind == TieKind::Funds {
            let funding = known.and_then(Tie::funding);
            // That several share an amount has no word here.
            let known_sum = |money: &Money| {
                let mut known = funding.into_iter().flat_map(|it| &it.amount);
                let same = |it: &Money| it.amount == money.amount && it.currency == money.currency;
                known.find(|fact| same(&fact.value)).map_or(*money, |fact| fact.value)
            };
            link.money = link.money.map(|money| known_sum(&money));
            tie.details = TieDetails::Funding(Box::new(Funding {
                amount: self.facts(link.money, funding.map(|it| &it.amount), said),
                regrant: funding.is_some_and(|it| it.regrant),
                programme: link.programme,
                ..Funding::default()
            }));
        }
        self.draft.tie(tie);
        Some(id)
    }

    /// The tie of the map that a link says, the most alike first; or a new one.
    fn tie_id(&mut self, link: &Link, wanted: Option<TieId>) -> TieId {
        let map = self.draft.map;
        let free = |id: &TieId| !self.met.contains(id) && !self.draft.has_tie(id);
        let joins =
            |tie: &Tie| tie.kind == link.kind && tie.from == link.from.0 && tie.to == link.to.0;
        let own = |tie: &Tie| tie.stated.iter().any(|it| is_from_table(it, &self.table));
        let is_dated = |tie: &Tie| tie.date.value() == link.date.as_ref();
        let says = |tie: &Tie| {
            let amount = tie.funding().and_then(|funding| funding.amount.value());
            is_dated(tie) && amount == link.money.as_ref()
        };
        let by_id = wanted.as_ref().and_then(|id| map.tie(id)).filter(|tie| joins(tie));
        let all = || map.ties_from(&link.from.0).filter(|tie| joins(tie) && free(&tie.id));
        // A link that says less than the map says nothing else.
        let says_less = |tie: &Tie| !link.is_grant && (link.date.is_none() || is_dated(tie));
        let known = by_id
            .filter(|tie| free(&tie.id))
            .or_else(|| all().find(|tie| own(tie) && says(tie)))
            .or_else(|| all().find(|tie| !link.is_grant && says(tie)))
            .or_else(|| all().find(|tie| own(tie)))
            .or_else(|| all().find(|tie| says_less(tie)));
        let id = match known {
            Some(tie) => tie.id.clone(),
            None => self.new_tie(link, wanted),
        };
        self.met.insert(id.clone());
        id
    }

    fn new_tie(&mut self, link: &Link, wanted: Option<TieId>) -> TieId {
        let map = self.draft.map;
        let free = |id: &TieId| map.tie(id).is_none() && !self.draft.has_tie(id);
        if let Some(id) = wanted.filter(&free) {
            return id;
        }
        let base = tie_base(&link.from.0, link.kind.word(), &link.to.0);
        // However many links join two things, each costs the same.
        let next = self.numbers.entry(base.clone()).or_insert(1);
        loop {
            let text = if *next > 1 { format!("{base}--{next}") } else { base.clone() };
            *next += 1;
            if let Some(id) = TieId::parse(&text).ok().filter(&free) {
                return id;
            }
        }
    }

    /// A grant: the tie of its id, from who gives to what is funded.
    pub(super) fn grant(&mut self, node: &Node, line: u64) -> Refused<Vec<RecordId>> {
        let from = self.end(node, &["funder", "sponsor"], line)?;
        let to = self.end(node, &["fundedItem", "recipient"], line)?;
        let money = self.money(node)?;
        if from.0 == to.0 || !TieKind::Funds.may_join(from.1, to.1) {
            let expected = "an organization that gives, and another or a project that receives";
            return Err(refuse("fundedItem", to.0.as_str(), "cannot be funded by it", expected));
        }
        let wanted = node.id().and_then(|id| id.strip_prefix("#tie/"));
        let wanted = wanted.and_then(|id| TieId::parse(id).ok());
        let programme = node.text("name");
        let link =
            Link { is_grant: true, programme, money, ..Link::plain(TieKind::Funds, from, to) };
        let said = self.provenances(node, line);
        self.note_unread(
            node,
            &["funder", "sponsor", "fundedItem", "recipient", "amount", "name", "subjectOf"],
        );
        let id = self.tie(link, wanted, &said);
        Ok(id.into_iter().map(RecordId::Tie).collect())
    }

    fn end(&mut self, node: &Node, names: &[&str], line: u64) -> Refused<(EntityId, EntityKind)> {
        let named = names.iter().find_map(|name| node.named(name).into_iter().next());
        let thing = named.as_ref().and_then(|named| self.target(named, names[0], line));
        thing.ok_or_else(|| {
            let value = named.and_then(|named| named.id).unwrap_or_default();
            refuse(names[0], &value, "is nothing that was read", "a node that can be read")
        })
    }

    /// How much; without a currency where none is told.
    fn money(&self, node: &Node) -> Refused<Option<Money>> {
        let within = node.objects("amount").into_iter().next();
        let value = match &within {
            Some(amount) => amount.text("value"),
            None => node.text("amount"),
        };
        let Some(value) = value else { return Ok(None) };
        let code = within.and_then(|amount| amount.text("currency"));
        let code = code.or_else(|| node.text("currency"));
        let currency = code.as_deref().and_then(Currency::from_code);
        let currency = currency.or_else(|| Currency::from_code("XXX"));
        let refused = |reason| refuse("amount", &value, reason, "a number, such as `484000`");
        let (amount, _) = read_amount(&value, Some(DecimalMark::Point)).map_err(refused)?;
        Ok(currency.map(|currency| Money { amount, currency, pooled: false }))
    }

    /// An event: the milestone of its id, of the thing that holds it.
    pub(super) fn event(&mut self, node: &Node, line: u64) -> Refused<Vec<RecordId>> {
        let (subject, _) = self.end(node, &["organizer", "about"], line)?;
        let Some(title) = node.text("name") else {
            return Err(refuse("name", "", "is missing", "what happens"));
        };
        let (starts, ends) =
            (self.date(node, &["startDate"], line), self.date(node, &["endDate"], line));
        let id = self.milestone_id(node, &subject, &title);
        let known = self.draft.map.milestone(&id);
        let said = self.provenances(node, line);
        let due = starts.filter(|date| Some(*date) != ends);
        let milestone = Milestone {
            title: self.facts(Some(title), known.map(|it| &it.title), &said),
            due: self.facts(due, known.map(|it| &it.due), &said),
            done: self.facts(ends, known.map(|it| &it.done), &said),
            status: Facts::unknown(),
            amount: Facts::unknown(),
            id: id.clone(),
            subject,
        };
        self.draft.milestone(milestone);
        self.note_unread(
            node,
            &["name", "organizer", "about", "startDate", "endDate", "subjectOf"],
        );
        Ok(vec![RecordId::Milestone(id)])
    }

    fn milestone_id(&self, node: &Node, subject: &EntityId, title: &str) -> MilestoneId {
        let map = self.draft.map;
        let wanted = node.id().and_then(|id| id.strip_prefix("#milestone/"));
        let wanted = wanted.and_then(|id| MilestoneId::parse(id).ok());
        let fits = |id: &MilestoneId| {
            let on_map = map.milestone(id);
            on_map.is_none_or(|known| known.subject == *subject) && !self.draft.has_milestone(id)
        };
        if let Some(id) = wanted.filter(fits) {
            return id;
        }
        let known = map.milestones_of(subject).find(|known| {
            let own = |fact: &waymark_model::Fact<String>| {
                fact.value == title && is_from_table(&fact.provenance, &self.table)
            };
            known.title.iter().any(own) && !self.draft.has_milestone(&known.id)
        });
        if let Some(known) = known {
            return known.id.clone();
        }
        let slug = id_slug(title).unwrap_or_else(|| "event".to_owned());
        let base = format!("{}--{}", cut(subject.as_str(), 120), cut(&slug, 90));
        let numbered = (2..).map(|number| format!("{base}--{number}"));
        let free = |id: &MilestoneId| map.milestone(id).is_none() && !self.draft.has_milestone(id);
        std::iter::once(base.clone())
            .chain(numbered)
            .find_map(|text| MilestoneId::parse(&text).ok().filter(free))
            .expect("two slugs are an id, and there are more numbers than milestones")
    }
}

impl Link {
    fn plain(kind: TieKind, from: (EntityId, EntityKind), to: (EntityId, EntityKind)) -> Self {
        Self {
            kind,
            verb: None,
            from,
            to,
            date: None,
            money: None,
            is_grant: false,
            programme: None,
        }
    }
}
