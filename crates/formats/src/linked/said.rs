//! Where what a node says comes from, and what of it is not said yet.

use waymark_model::{Confidence, Fact, Facts, Provenance, Source, SourceId};

use super::Reader;
use super::kinds::{Class, class_of};
use super::node::Node;
use crate::merge::{is_from_table, table_locator};
use crate::value::read_date;

/// How the ids of sources begin in what this program writes.
const SOURCE: &str = "#source/";

impl Reader<'_> {
    /// Whether a node is where others are from, and no thing itself.
    pub(super) fn is_source(&self, node: &Node) -> bool {
        let is_work =
            matches!(class_of(node), Class::Thing(waymark_model::EntityKind::Publication));
        let is_cited = |id: &str| id.starts_with(SOURCE) || self.cited.contains(id);
        is_work && node.id().is_some_and(is_cited)
    }

    /// Puts a source that is described by a node.
    pub(super) fn source_node(&mut self, node: &Node, line: u64) {
        let Some(id) = node.id().filter(|_| self.is_source(node)) else { return };
        let Some(title) = node.text("name") else {
            self.notice(line, "name", format!("the source `{id}` has no name, and is not read"));
            return;
        };
        let wanted = id.strip_prefix(SOURCE).and_then(|id| SourceId::parse(id).ok());
        let name = |named: super::node::Named| named.name;
        let source = Source {
            id: self.source.clone(),
            title,
            url: node.text("url"),
            publisher: node.named("publisher").into_iter().find_map(name),
            date: node
                .text("datePublished")
                .and_then(|date| read_date(&date, None).ok())
                .map(|it| it.date),
            licence: node.text("license"),
        };
        let known = self.draft.sources.stated(wanted, source);
        self.sources.insert(id.to_owned(), known);
        self.note_unread(node, &["name", "url", "publisher", "datePublished", "license"]);
    }

    /// What a node's facts come from: each source that it cites, or else the document.
    pub(super) fn provenances(&mut self, node: &Node, line: u64) -> Vec<Provenance> {
        let cited = node.named("subjectOf").into_iter().filter_map(|named| named.id);
        let mut sources: Vec<SourceId> =
            cited.filter_map(|id| self.sources.get(&id).cloned()).collect();
        sources.dedup();
        if sources.is_empty() {
            sources.push(self.source.clone());
            self.states = true;
        }
        let locator = table_locator(&self.table, line);
        let said = |source| Provenance {
            locator: Some(locator.clone()),
            ..Provenance::new(source, Confidence::Reported)
        };
        sources.into_iter().map(said).collect()
    }

    /// Who says something, given who is known to say it. Which of the cited sources states which
    /// value is not told, so that what one of them says on the map is not said again for the others.
    pub(super) fn new_to<'p>(
        &self,
        said: &[Provenance],
        known: impl Iterator<Item = &'p Provenance> + Clone,
    ) -> Vec<Provenance> {
        let is_own = known.clone().any(|known| is_from_table(known, &self.table));
        let is_told =
            known.into_iter().any(|known| said.iter().any(|it| it.source == known.source));
        if is_told && !is_own { Vec::new() } else { said.to_vec() }
    }

    /// A value, as each source says it that does not say so already.
    pub(super) fn facts<T: Clone + PartialEq>(
        &self,
        value: Option<T>,
        known: Option<&Facts<T>>,
        said: &[Provenance],
    ) -> Facts<T> {
        let known: Vec<&Fact<T>> = known.into_iter().flatten().collect();
        self.list(value, &known, said).into_iter().collect()
    }

    /// Values, as each source says them that does not say so already.
    pub(super) fn list<T: Clone + PartialEq>(
        &self,
        values: impl IntoIterator<Item = T>,
        known: &[&Fact<T>],
        said: &[Provenance],
    ) -> Vec<Fact<T>> {
        let mut facts: Vec<Fact<T>> = Vec::new();
        for value in values {
            if facts.iter().any(|fact| fact.value == value) {
                continue;
            }
            let same = known.iter().filter(|fact| fact.value == value).map(|fact| &fact.provenance);
            let said = self.new_to(said, same);
            facts.extend(said.into_iter().map(|it| Fact::new(value.clone(), it)));
        }
        facts
    }
}
