//! What holds initiatives together, told in words.

use waymark_analysis as analysis;
use waymark_wire as wire;

use crate::answer::Ask;

/// Tells with names.
pub(super) struct Telling<'a> {
    pub(super) ask: &'a Ask,
}

impl Telling<'_> {
    pub(super) fn broker(&self, broker: &analysis::Broker) -> wire::Broker {
        let initiative = self.ask.name(&broker.initiative);
        let joins: Vec<wire::Part> = broker.joins.iter().map(|part| self.part(part)).collect();
        wire::Broker {
            betweenness: broker.betweenness,
            degree: broker.degree,
            constraint: broker.constraint,
            effective_size: broker.effective_size,
            sentence: broker_sentence(&initiative.name, &joins),
            initiative,
            joins,
        }
    }

    pub(super) fn bridge(&self, bridge: &analysis::Bridge) -> wire::Bridge {
        let (a, b) = (self.ask.name(&bridge.a), self.ask.name(&bridge.b));
        let (side_a, side_b) = (self.part(&bridge.side_a), self.part(&bridge.side_b));
        let sides = format!("{} and {}", initiatives(side_a.size), side_b.size);
        wire::Bridge {
            sentence: format!(
                "Without the tie between {} and {}, {sides} would no longer be joined.",
                a.name, b.name
            ),
            ties: bridge.ties.iter().map(ToString::to_string).collect(),
            one_umbrella: bridge.kin,
            a,
            b,
            side_a,
            side_b,
        }
    }

    pub(super) fn articulation_point(
        &self,
        point: &analysis::ArticulationPoint,
    ) -> wire::ArticulationPoint {
        let initiative = self.ask.name(&point.initiative);
        let sizes: Vec<String> = point.parts.iter().map(|part| part.size.to_string()).collect();
        wire::ArticulationPoint {
            sentence: format!(
                "Without {}, its group would fall into {} parts, of {}.",
                initiative.name,
                sizes.len(),
                listed(&sizes)
            ),
            initiative,
            parts: point.parts.iter().map(|part| self.part(part)).collect(),
        }
    }

    fn part(&self, part: &analysis::Part) -> wire::Part {
        wire::Part { size: part.size, named: self.ask.names(&part.named) }
    }
}

fn broker_sentence(name: &str, joins: &[wire::Part]) -> String {
    /// More groups than these are counted only.
    const NAMED: usize = 4;
    if joins.len() < 2 {
        return format!("Short ways lead over {name}, but known ties join its neighbours too.");
    }
    let mut groups: Vec<String> = joins.iter().take(NAMED).map(part_in_words).collect();
    if joins.len() > NAMED {
        groups.push(format!("{} more", joins.len() - NAMED));
    }
    format!("{name} joins {}, which no known tie joins directly.", listed(&groups))
}

/// `Registry (with 2 more)`.
fn part_in_words(part: &wire::Part) -> String {
    let first = part.named.first().map_or("", |first| first.name.as_str());
    match part.size {
        0 | 1 => first.to_owned(),
        size => format!("{first} (with {} more)", size - 1),
    }
}

fn initiatives(count: usize) -> String {
    if count == 1 { "1 initiative".to_owned() } else { format!("{count} initiatives") }
}

/// `a, b and c`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
