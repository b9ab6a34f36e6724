//! Who holds what: a 0/1 matrix whose rows and columns stand for something.

use waymark_measures::Incidence;

use crate::Frame;

/// Holders and the items they hold, by the numbers they have in a frame, ascending.
#[derive(Debug, Clone)]
pub(crate) struct Holdings {
    /// What the rows stand for.
    pub(crate) holders: Vec<u32>,
    /// What the columns stand for.
    pub(crate) items: Vec<u32>,
    /// Holders by items.
    pub(crate) matrix: Incidence,
}

impl Holdings {
    /// Funders by what they support.
    pub(crate) fn of_support(frame: &Frame) -> Self {
        let funders = 0..frame.len() as u32;
        let entries = funders.flat_map(|funder| {
            frame.supports.row(funder).iter().map(move |support| (funder, support.other))
        });
        Self::of_entries(entries.collect())
    }

    /// The same with holders and items exchanged.
    pub(crate) fn transposed(self) -> Self {
        Self { holders: self.items, items: self.holders, matrix: self.matrix.transposed() }
    }

    /// The holdings of pairs of holder and item; only those that are named are in it.
    pub(crate) fn of_entries(mut entries: Vec<(u32, u32)>) -> Self {
        let (holders, holder_numbers) = compact(entries.iter().map(|(holder, _)| *holder));
        let (items, item_numbers) = compact(entries.iter().map(|(_, item)| *item));
        for (holder, item) in &mut entries {
            *holder = holder_numbers[*holder as usize];
            *item = item_numbers[*item as usize];
        }
        let matrix = Incidence::of(holders.len(), items.len(), &entries);
        Self { holders, items, matrix }
    }

    /// The row of a holder, if it holds anything.
    pub(crate) fn row_of(&self, holder: u32) -> Option<u32> {
        self.holders.binary_search(&holder).ok().map(|row| row as u32)
    }
}

/// The numbers that are used, ascending, and for each number its place among them.
fn compact(used: impl Iterator<Item = u32> + Clone) -> (Vec<u32>, Vec<u32>) {
    let length = used.clone().max().map_or(0, |last| last as usize + 1);
    let mut is_used = vec![false; length];
    for number in used {
        is_used[number as usize] = true;
    }
    let kept: Vec<u32> = (0..length as u32).filter(|number| is_used[*number as usize]).collect();
    let mut places = vec![u32::MAX; length];
    for (place, number) in kept.iter().enumerate() {
        places[*number as usize] = place as u32;
    }
    (kept, places)
}
