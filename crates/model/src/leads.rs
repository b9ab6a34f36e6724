//! Whether one thing leads to another, walked from both ends.

use std::collections::HashSet;

use crate::EntityId;

/// Whether `start` is `end`, or leads to it by one or more steps of `on`; `back` must be the same
/// steps the other way.
///
/// Walked from both ends in turn, one step at a time, until either has no more: as often as not one
/// end is new and has none, so putting a long chain together link by link costs no more than its
/// links. Twice the steps of the smaller side.
///
/// ```
/// use waymark_model::{EntityId, leads_to};
///
/// let ids = ["a", "b", "c"].map(|id| EntityId::parse(id).unwrap());
/// let next = |step: isize| {
///     let ids = &ids;
///     move |id: &EntityId| {
///         let at = ids.iter().position(|other| other == id);
///         at.and_then(|at| ids.get(at.checked_add_signed(step)?)).into_iter()
///     }
/// };
/// assert!(leads_to(&ids[0], &ids[2], next(1), next(-1)));
/// assert!(!leads_to(&ids[2], &ids[0], next(1), next(-1)));
/// ```
pub fn leads_to<'m, On, Back>(
    start: &'m EntityId,
    end: &'m EntityId,
    on: impl Fn(&'m EntityId) -> On,
    back: impl Fn(&'m EntityId) -> Back,
) -> bool
where
    On: Iterator<Item = &'m EntityId>,
    Back: Iterator<Item = &'m EntityId>,
{
    if start == end {
        return true;
    }
    let (mut forth, mut backwards) = (Walk::from(on(start)), Walk::from(back(end)));
    loop {
        match forth.step(end, &on) {
            Step::Met => return true,
            Step::Over => return false,
            Step::Further => {}
        }
        match backwards.step(start, &back) {
            Step::Met => return true,
            Step::Over => return false,
            Step::Further => {}
        }
    }
}

enum Step {
    Met,
    Further,
    /// Everything that can be reached was.
    Over,
}

/// A walk from one end.
struct Walk<'m, I> {
    open: Vec<I>,
    seen: HashSet<&'m EntityId>,
}

impl<'m, I: Iterator<Item = &'m EntityId>> Walk<'m, I> {
    fn from(first: I) -> Self {
        Self { open: vec![first], seen: HashSet::new() }
    }

    fn step(&mut self, target: &EntityId, next: impl Fn(&'m EntityId) -> I) -> Step {
        let Some(steps) = self.open.last_mut() else { return Step::Over };
        match steps.next() {
            None => {
                self.open.pop();
            }
            Some(id) if id == target => return Step::Met,
            Some(id) => {
                if self.seen.insert(id) {
                    self.open.push(next(id));
                }
            }
        }
        Step::Further
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_what_following_every_step_finds(
            steps in prop::collection::vec((0..9_usize, 0..9_usize), 0..24),
            start in 0..9_usize,
            end in 0..9_usize,
        ) {
            let ids: Vec<EntityId> =
                (0..9).map(|number| EntityId::parse(&format!("thing-{number}")).unwrap()).collect();
            let place = |id: &EntityId| ids.iter().position(|other| other == id).unwrap();
            let on = |id: &EntityId| {
                let own = place(id);
                let to = steps.iter().filter(move |(from, _)| *from == own);
                to.map(|(_, to)| &ids[*to]).collect::<Vec<_>>().into_iter()
            };
            let back = |id: &EntityId| {
                let own = place(id);
                let from = steps.iter().filter(move |(_, to)| *to == own);
                from.map(|(from, _)| &ids[*from]).collect::<Vec<_>>().into_iter()
            };
            let mut reached = vec![start];
            for _ in 0..ids.len() {
                let more: Vec<usize> =
                    steps.iter().filter(|(from, _)| reached.contains(from)).map(|it| it.1).collect();
                reached.extend(more.into_iter().filter(|to| !reached.contains(to)).collect::<HashSet<_>>());
            }
            prop_assert_eq!(
                leads_to(&ids[start], &ids[end], on, back),
                reached.contains(&end)
            );
        }
    }
}
