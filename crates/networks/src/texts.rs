//! All texts of a network, for what some formats cannot write.

use crate::{Network, Spell, Value, Values};

/// Shows every text of a network once.
pub(crate) fn each(network: &Network, see: &mut dyn FnMut(&str)) {
    network.name.iter().for_each(|name| see(name));
    of_values(&network.values, see);
    for node in network.nodes() {
        see(node.id());
        node.label.iter().for_each(|label| see(label));
        of_spells(&node.spells, see);
        of_values(&node.values, see);
    }
    for edge in network.edges() {
        for text in [&edge.id, &edge.label, &edge.kind].into_iter().flatten() {
            see(text);
        }
        of_spells(&edge.spells, see);
        of_values(&edge.values, see);
    }
}

fn of_spells(spells: &[Spell], see: &mut dyn FnMut(&str)) {
    spells.iter().flat_map(Spell::ends).for_each(see);
}

fn of_values(values: &Values, see: &mut dyn FnMut(&str)) {
    for (name, value) in values.iter() {
        see(name);
        of_value(value, see);
    }
}

fn of_value(value: &Value, see: &mut dyn FnMut(&str)) {
    match value {
        Value::Text(text) => see(text),
        Value::List(items) => items.iter().for_each(|item| of_value(item, see)),
        Value::Integer(_) | Value::Number(_) | Value::Truth(_) => {}
    }
}
