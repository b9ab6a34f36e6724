//! Who can introduce whom: short ways over ties.

use std::collections::VecDeque;

use waymark_model::{Confidence, EntityId, EntityKind, TieId, TieKind};

use crate::known::Known;
use crate::rows::Step;
use crate::{About, AnalysisError, Frame};

/// Which ways to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathsConfig {
    /// At most so many ways; no more than 1000.
    pub max_paths: usize,
    /// With at most so many ties each; no more than 20.
    pub max_length: usize,
    /// Whether a way may lead over a goal. To share a goal is no acquaintance, so by default not.
    pub through_goals: bool,
    /// Only ties of these kinds; of all, if none are named.
    pub kinds: Vec<TieKind>,
    /// How many steps may be tried before the search stops and says so.
    pub max_steps: usize,
}

impl Default for PathsConfig {
    fn default() -> Self {
        Self {
            max_paths: 5,
            max_length: 6,
            through_goals: false,
            kinds: Vec::new(),
            max_steps: 2_000_000,
        }
    }
}

/// One tie of a way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathStep {
    /// The tie; where several join the same two things, the most surely stated, then by id.
    pub tie: TieId,
    /// Whether the way follows the tie's own direction.
    pub forward: bool,
    /// Whether no source states the tie.
    pub inferred: bool,
}

/// A way from one thing to another that comes by nothing twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The things, both ends among them.
    pub entities: Vec<EntityId>,
    /// The ties between them.
    pub steps: Vec<PathStep>,
}

/// Short ways from one thing to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// What it is about.
    pub about: About,
    /// Which ways were looked for.
    pub config: PathsConfig,
    /// Where the ways begin.
    pub from: EntityId,
    /// Where they end.
    pub to: EntityId,
    /// The shortest first; those of the same length in the order of the ids on the way.
    pub paths: Vec<Path>,
    /// Of the ties on these ways, for how many it is known who declares them.
    pub declared: Known,
    /// Whether there are, or may be, more ways within the length than are listed.
    pub cut: bool,
}

/// Finds the shortest ways over ties, whatever the ties' direction.
///
/// The work is bounded by `max_steps`. That no way is found means that none is known.
///
/// # Errors
/// When one of the ends is not in the frame, or more ways or longer ones are asked for than make
/// sense.
///
/// ```
/// use waymark_analysis::{Filter, Frame, PathsConfig, paths};
/// use waymark_model::{EntityId, sketch};
///
/// let map = sketch("
///     lumina -funds-> registry
///     walmart -funds-> registry
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let (from, to) = (EntityId::parse("lumina")?, EntityId::parse("walmart")?);
/// let answer = paths(&frame, &from, &to, &PathsConfig::default())?;
/// assert_eq!(answer.paths[0].entities[1].as_str(), "registry");
/// assert!(!answer.paths[0].steps[1].forward);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn paths(
    frame: &Frame,
    from: &EntityId,
    to: &EntityId,
    config: &PathsConfig,
) -> Result<Paths, AnalysisError> {
    check(config)?;
    let (start, end) = (frame.node("entity", from)?, frame.node("entity", to)?);
    let mut search = Search::new(frame, config, start, end);
    search.run();
    let paths: Vec<Path> = search.found.iter().map(|nodes| search.path(nodes)).collect();
    let ties = paths.iter().flat_map(|path| &path.steps);
    let declared = |step: &&PathStep| {
        let place = frame.ties.binary_search_by(|tie| tie.id.cmp(&step.tie));
        place.is_ok_and(|place| frame.ties[place].declared.is_some())
    };
    Ok(Paths {
        about: frame.about.clone(),
        config: config.clone(),
        from: from.clone(),
        to: to.clone(),
        declared: Known::count(ties, declared),
        cut: search.cut,
        paths,
    })
}

fn check(config: &PathsConfig) -> Result<(), AnalysisError> {
    let too_much = |what, value: usize, expected| {
        Err(AnalysisError::Parameter { what, value: value.to_string(), expected })
    };
    match config {
        PathsConfig { max_paths: 1001.., .. } => {
            too_much("number of ways", config.max_paths, "at most 1000")
        }
        // The search goes as deep as a way is long.
        PathsConfig { max_length: 21.., .. } => {
            too_much("length of a way", config.max_length, "at most 20")
        }
        _ => Ok(()),
    }
}

/// Too far away to be reached within the length.
const FAR: usize = usize::MAX;

/// Looks for ways of one length after the other, never entering what is too far from the end.
struct Search<'a> {
    frame: &'a Frame,
    config: &'a PathsConfig,
    start: u32,
    end: u32,
    /// How many ties each thing is from the end.
    distance: Vec<usize>,
    on_way: Vec<bool>,
    way: Vec<u32>,
    found: Vec<Vec<u32>>,
    steps_left: usize,
    cut: bool,
}

impl<'a> Search<'a> {
    fn new(frame: &'a Frame, config: &'a PathsConfig, start: u32, end: u32) -> Self {
        let mut search = Self {
            frame,
            config,
            start,
            end,
            distance: vec![FAR; frame.len()],
            on_way: vec![false; frame.len()],
            way: Vec::new(),
            found: Vec::new(),
            steps_left: config.max_steps,
            cut: false,
        };
        search.measure();
        search
    }

    /// Measures how far from the end everything is, up to the length.
    fn measure(&mut self) {
        self.distance[self.end as usize] = 0;
        let mut open = VecDeque::from([self.end]);
        while let Some(node) = open.pop_front() {
            let next = self.distance[node as usize] + 1;
            if next > self.config.max_length || (node != self.end && !self.may_pass(node)) {
                continue;
            }
            for step in self.frame.steps.row(node) {
                if self.distance[step.to as usize] == FAR && self.counts(step) {
                    self.distance[step.to as usize] = next;
                    open.push_back(step.to);
                }
            }
        }
    }

    fn may_pass(&self, node: u32) -> bool {
        node == self.start || self.config.through_goals || !self.frame.is(node, EntityKind::Goal)
    }

    fn counts(&self, step: &Step) -> bool {
        let kind = self.frame.ties[step.tie as usize].kind;
        self.config.kinds.is_empty() || self.config.kinds.contains(&kind)
    }

    fn run(&mut self) {
        let shortest = self.distance[self.start as usize];
        if shortest == FAR || shortest == 0 {
            return;
        }
        for length in shortest..=self.config.max_length {
            self.extend(self.start, length);
            if self.cut {
                return;
            }
        }
    }

    /// Adds every way of exactly this length that goes on from here.
    fn extend(&mut self, node: u32, left: usize) {
        self.way.push(node);
        self.on_way[node as usize] = true;
        let frame = self.frame;
        let mut last = None;
        for step in frame.steps.row(node) {
            if self.cut {
                break;
            }
            // Several ties between the same two things are one step.
            if last == Some(step.to) || !self.counts(step) {
                continue;
            }
            last = Some(step.to);
            self.enter(step.to, left - 1);
        }
        self.on_way[node as usize] = false;
        self.way.pop();
    }

    fn enter(&mut self, node: u32, left: usize) {
        if self.steps_left == 0 {
            self.cut = true;
            return;
        }
        self.steps_left -= 1;
        if node == self.end {
            if left == 0 {
                self.keep();
            }
            return;
        }
        let reachable = self.distance[node as usize] <= left;
        if reachable && !self.on_way[node as usize] && self.may_pass(node) {
            self.extend(node, left);
        }
    }

    fn keep(&mut self) {
        if self.found.len() == self.config.max_paths {
            self.cut = true;
            return;
        }
        self.found.push(self.way.iter().copied().chain([self.end]).collect());
    }

    fn path(&self, nodes: &[u32]) -> Path {
        let steps = nodes.windows(2).map(|pair| self.best_tie(pair[0], pair[1]));
        Path { entities: self.frame.ids_of(nodes), steps: steps.collect() }
    }

    fn best_tie(&self, from: u32, to: u32) -> PathStep {
        let steps = self.frame.steps.row(from);
        let first = steps.partition_point(|step| step.to < to);
        let between = steps[first..].iter().take_while(|step| step.to == to);
        let ties = between.filter(|step| self.counts(step)).map(|step| step.tie);
        let surest =
            |tie: &u32| (std::cmp::Reverse(self.frame.ties[*tie as usize].confidence), *tie);
        let tie = ties.min_by_key(surest).expect("a step of a way goes over a tie");
        let row = &self.frame.ties[tie as usize];
        PathStep {
            tie: row.id.clone(),
            forward: row.from == from,
            inferred: row.confidence == Confidence::Inferred,
        }
    }
}
