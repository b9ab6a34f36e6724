//! Everything as one JSON document, in the shapes of the API: a record on a line, so that two
//! states can be compared line by line.

use std::io::{self, Write};

use serde::Serialize;
use waymark_model::Facet;
use waymark_wire as wire;

use crate::Part;

/// Writes the document: a [`wire::Export`].
pub(crate) fn write(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    let map = part.map;
    out.write_all(b"{\n\"version\": ")?;
    serde_json::to_writer(&mut *out, &part.version)?;
    out.write_all(b",\n\"filter\": ")?;
    serde_json::to_writer(&mut *out, &part.filter)?;
    list(out, "entities", part.entities().map(wire::Entity::from))?;
    list(out, "ties", part.ties().iter().map(|tie| wire::Tie::from_model(map, tie)))?;
    list(out, "milestones", part.milestones().map(|each| wire::Milestone::from_model(map, each)))?;
    list(out, "sources", part.sources().into_iter().map(wire::Source::from))?;
    list(out, "facets", map.facets().map(facet))?;
    list(out, "editions", part.editions.iter())?;
    out.write_all(b"\n}\n")
}

fn list<T: Serialize>(
    out: &mut impl Write,
    name: &str,
    items: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    for (place, item) in items.enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    out.write_all(b"\n]")
}

fn facet(facet: &Facet) -> wire::FacetInput {
    let terms = facet.terms.iter().map(|(id, term)| {
        let broader = term.broader.as_ref().map(ToString::to_string);
        (id.to_string(), wire::TermInput { name: term.name.clone(), broader })
    });
    wire::FacetInput { id: facet.id.to_string(), name: facet.name.clone(), terms: terms.collect() }
}
