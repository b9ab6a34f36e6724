//! Who is nearest to a cell and not in it: the density of the product space (Hidalgo and others
//! 2007) over actors and cells.
//!
//! A cell that somebody holds has a proximity to each other cell. One that nobody holds has none:
//! there it is put together from those of its row and its column, φ_rr'·φ_kk', which take the same
//! line as 1; where a whole line has no holders either, the other line alone decides.

use std::collections::BTreeSet;

use waymark_measures::{Incidence, density, proximities};
use waymark_model::{EntityId, TieKind};

use super::axis::Bins;
use crate::Frame;

/// Above so many cells of a table no nearest actors are looked for.
pub const MOST_CELLS_WITH_NEAREST: usize = 2_500;

/// How many cells are named as the reason why an actor is near.
const REASONS: usize = 3;

/// From what proximities to a cell are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NearBasis {
    /// From those who are in it.
    Cell,
    /// Nobody is in it: from those in its row and those in its column.
    RowAndColumn,
    /// Nobody is in it or in its column: from those in its row.
    Row,
    /// Nobody is in it or in its row: from those in its column.
    Column,
}

impl NearBasis {
    /// The word for it, as used in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cell => "cell",
            Self::RowAndColumn => "row_and_column",
            Self::Row => "row",
            Self::Column => "column",
        }
    }
}

/// A cell that makes an actor near.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearCell {
    /// Its row, by place.
    pub row: usize,
    /// Its column, by place.
    pub column: usize,
    /// How near it is to the cell asked about.
    pub proximity: f64,
}

/// Somebody near a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct NearActor {
    /// Who.
    pub actor: EntityId,
    /// Of all that is near the cell, how much it holds, each weighed by its proximity.
    pub density: f64,
    /// The nearest cells that it is in.
    pub because: Vec<NearCell>,
    /// Whether it may be in the cell already: where it, or an initiative of it, stands is not
    /// known for sure.
    pub perhaps_here: bool,
}

/// Who is near a cell and not known to be in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Nearest {
    /// From what the proximities of organizations are taken; none where nothing is near.
    pub organizations_by: Option<NearBasis>,
    /// Organizations that lead or support initiatives near by, the nearest first.
    pub organizations: Vec<NearActor>,
    /// The same for initiatives.
    pub initiatives_by: Option<NearBasis>,
    /// Initiatives that stand near by, the nearest first.
    pub initiatives: Vec<NearActor>,
}

/// Everything that is needed to find who is near a cell.
pub(super) struct Neighborhoods<'a> {
    frame: &'a Frame,
    rows: &'a Bins,
    columns: &'a Bins,
    most: usize,
    organizations: Actors,
    initiatives: Actors,
}

/// Actors by the cells they are in, and by the rows and columns of these.
struct Actors {
    /// The nodes of the actors, ascending.
    nodes: Vec<u32>,
    /// For each actor the places of its initiatives among the efforts.
    efforts: Vec<Vec<u32>>,
    cells: Incidence,
    rows: Incidence,
    columns: Incidence,
}

impl Actors {
    /// `entries` are actors and places of efforts.
    fn of(entries: BTreeSet<(u32, u32)>, rows: &Bins, columns: &Bins) -> Self {
        let width = columns.lines.len() as u32;
        let (mut nodes, mut efforts): (Vec<u32>, Vec<Vec<u32>>) = (Vec::new(), Vec::new());
        let mut cells: Vec<(u32, u32)> = Vec::new();
        for (node, effort) in entries {
            if nodes.last() != Some(&node) {
                nodes.push(node);
                efforts.push(Vec::new());
            }
            let actor = nodes.len() as u32 - 1;
            efforts[actor as usize].push(effort);
            for row in rows.members[effort as usize].lines() {
                let across = columns.members[effort as usize].lines();
                cells.extend(across.map(|column| (actor, row as u32 * width + column as u32)));
            }
        }
        let of = |lines: usize, line: &dyn Fn(u32) -> u32| {
            let entries: Vec<(u32, u32)> =
                cells.iter().map(|(actor, cell)| (*actor, line(*cell))).collect();
            Incidence::of(nodes.len(), lines, &entries)
        };
        Self {
            rows: of(rows.lines.len(), &|cell| cell / width),
            columns: of(width as usize, &|cell| cell % width),
            cells: of(rows.lines.len() * width as usize, &|cell| cell),
            nodes,
            efforts,
        }
    }

    /// The cells near a cell, and from what that is known.
    fn near(&self, row: u32, column: u32) -> (Option<NearBasis>, Vec<(u32, f64)>) {
        let width = self.columns.columns.rows();
        let own = proximities(&self.cells, row * width + column);
        if !own.is_empty() {
            return (Some(NearBasis::Cell), own);
        }
        let (rows, columns) = (proximities(&self.rows, row), proximities(&self.columns, column));
        let basis = match (rows.is_empty(), columns.is_empty()) {
            (true, true) => return (None, Vec::new()),
            (false, true) => NearBasis::Row,
            (true, false) => NearBasis::Column,
            (false, false) => NearBasis::RowAndColumn,
        };
        let phi = |lines: &[(u32, f64)], line: u32| match lines {
            [] => 1.0,
            lines => lines.binary_search_by_key(&line, |it| it.0).map_or(0.0, |at| lines[at].1),
        };
        let held =
            (0..self.cells.columns.rows()).filter(|c| !self.cells.columns.row(*c).is_empty());
        let near = held.map(|cell| (cell, phi(&rows, cell / width) * phi(&columns, cell % width)));
        (Some(basis), near.filter(|(_, phi)| *phi > 0.0).collect())
    }
}

impl<'a> Neighborhoods<'a> {
    /// None where nobody is asked for, or the table is too large.
    pub(super) fn of(
        frame: &'a Frame,
        rows: &'a Bins,
        columns: &'a Bins,
        most: usize,
    ) -> Option<Self> {
        let cells = rows.lines.len() * columns.lines.len();
        if most == 0 || cells > MOST_CELLS_WITH_NEAREST {
            return None;
        }
        let effort = |node: u32| frame.efforts.binary_search_by_key(&node, |it| it.node).ok();
        let takes_part = frame.ties.iter().filter(|tie| {
            let supports = tie.funding.is_some_and(|row| frame.fundings[row as usize].support);
            supports || tie.kind == TieKind::Leads
        });
        let organizations = takes_part
            .filter_map(|tie| effort(tie.to).map(|effort| (tie.from, effort as u32)))
            .collect();
        let initiatives = frame.efforts.iter().zip(0..).map(|(it, at)| (it.node, at)).collect();
        Some(Self {
            organizations: Actors::of(organizations, rows, columns),
            initiatives: Actors::of(initiatives, rows, columns),
            frame,
            rows,
            columns,
            most,
        })
    }

    pub(super) fn nearest(&self, row: usize, column: usize) -> Nearest {
        let (organizations_by, organizations) = self.among(&self.organizations, row, column);
        let (initiatives_by, initiatives) = self.among(&self.initiatives, row, column);
        Nearest { organizations_by, organizations, initiatives_by, initiatives }
    }

    fn among(
        &self,
        actors: &Actors,
        row: usize,
        column: usize,
    ) -> (Option<NearBasis>, Vec<NearActor>) {
        let width = self.columns.lines.len() as u32;
        let cell = row as u32 * width + column as u32;
        let (basis, near) = actors.near(row as u32, column as u32);
        let mut found = density(&actors.cells, &near);
        found.retain(|(actor, _)| actors.cells.rows.row(*actor).binary_search(&cell).is_err());
        let held = |actor: u32| actors.cells.rows.row(actor).len();
        found.sort_by(|(a, near_a), (b, near_b)| {
            near_b.total_cmp(near_a).then_with(|| held(*b).cmp(&held(*a))).then_with(|| a.cmp(b))
        });
        found.truncate(self.most);
        let actor = |(actor, density): (u32, f64)| NearActor {
            actor: self.frame.id(actors.nodes[actor as usize]),
            density,
            because: reasons(actors.cells.rows.row(actor), &near, width),
            perhaps_here: actors.efforts[actor as usize]
                .iter()
                .any(|effort| self.may_be_in(*effort as usize, row, column)),
        };
        let found: Vec<NearActor> = found.into_iter().map(actor).collect();
        (basis.filter(|_| !found.is_empty()), found)
    }

    fn may_be_in(&self, effort: usize, row: usize, column: usize) -> bool {
        let (in_row, in_column) = (&self.rows.members[effort], &self.columns.members[effort]);
        (in_row.touches(row) || !in_row.is_known())
            && (in_column.touches(column) || !in_column.is_known())
    }
}

/// The nearest of the cells held.
fn reasons(held: &[u32], near: &[(u32, f64)], width: u32) -> Vec<NearCell> {
    let mut cells: Vec<(u32, f64)> =
        near.iter().copied().filter(|(cell, _)| held.binary_search(cell).is_ok()).collect();
    cells.sort_by(|(a, near_a), (b, near_b)| near_b.total_cmp(near_a).then_with(|| a.cmp(b)));
    cells.truncate(REASONS);
    let named = cells.into_iter().map(|(cell, proximity)| NearCell {
        row: (cell / width) as usize,
        column: (cell % width) as usize,
        proximity,
    });
    named.collect()
}
