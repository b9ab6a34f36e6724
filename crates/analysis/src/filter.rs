//! Which part of a map a question is about. The words are the same everywhere: in the API, on the
//! command line and on the page.

use waymark_model::{
    Confidence, Date, Day, Entity, EntityId, EntityKind, Map, TermRef, TieId, fold_name,
};

use crate::AnalysisError;
use crate::known::{unknown_entity, unknown_facet, unknown_term};
use crate::select::{Everything, select};

/// Which part of a map a question is about. Every condition that is set must hold; the empty
/// filter selects all.
///
/// - `goals`: an initiative serves one of them, or a goal nested in one of them.
/// - `funders`: one of them supports the initiative or organization. The funders themselves are
///   selected too.
/// - `terms`: the thing carries one of the terms of each facet named, or a narrower term.
/// - `text`: its name, an alias or its description contains the text, whatever the case, accents
///   and punctuation.
/// - `from`, `to`: the initiative may have been going on, the tie may have held and the milestone
///   may have been due or done in the time between. Who has no known date may have been there, and
///   is selected.
/// - `confidence`: ties, terms, stage readings and milestones are stated at least so surely. Things
///   themselves stay.
/// - `kinds`: only things of these kinds. What they are tied to and is of another kind is then out
///   of the picture, and counts as not known: to leave organizations out leaves funders out.
///
/// The first four choose *subjects*: the initiatives and organizations that meet them. With the
/// subjects come their *companions*: the organizations and publications that a tie joins to a
/// subject, and the goals the initiatives serve (with `goals`, only those named and those nested
/// in them). An organization can be a subject by `funders`, `terms` and `text`, a publication by
/// `terms` and `text`, a goal by `goals`, `terms` and `text`; with any other of the four set, they
/// come as companions or not at all. A tie is selected when both its ends are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Goals served.
    pub goals: Vec<EntityId>,
    /// Who supports.
    pub funders: Vec<EntityId>,
    /// Kinds of things.
    pub kinds: Vec<EntityKind>,
    /// Terms carried.
    pub terms: Vec<TermRef>,
    /// The first day of this date, or later.
    pub from: Option<Date>,
    /// The last day of this date, or earlier.
    pub to: Option<Date>,
    /// At least this confidence.
    pub confidence: Option<Confidence>,
    /// Words in the name, an alias or the description.
    pub text: Option<String>,
}

/// What a filter selects, in the order of ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The things.
    pub entities: Vec<EntityId>,
    /// The ties between them.
    pub ties: Vec<TieId>,
    /// How many of the ties have no known date, and are there because they may be in the time
    /// asked for.
    pub undated_ties: usize,
}

impl Filter {
    /// Whether no condition is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What the filter selects of a map.
    ///
    /// # Errors
    /// When it names something that is not on the map, or a time that ends before it begins.
    ///
    /// ```
    /// use waymark_analysis::Filter;
    /// use waymark_model::{EntityId, sketch};
    ///
    /// let map = sketch("
    ///     lumina -funds-> registry
    ///     registry -serves-> transparency
    ///     walmart -funds-> badges
    /// ");
    /// let filter = Filter { goals: vec![EntityId::parse("transparency")?], ..Filter::default() };
    /// let names: Vec<_> = filter.select(&map)?.entities.iter().map(|id| id.to_string()).collect();
    /// assert_eq!(names, ["lumina", "registry", "transparency"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn select(&self, map: &Map) -> Result<Selection, AnalysisError> {
        let everything = Everything::of(map);
        let chosen = select(map, &everything, self)?;
        let entities = everything.entities.iter().zip(&chosen.entities);
        let ties = everything.ties.iter().zip(&chosen.ties);
        Ok(Selection {
            entities: entities.filter(|(_, in_it)| **in_it).map(|(e, _)| e.id().clone()).collect(),
            ties: ties.filter(|(_, in_it)| **in_it).map(|(tie, _)| tie.id.clone()).collect(),
            undated_ties: chosen.undated_ties,
        })
    }

    /// Whether subjects are chosen, and not everything.
    pub(crate) fn has_subjects(&self) -> bool {
        !self.goals.is_empty()
            || !self.funders.is_empty()
            || !self.terms.is_empty()
            || self.text.is_some()
    }

    /// Whether everything it names is there.
    pub(crate) fn check(&self, map: &Map) -> Result<(), AnalysisError> {
        check_kind(map, &self.goals, EntityKind::Goal)?;
        check_kind(map, &self.funders, EntityKind::Organization)?;
        for term in &self.terms {
            let facet = map.facet(&term.facet).ok_or_else(|| unknown_facet(&term.facet))?;
            facet.terms.get(&term.term).ok_or_else(|| unknown_term(term))?;
        }
        self.window().map(drop)
    }

    pub(crate) fn window(&self) -> Result<Window, AnalysisError> {
        let from = self.from.as_ref().and_then(Date::earliest);
        let to = self.to.as_ref().and_then(Date::latest);
        match (from, to) {
            (Some(from), Some(to)) if to < from => Err(AnalysisError::Parameter {
                what: "span of time",
                value: format!("{from}/{to}"),
                expected: "one that ends after it begins",
            }),
            _ => Ok(Window { from, to }),
        }
    }

    pub(crate) fn folded_text(&self) -> Option<String> {
        self.text.as_deref().map(fold_name)
    }
}

fn check_kind(map: &Map, ids: &[EntityId], kind: EntityKind) -> Result<(), AnalysisError> {
    for id in ids {
        let entity = map.entity(id).ok_or_else(|| unknown_entity(kind.word(), id))?;
        if entity.kind() != kind {
            let (is, expected) = (entity.kind().word(), kind.word());
            return Err(AnalysisError::OtherKind { id: id.clone(), is, expected });
        }
    }
    Ok(())
}

/// A span of days, open where an end is not set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    from: Option<Day>,
    to: Option<Day>,
}

impl Window {
    pub(crate) fn is_open(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether something between two days, each perhaps unknown, may fall into the window.
    pub(crate) fn may_hold(self, earliest: Option<Day>, latest: Option<Day>) -> bool {
        let before = matches!((latest, self.from), (Some(latest), Some(from)) if latest < from);
        let after = matches!((earliest, self.to), (Some(earliest), Some(to)) if earliest > to);
        !before && !after
    }

    pub(crate) fn may_hold_date(self, date: Option<&Date>) -> bool {
        date.is_none_or(|date| self.may_hold(date.earliest(), date.latest()))
    }
}

/// Whether a thing's name, an alias or its description contains a folded text.
pub(crate) fn contains_text(entity: &Entity, folded: &str) -> bool {
    let profile = entity.profile();
    let names = profile.name.iter().chain(&profile.aliases).chain(&profile.description);
    names.map(|fact| fold_name(&fact.value)).any(|name| name.contains(folded))
}
