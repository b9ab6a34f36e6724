//! The whole map as one document.

use waymark_wire as wire;

use super::Ask;

/// Everything on the map, in the shapes of the other answers.
pub fn export(ask: &Ask) -> wire::Export {
    let map = ask.map();
    let facets = map.facets().map(|facet| {
        let terms = facet.terms.iter().map(|(id, term)| {
            let broader = term.broader.as_ref().map(ToString::to_string);
            (id.to_string(), wire::TermInput { name: term.name.clone(), broader })
        });
        wire::FacetInput {
            id: facet.id.to_string(),
            name: facet.name.clone(),
            terms: terms.collect(),
        }
    });
    wire::Export {
        version: ask.version(),
        entities: map.entities().map(Into::into).collect(),
        ties: map.ties().map(|tie| wire::Tie::from_model(map, tie)).collect(),
        milestones: map
            .milestones()
            .map(|milestone| wire::Milestone::from_model(map, milestone))
            .collect(),
        sources: map.sources().map(Into::into).collect(),
        facets: facets.collect(),
        editions: super::editions(ask).editions,
    }
}
