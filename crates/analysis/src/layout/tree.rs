//! A quadtree over bodies, for the repulsion of all from all (Barnes and Hut 1986).

/// How small a far cell must look to count as one body, squared.
const THETA_SQUARED: f64 = 0.81;
/// So many bodies share a leaf.
const LEAF: usize = 6;
/// The tree is no deeper than the bits of a coordinate.
const BITS: u32 = 16;

/// A cell: its bodies are a range, its first child follows it, and `next` follows all below it.
struct Cell {
    x: f64,
    y: f64,
    bodies: f64,
    width_squared: f64,
    next: u32,
    /// Where its bodies begin and end, for a leaf; nothing otherwise.
    start: u32,
    end: u32,
}

/// Bodies sorted along a Z-curve, and the cells above them in depth-first order.
pub(super) struct Tree {
    cells: Vec<Cell>,
    /// Places of the bodies along the curve.
    places: Vec<[f64; 2]>,
    /// Which body each is.
    bodies: Vec<u32>,
    codes: Vec<(u32, u32)>,
}

impl Tree {
    pub(super) fn new() -> Self {
        Self { cells: Vec::new(), places: Vec::new(), bodies: Vec::new(), codes: Vec::new() }
    }

    /// Builds the tree anew. O(n log n).
    pub(super) fn build(&mut self, places: &[[f64; 2]]) {
        let bounds = |axis: usize| {
            let values = || places.iter().map(|place| place[axis]);
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((left, right), (top, bottom)) = (bounds(0), bounds(1));
        let width = (right - left).max(bottom - top).max(f64::MIN_POSITIVE);
        let scale = f64::from((1_u32 << BITS) - 1) / width;
        self.codes.clear();
        self.codes.extend(places.iter().zip(0..).map(|([x, y], body)| {
            (interleave(((x - left) * scale) as u32, ((y - top) * scale) as u32), body)
        }));
        self.codes.sort_unstable();
        self.bodies.clear();
        self.bodies.extend(self.codes.iter().map(|(_, body)| *body));
        self.places.clear();
        self.places.extend(self.bodies.iter().map(|body| places[*body as usize]));
        self.cells.clear();
        self.add_cell(0, places.len(), BITS, width * width);
    }

    fn add_cell(&mut self, start: usize, end: usize, level: u32, width_squared: f64) {
        let number = self.cells.len();
        let bodies = (end - start) as f64;
        let inside = self.places[start..end].iter();
        let [x, y] = inside.fold([0.0, 0.0], |sum, place| [sum[0] + place[0], sum[1] + place[1]]);
        let (x, y) = (x / bodies, y / bodies);
        let is_leaf = end - start <= LEAF || level == 0;
        let range = if is_leaf { (start as u32, end as u32) } else { (0, 0) };
        let (start_body, end_body) = range;
        self.cells.push(Cell {
            x,
            y,
            bodies,
            width_squared,
            next: 0,
            start: start_body,
            end: end_body,
        });
        if !is_leaf {
            let shift = 2 * (level - 1);
            let mut from = start;
            for quarter in 0..4 {
                let inside = &self.codes[from..end];
                let to = from + inside.partition_point(|(code, _)| (code >> shift) & 3 <= quarter);
                if to > from {
                    self.add_cell(from, to, level - 1, width_squared / 4.0);
                }
                from = to;
            }
        }
        self.cells[number].next = self.cells.len() as u32;
    }

    /// The bodies along the curve: near ones follow one another.
    pub(super) fn order(&self) -> &[u32] {
        &self.bodies
    }

    /// The push on the body at a position along the curve, for a strength of 1.
    pub(super) fn push_on(&self, position: usize) -> [f64; 2] {
        let [x, y] = self.places[position];
        let mut push = [0.0, 0.0];
        let mut number = 0;
        while let Some(cell) = self.cells.get(number) {
            let (dx, dy) = (x - cell.x, y - cell.y);
            let distance_squared = dx * dx + dy * dy;
            if cell.width_squared < THETA_SQUARED * distance_squared {
                let push_by = cell.bodies / distance_squared.max(1.0);
                push[0] += dx * push_by;
                push[1] += dy * push_by;
                number = cell.next as usize;
            } else {
                self.push_by_bodies(cell, position, &mut push);
                number += 1;
            }
        }
        push
    }

    /// Adds the push of each body of a near leaf. A cell that is no leaf has none of its own.
    fn push_by_bodies(&self, cell: &Cell, position: usize, push: &mut [f64; 2]) {
        let [x, y] = self.places[position];
        for other in cell.start as usize..cell.end as usize {
            if other == position {
                continue;
            }
            let [mut dx, mut dy] = [x - self.places[other][0], y - self.places[other][1]];
            if dx == 0.0 && dy == 0.0 {
                // Two bodies in one place part along a line that depends on nothing but their order.
                dx = if position < other { -1e-3 } else { 1e-3 };
                dy = dx * (self.bodies[position].abs_diff(self.bodies[other]) % 7) as f64 / 7.0;
            }
            let distance_squared = (dx * dx + dy * dy).max(1.0);
            push[0] += dx / distance_squared;
            push[1] += dy / distance_squared;
        }
    }
}

/// The bits of two numbers in turn: the Z-curve.
fn interleave(x: u32, y: u32) -> u32 {
    spread(x) | (spread(y) << 1)
}

fn spread(number: u32) -> u32 {
    let number = (number | (number << 8)) & 0x00FF_00FF;
    let number = (number | (number << 4)) & 0x0F0F_0F0F;
    let number = (number | (number << 2)) & 0x3333_3333;
    (number | (number << 1)) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::Tree;
    use crate::layout::random::Random;

    /// Every push, added up body by body.
    fn exact(places: &[[f64; 2]], body: usize) -> [f64; 2] {
        let mut push = [0.0, 0.0];
        // A body in its own place adds nothing.
        for place in places {
            let (dx, dy) = (places[body][0] - place[0], places[body][1] - place[1]);
            let distance_squared = (dx * dx + dy * dy).max(1.0);
            push = [push[0] + dx / distance_squared, push[1] + dy / distance_squared];
        }
        push
    }

    fn length(push: [f64; 2]) -> f64 {
        (push[0] * push[0] + push[1] * push[1]).sqrt()
    }

    #[test]
    fn far_bodies_taken_together_push_about_as_they_do_one_by_one() {
        let mut random = Random::seeded(7);
        let places: Vec<[f64; 2]> =
            (0..800).map(|_| [0, 1].map(|_| random.unit() * 1000.0)).collect();
        let mut tree = Tree::new();
        tree.build(&places);
        let (mut error, mut all) = (0.0, 0.0);
        for (position, body) in tree.order().iter().enumerate() {
            let (exact, push) = (exact(&places, *body as usize), tree.push_on(position));
            error += length([push[0] - exact[0], push[1] - exact[1]]);
            all += length(exact);
        }
        assert!(error < all * 0.03, "{error} of {all}");
    }

    #[test]
    fn two_bodies_push_each_other_the_less_the_farther_they_are() {
        let mut tree = Tree::new();
        tree.build(&[[0.0, 0.0], [4.0, 0.0]]);
        let pushes = [tree.push_on(0), tree.push_on(1)];
        assert_eq!(pushes, [[-0.25, 0.0], [0.25, 0.0]]);
    }

    #[test]
    fn bodies_in_one_place_part() {
        let mut tree = Tree::new();
        tree.build(&[[3.0, 4.0]; 20]);
        for position in 0..20 {
            assert!(tree.push_on(position).iter().all(|push| push.is_finite()));
        }
        assert!(length(tree.push_on(0)) > 0.0);
    }
}
