//! Everything that has a place in the vocabularies of schema.org and CTDL, as JSON-LD.
//!
//! No words are made up: what neither vocabulary has a word for is left out and counted. Ids are
//! fragments of the document's own address, such as `#credential-engine`.

use std::io::{self, Write};

use serde_json::{Map, Value, json};
use waymark_model::{
    Certainty, Confidence, Date, Entity, Initiative, Milestone, Money, Organization,
    Part as DatePart, Profile, Provenance, Source, Tie, TieKind,
};

use crate::Part;
use crate::told::Told;

/// Writes the document: a node on a line.
pub(crate) fn write(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(
        b"{\n\"@context\": {\"schema\": \"https://schema.org/\", \
          \"ceterms\": \"https://purl.org/ctdl/terms/\"},\n\"@graph\": [\n",
    )?;
    serde_json::to_writer(&mut *out, &data_set(part))?;
    let entities = part.entities().map(|each| entity(part, each));
    let grants = part.ties().iter().filter(|tie| tie.is_support()).map(|tie| grant(tie));
    let events = part.milestones().map(event);
    let works = part.sources().into_iter().map(work);
    for node in entities.chain(grants).chain(events).chain(works) {
        out.write_all(b",\n")?;
        serde_json::to_writer(&mut *out, &node)?;
    }
    out.write_all(b"\n]\n}\n")
}

/// How many nodes there are beside the one for the whole.
pub(crate) fn count(part: &Part<'_>) -> usize {
    let grants = part.ties().iter().filter(|tie| tie.is_support()).count();
    part.entities().count() + grants + part.milestones().count() + part.sources().len()
}

const NO_WORD: &str = "the vocabularies have no word for them";

/// Says what the vocabularies have no words for.
pub(crate) fn tell(part: &Part<'_>, told: &mut Told) {
    let things = part.entities().flat_map(Entity::provenances);
    let ties = part.ties().iter().flat_map(|tie| tie.provenances());
    let sure = things.chain(ties).filter(|each| each.confidence != Confidence::Reported).count();
    told.add_many(&format!("how sure facts are ({NO_WORD})"), sure, || "verified".to_owned());
    for entity in part.entities() {
        told.entity(entity);
        let attributes = &entity.profile().attributes;
        let what = format!("attributes of things ({NO_WORD})");
        told.add_many(&what, attributes.len(), || entity.name().to_owned());
        if let Some(goal) = entity.as_goal() {
            let has_more = goal.order.value().is_some()
                || goal.parent.is_some()
                || !goal.editions.is_empty()
                || !goal.excludes.is_empty();
            let what = format!("the order, places and editions of goals ({NO_WORD})");
            told.add_many(&what, usize::from(has_more), || entity.name().to_owned());
        }
        if let Some(effort) = entity.as_initiative() {
            let what = format!("stages of initiatives ({NO_WORD})");
            told.add_many(&what, effort.stages.len().min(1), || entity.name().to_owned());
            for date in [effort.start.value(), effort.end.value()].into_iter().flatten() {
                tell_date(date, told);
            }
        }
    }
    for tie in part.ties() {
        told.tie(tie);
        let is_said = match tie.kind {
            TieKind::Funds => tie.is_support(),
            TieKind::Leads | TieKind::Partners | TieKind::Serves | TieKind::PartOf => true,
            _ => false,
        };
        if !is_said {
            told.add(&format!("ties: {} ({NO_WORD})", tie.kind.word()), || tie.id.to_string());
        } else {
            tell_tie(tie, told);
        }
    }
    for milestone in part.milestones() {
        told.milestone(milestone);
        let has_more = milestone.status.value().is_some() || milestone.amount.value().is_some();
        let what = format!("how milestones stand, and amounts stated with them ({NO_WORD})");
        told.add_many(&what, usize::from(has_more), || milestone.id.to_string());
        for date in [milestone.due.value(), milestone.done.value()].into_iter().flatten() {
            tell_date(date, told);
        }
    }
}

/// What of a tie that is written is not.
fn tell_tie(tie: &Tie, told: &mut Told) {
    let name = || tie.id.to_string();
    let is_role = matches!(tie.kind, TieKind::Leads | TieKind::Partners);
    match tie.date.value() {
        Some(date) if is_role => tell_date(date, told),
        Some(_) => told.add(&format!("dates of grants and links ({NO_WORD})"), name),
        None => {}
    }
    let is_own = tie.verb.as_deref().is_some_and(|verb| verb != tie.kind.word());
    told.add_many("the sources' own words for ties", usize::from(is_own), name);
    told.add_many(&format!("terms of ties ({NO_WORD})"), tie.terms.len(), name);
    if tie.kind != TieKind::Funds {
        told.add("ids of ties that are no grants, and which source states them", name);
    }
    if let Some(funding) = tie.funding() {
        let is_pooled = funding.amount.value().is_some_and(|money| money.pooled);
        let has_more = funding.status.value().is_some() || funding.regrant || is_pooled;
        let what =
            format!("how grants stand, whether they pass on money or share an amount ({NO_WORD})");
        told.add_many(&what, usize::from(has_more), name);
    }
}

fn tell_date(date: &Date, told: &mut Told) {
    if plain(date).is_none() {
        let what = "dates that are about, doubtful, intervals or parts of a year";
        told.add(what, || date.to_string());
    }
}

/// A date as schema.org has them (ISO 8601): a year, a month or a day, and certain.
fn plain(date: &Date) -> Option<String> {
    match date {
        Date::At(point) => {
            let is_plain =
                matches!(point.part, DatePart::Year | DatePart::Month(_) | DatePart::Day(..));
            (is_plain && point.certainty == Certainty::Exact).then(|| date.to_string())
        }
        Date::Between(..) => None,
    }
}

/// A node of which what is unknown is absent.
#[derive(Default)]
struct Node(Map<String, Value>);

impl Node {
    fn new(id: &str, kind: Value) -> Self {
        let mut node = Self::default();
        node.put("@id", Some(id));
        node.0.insert("@type".to_owned(), kind);
        node
    }

    fn put(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.into());
        }
    }

    fn put_all(&mut self, name: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.0.insert(name.to_owned(), Value::Array(values));
        }
    }

    /// Puts values, each once, however many sources state it.
    fn put_each(&mut self, name: &str, values: impl IntoIterator<Item = Value>) {
        let mut once: Vec<Value> = Vec::new();
        for value in values {
            if !once.contains(&value) {
                once.push(value);
            }
        }
        self.put_all(name, once);
    }

    fn cite<'p>(&mut self, provenances: impl IntoIterator<Item = &'p Provenance>) {
        let mut sources: Vec<&str> =
            provenances.into_iter().map(|each| each.source.as_str()).collect();
        sources.sort_unstable();
        sources.dedup();
        let links = sources.into_iter().map(|id| link(&format!("source/{id}")));
        self.put_all("schema:subjectOf", links.collect());
    }

    fn finish(self) -> Value {
        Value::Object(self.0)
    }
}

fn link(id: &str) -> Value {
    json!({ "@id": format!("#{id}") })
}

fn data_set(part: &Part<'_>) -> Value {
    let mut node = Node::new("", json!("schema:Dataset"));
    node.put("schema:name", Some(format!("Waymark map, {}", part.state())));
    node.put("schema:version", Some(part.state()));
    let hash = Some(part.version.hash.clone()).filter(|hash| !hash.is_empty());
    node.put("schema:identifier", hash);
    node.put("schema:dateModified", part.changed.clone());
    node.finish()
}

fn entity(part: &Part<'_>, entity: &Entity) -> Value {
    let id = format!("#{}", entity.id());
    let mut node = match entity {
        Entity::Organization(body) => organization(&id, body),
        Entity::Initiative(effort) => initiative(&id, effort),
        Entity::Goal(_) => Node::new(&id, json!("schema:DefinedTerm")),
        Entity::Publication(_) => Node::new(&id, json!("schema:CreativeWork")),
    };
    let Profile { id: own, name: _, aliases, description, website, terms, attributes: _ } =
        entity.profile();
    node.put("schema:name", Some(entity.name()));
    node.put_each("schema:alternateName", aliases.iter().map(|alias| json!(alias.value)));
    node.put("schema:description", description.value().map(String::as_str));
    node.put("schema:url", website.value().map(String::as_str));
    let goals = part.ties_from(own).iter().filter(|tie| tie.kind == TieKind::Serves);
    let goals = goals.map(|tie| link(tie.to.as_str()));
    let words = terms.iter().map(|term| json!(format!("{}/{}", term.value.facet, term.value.term)));
    // A keyword is a text or a defined term: the goals are those.
    node.put_each("schema:keywords", goals.chain(words));
    let wholes = part.ties_from(own).iter().filter(|tie| tie.kind == TieKind::PartOf);
    let wholes = wholes.map(|tie| link(tie.to.as_str())).collect();
    let is_work = matches!(entity, Entity::Publication(_));
    node.put_all(if is_work { "schema:isPartOf" } else { "schema:parentOrganization" }, wholes);
    let with = part.ties_to(own).iter();
    let with = with.filter(|tie| matches!(tie.kind, TieKind::Leads | TieKind::Partners));
    node.put_all("schema:member", with.map(|tie| role(tie)).collect());
    node.cite(entity.provenances());
    node.finish()
}

fn organization(id: &str, body: &Organization) -> Node {
    let mut node = Node::new(id, json!(["schema:Organization", "ceterms:Organization"]));
    let mut identifiers = Vec::new();
    for fact in &body.identifiers {
        let identifier = &fact.value;
        if identifier.scheme == "ctid" {
            node.put("ceterms:ctid", Some(identifier.value.as_str()));
        } else {
            identifiers.push(json!({ "@type": "schema:PropertyValue",
                "schema:propertyID": identifier.scheme, "schema:value": identifier.value }));
        }
    }
    node.put_each("schema:identifier", identifiers);
    let profile = &body.profile;
    node.put("ceterms:name", profile.name.value().map(String::as_str));
    node.put("ceterms:subjectWebpage", profile.website.value().map(String::as_str));
    node.put("schema:additionalType", body.sort.value().map(String::as_str));
    node
}

fn initiative(id: &str, effort: &Initiative) -> Node {
    let mut node = Node::new(id, json!("schema:Project"));
    node.put("schema:foundingDate", effort.start.value().and_then(plain));
    node.put("schema:dissolutionDate", effort.end.value().and_then(plain));
    node
}

/// Somebody's part in an effort or a body, as schema.org says it: the property again, within a role.
fn role(tie: &Tie) -> Value {
    let mut role = Node::default();
    role.put("@type", Some("schema:OrganizationRole"));
    role.put("schema:roleName", Some(tie.kind.word()));
    role.put("schema:member", Some(link(tie.from.as_str())));
    role.put("schema:startDate", tie.date.value().and_then(plain));
    role.finish()
}

fn grant(tie: &Tie) -> Value {
    let mut node = Node::new(&format!("#tie/{}", tie.id), json!("schema:MonetaryGrant"));
    node.put("schema:funder", Some(link(tie.from.as_str())));
    node.put("schema:fundedItem", Some(link(tie.to.as_str())));
    let money = tie.funding().and_then(|funding| funding.amount.value());
    node.put("schema:amount", money.map(amount));
    node.put("schema:name", tie.funding().and_then(|funding| funding.programme.as_deref()));
    node.cite(tie.provenances());
    node.finish()
}

/// An amount is text, so that no digit is lost.
fn amount(money: &Money) -> Value {
    json!({ "@type": "schema:MonetaryAmount", "schema:currency": money.currency.code(),
        "schema:value": money.amount.normalize().to_string() })
}

fn event(milestone: &Milestone) -> Value {
    let mut node = Node::new(&format!("#milestone/{}", milestone.id), json!("schema:Event"));
    node.put("schema:name", milestone.title.value().map(String::as_str));
    node.put("schema:organizer", Some(link(milestone.subject.as_str())));
    let date = milestone.due.value().or(milestone.done.value());
    node.put("schema:startDate", date.and_then(plain));
    node.put("schema:endDate", milestone.done.value().and_then(plain));
    node.cite(milestone.provenances());
    node.finish()
}

fn work(source: &Source) -> Value {
    let mut node = Node::new(&format!("#source/{}", source.id), json!("schema:CreativeWork"));
    node.put("schema:name", Some(source.title.as_str()));
    node.put("schema:url", source.url.as_deref());
    let publisher = source.publisher.as_deref();
    let publisher =
        publisher.map(|name| json!({ "@type": "schema:Organization", "schema:name": name }));
    node.put("schema:publisher", publisher);
    node.put("schema:datePublished", source.date.as_ref().and_then(plain));
    node.put("schema:license", source.licence.as_deref());
    node.finish()
}
