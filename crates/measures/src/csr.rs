//! Compressed sparse rows: for each of many rows, a short list.

/// For each row a list, all lists in one piece of memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Csr<T> {
    offsets: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Csr<T> {
    /// Sorts entries into their rows; within a row they keep their order. Linear. At most 2³² − 1
    /// entries.
    pub fn build(rows: usize, entries: &[(u32, T)]) -> Self {
        let mut offsets = vec![0_u32; rows + 1];
        for (row, _) in entries {
            offsets[*row as usize + 1] += 1;
        }
        for row in 0..rows {
            offsets[row + 1] += offsets[row];
        }
        let mut next = offsets.clone();
        let mut order = vec![0_u32; entries.len()];
        for (position, (row, _)) in entries.iter().enumerate() {
            let place = &mut next[*row as usize];
            order[*place as usize] = position as u32;
            *place += 1;
        }
        let items = order.into_iter().map(|position| entries[position as usize].1).collect();
        Self { offsets, items }
    }

    /// Lists as they are, row after row.
    pub fn of_lists(lists: Vec<Vec<T>>) -> Self {
        let mut offsets = Vec::with_capacity(lists.len() + 1);
        let mut items = Vec::with_capacity(lists.iter().map(Vec::len).sum());
        offsets.push(0);
        for list in lists {
            items.extend(list);
            offsets.push(items.len() as u32);
        }
        Self { offsets, items }
    }

    /// The list of a row.
    pub fn row(&self, row: u32) -> &[T] {
        &self.items[self.range(row)]
    }

    /// Where the list of a row stands among all items.
    pub fn range(&self, row: u32) -> std::ops::Range<usize> {
        let row = row as usize;
        self.offsets[row] as usize..self.offsets[row + 1] as usize
    }

    /// How many rows there are.
    pub fn rows(&self) -> u32 {
        self.offsets.len() as u32 - 1
    }

    /// All items, row after row.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Sorts every list; entries that compare equal keep their order.
    pub fn sort_rows<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        for row in 0..self.offsets.len() - 1 {
            let range = self.range(row as u32);
            self.items[range].sort_by_key(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Csr;

    #[test]
    fn entries_go_to_their_rows_in_order() {
        let csr = Csr::build(3, &[(2, 'a'), (0, 'b'), (2, 'c')]);
        assert_eq!((csr.row(0), csr.row(1), csr.row(2)), (&['b'][..], &[][..], &['a', 'c'][..]));
        assert_eq!(csr.rows(), 3);
        assert_eq!(csr, Csr::of_lists(vec![vec!['b'], vec![], vec!['a', 'c']]));
    }
}
