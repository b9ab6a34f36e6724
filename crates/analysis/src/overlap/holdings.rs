//! Who holds what: a 0/1 matrix whose rows and columns have names.

use waymark_measures::Incidence;
use waymark_model::EntityId;

use crate::Frame;

/// Holders and the items they hold; both are in the order of ids.
pub(crate) struct Holdings {
    pub(crate) holders: Vec<EntityId>,
    pub(crate) items: Vec<EntityId>,
    /// Holders by items.
    pub(crate) matrix: Incidence,
}

impl Holdings {
    /// Funders by what they support.
    pub(crate) fn of_support(frame: &Frame, regrants: bool, wholes: bool) -> Self {
        let counts = |funding: u32| regrants || !frame.fundings[funding as usize].regrant;
        let mut entries: Vec<(u32, u32)> = Vec::with_capacity(frame.fundings.len());
        for funder in 0..frame.len() as u32 {
            let supports = frame.supports.row(funder);
            let recipients = supports.iter().filter(|support| counts(support.funding));
            entries.extend(recipients.map(|support| {
                let recipient = support.other;
                (funder, if wholes { frame.umbrella[recipient as usize] } else { recipient })
            }));
        }
        let names = if wholes { &frame.umbrella_ids } else { &frame.ids };
        Self::of_entries(&frame.ids, names, entries)
    }

    /// The same with holders and items exchanged.
    pub(crate) fn transposed(self) -> Self {
        Self { holders: self.items, items: self.holders, matrix: self.matrix.transposed() }
    }

    /// The holdings of pairs of holder and item; only those that are named are in it.
    fn of_entries(holders: &[EntityId], items: &[EntityId], mut entries: Vec<(u32, u32)>) -> Self {
        let (holders, holder_numbers) = compact(holders, entries.iter().map(|(row, _)| *row));
        let (items, item_numbers) = compact(items, entries.iter().map(|(_, column)| *column));
        for (holder, item) in &mut entries {
            *holder = holder_numbers[*holder as usize];
            *item = item_numbers[*item as usize];
        }
        let matrix = Incidence::of(holders.len(), items.len(), &entries);
        Self { holders, items, matrix }
    }
}

/// Numbers the names that are used. They come in the order of ids, and stay so.
fn compact(names: &[EntityId], used: impl Iterator<Item = u32>) -> (Vec<EntityId>, Vec<u32>) {
    let mut is_used = vec![false; names.len()];
    for name in used {
        is_used[name as usize] = true;
    }
    let kept: Vec<u32> = (0..names.len() as u32).filter(|name| is_used[*name as usize]).collect();
    let mut numbers = vec![u32::MAX; names.len()];
    for (number, name) in kept.iter().enumerate() {
        numbers[*name as usize] = number as u32;
    }
    (kept.iter().map(|name| names[*name as usize].clone()).collect(), numbers)
}
