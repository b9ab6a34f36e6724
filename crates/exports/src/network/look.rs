//! A colour for each goal.

use std::collections::HashMap;

use waymark_model::{Confidence, Entity, EntityId, TieKind};
use waymark_networks::{Color, Look};

use crate::Part;

/// The colours of the first goals, those of the page: told apart by people who see some colours
/// alike. More goals than that have none.
const OF_GOALS: [[u8; 3]; 6] = [
    [0x11, 0x5f, 0xb9],
    [0x73, 0x3a, 0x03],
    [0x2a, 0xa4, 0x87],
    [0xb2, 0x01, 0x72],
    [0xf7, 0x57, 0x21],
    [0xb3, 0x70, 0xf9],
];

/// How opaque the colour of something is that stands under a goal by inference only.
const INFERRED: f64 = 0.5;

/// For each goal its place in the order of goals.
pub(super) struct Colors<'a>(HashMap<&'a EntityId, usize>);

impl<'a> Colors<'a> {
    pub(super) fn of(part: &Part<'a>) -> Self {
        Self(part.goals_in_order().into_iter().zip(0..).collect())
    }

    /// A goal in its colour, an initiative in that of the first goal it serves.
    pub(super) fn of_entity(&self, part: &Part<'_>, entity: &Entity) -> Option<Box<Look>> {
        let own = self.0.get(entity.id()).map(|place| (*place, Confidence::Verified));
        let serves = part.ties_from(entity.id()).iter();
        let serves = serves.filter(|tie| tie.kind == TieKind::Serves);
        let first = serves.filter_map(|tie| Some((*self.0.get(&tie.to)?, tie.confidence())));
        // Of several statements about the first goal the surest counts.
        let first =
            first.min_by_key(|(place, confidence)| (*place, std::cmp::Reverse(*confidence)));
        let (place, confidence) = own.or(first)?;
        let [red, green, blue] = *OF_GOALS.get(place)?;
        let alpha = (confidence == Confidence::Inferred).then_some(INFERRED);
        let color = Some(Color { alpha, ..Color::new(red, green, blue) });
        Some(Box::new(Look { color, ..Look::default() }))
    }
}
