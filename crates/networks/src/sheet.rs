//! The columns that the attributes of all nodes, or of all edges, come to.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::habits::{Habits, free_name};
use crate::json::Fields;
use crate::lost::Losses;
use crate::value::number_text;
use crate::{Direction, Edge, Look, Network, Node, Value, Values};

/// What all values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Truth,
    Integer,
    Number,
    Text,
    List,
}

/// A column of attributes.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: Arc<str>,
    pub(crate) kind: Kind,
    /// How many values there are of each kind.
    counts: [usize; 5],
}

impl Column {
    /// A value as text, in the kind of the column.
    pub(crate) fn text(&self, value: &Value) -> String {
        match (self.kind, value) {
            (Kind::Number, Value::Integer(number)) => number_text(*number as f64),
            (_, value) => value.to_string(),
        }
    }
}

/// The columns of nodes or of edges: first what has a meaning of its own, then the attributes.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) columns: Vec<Column>,
    special: HashMap<&'static str, usize>,
    own: HashMap<Arc<str>, usize>,
}

impl Sheet {
    pub(crate) fn of_nodes(network: &Network, habits: &Habits, losses: &mut Losses) -> Self {
        let mut sheet = Self::default();
        for node in network.nodes() {
            sheet.observe_special(&habits.of_node(network, node));
        }
        let looks = network.nodes().iter().map(|node| node.look.as_deref());
        let drawn = is_drawn(looks, habits, losses);
        let own = network.nodes().iter().map(|node| &node.values);
        sheet.observe_own(own, &habits.of_nodes(), drawn, losses);
        sheet.settle();
        sheet
    }

    pub(crate) fn of_edges(
        network: &Network,
        habits: &Habits,
        implied: impl Fn(&Edge) -> Direction,
        losses: &mut Losses,
    ) -> Self {
        let mut sheet = Self::default();
        for edge in network.edges() {
            sheet.observe_special(&habits.of_edge(edge, implied(edge)));
        }
        let looks = network.edges().iter().map(|edge| edge.look.as_deref());
        let drawn = is_drawn(looks, habits, losses);
        let own = network.edges().iter().map(|edge| &edge.values);
        sheet.observe_own(own, &habits.of_edges(), drawn, losses);
        sheet.settle();
        sheet
    }

    /// The columns of the whole network's attributes.
    pub(crate) fn of_graph(values: &Values, habits: &Habits, losses: &mut Losses) -> Self {
        let mut sheet = Self::default();
        sheet.observe_own(std::iter::once(values), habits, false, losses);
        sheet.settle();
        sheet
    }

    fn observe_special(&mut self, fields: &[(&'static str, Value)]) {
        for (name, value) in fields {
            let columns = &mut self.columns;
            let place = *self.special.entry(name).or_insert_with(|| add((*name).into(), columns));
            self.columns[place].counts[kind_of(value) as usize] += 1;
        }
    }

    fn observe_own<'v>(
        &mut self,
        all: impl Iterator<Item = &'v Values>,
        habits: &Habits,
        drawn: bool,
        losses: &mut Losses,
    ) {
        let mut used: HashSet<Arc<str>> = HashSet::new();
        let mut order = Vec::new();
        for values in all {
            for (name, value) in values.iter() {
                let columns = &mut self.columns;
                let place = *self.own.entry(Arc::clone(name)).or_insert_with(|| {
                    order.push(Arc::clone(name));
                    add(Arc::clone(name), columns)
                });
                self.columns[place].counts[kind_of(value) as usize] += 1;
            }
        }
        for name in &order {
            used.insert(Arc::clone(name));
        }
        for name in order.iter().filter(|name| habits.takes(name, drawn)) {
            let new = free_name(name, |name| habits.takes(name, drawn) || used.contains(name));
            used.insert(Arc::clone(&new));
            losses.add(
                &format!(
                    "the attribute name `{name}`, which has a meaning here (written as `{new}`)"
                ),
                1,
            );
            self.columns[self.own[name]].name = new;
        }
    }

    /// Finds the kind of each column.
    fn settle(&mut self) {
        for column in &mut self.columns {
            let [truths, integers, numbers, _, lists] = column.counts;
            let all: usize = column.counts.iter().sum();
            column.kind = match all {
                all if all == truths => Kind::Truth,
                all if all == integers => Kind::Integer,
                all if all == integers + numbers => Kind::Number,
                all if all == lists => Kind::List,
                _ => Kind::Text,
            };
        }
    }

    /// Says what becomes of values that are not of the kind of their column, in formats where a
    /// column has one type.
    pub(crate) fn type_losses(&self, losses: &mut Losses) {
        for column in &self.columns {
            let [truths, integers, numbers, _, lists] = column.counts;
            match column.kind {
                Kind::Number => {
                    losses.add("that numbers are whole, in columns with decimals", integers);
                }
                Kind::Text => {
                    let others = truths + integers + numbers;
                    losses.add(
                        "the type of values in columns of several types (written as text)",
                        others,
                    );
                    losses.add("lists (written as text)", lists);
                }
                Kind::Truth | Kind::Integer | Kind::List => {}
            }
        }
    }

    /// Says that columns of lists are written as text.
    pub(crate) fn list_losses(&self, losses: &mut Losses) {
        let of_lists = self.columns.iter().filter(|column| column.kind == Kind::List);
        let lists = of_lists.map(|column| column.counts[Kind::List as usize]).sum();
        losses.add("lists (written as text)", lists);
    }

    /// Whether a column has a meaning of its own, so that its type is known.
    pub(crate) fn is_special(&self, column: usize) -> bool {
        self.special.values().any(|place| *place == column)
    }

    /// Says that truth values are written as numbers.
    pub(crate) fn truth_losses(&self, losses: &mut Losses) {
        let truths = self.columns.iter().map(|column| column.counts[Kind::Truth as usize]).sum();
        losses.add("that values are true or false (written as 1 and 0)", truths);
    }

    pub(crate) fn of_node<'n>(
        &self,
        network: &'n Network,
        node: &'n Node,
        habits: &Habits,
    ) -> Vec<(usize, Cow<'n, Value>)> {
        self.cells(habits.of_node(network, node), &node.values)
    }

    pub(crate) fn of_edge<'n>(
        &self,
        edge: &'n Edge,
        habits: &Habits,
        implied: Direction,
    ) -> Vec<(usize, Cow<'n, Value>)> {
        self.cells(habits.of_edge(edge, implied), &edge.values)
    }

    /// The same cells with the names of their columns, for formats without columns.
    pub(crate) fn name_cells<'f, 'n: 'f>(
        &'f self,
        cells: Vec<(usize, Cow<'n, Value>)>,
        fields: &mut Fields<'f>,
    ) {
        let named = cells.into_iter();
        fields.0.extend(
            named.map(|(column, value)| (Cow::Borrowed(&*self.columns[column].name), value)),
        );
    }

    /// The cells of something: the column and the value.
    pub(crate) fn cells<'n>(
        &self,
        special: Vec<(&'static str, Value)>,
        values: &'n Values,
    ) -> Vec<(usize, Cow<'n, Value>)> {
        let special = special.into_iter();
        let special =
            special.filter_map(|(name, value)| Some((*self.special.get(name)?, Cow::Owned(value))));
        let own = values.iter();
        let own =
            own.filter_map(|(name, value)| Some((*self.own.get(name)?, Cow::Borrowed(value))));
        special.chain(own).collect()
    }
}

fn add(name: Arc<str>, columns: &mut Vec<Column>) -> usize {
    columns.push(Column { name, kind: Kind::Text, counts: [0; 5] });
    columns.len() - 1
}

fn kind_of(value: &Value) -> Kind {
    match value {
        Value::Truth(_) => Kind::Truth,
        Value::Integer(_) => Kind::Integer,
        Value::Number(_) => Kind::Number,
        Value::Text(_) => Kind::Text,
        Value::List(_) => Kind::List,
    }
}

/// Whether anything is drawn, so that `size` means the size in the drawing. A size or a shape
/// without colour and position is read back as an attribute, which is said.
fn is_drawn<'l>(
    looks: impl Iterator<Item = Option<&'l Look>>,
    habits: &Habits,
    losses: &mut Losses,
) -> bool {
    let (mut drawn, mut alone) = (false, 0);
    for look in looks.flatten() {
        drawn = true;
        let place = look.position.filter(|_| habits.position);
        let is_alone = look.color.is_none() && place.is_none();
        alone += usize::from(is_alone && (look.size.is_some() || look.shape.is_some()));
    }
    if habits.size {
        losses.add(
            "that a size or shape is one of the drawing, where there is no colour or place",
            alone,
        );
    }
    drawn
}
