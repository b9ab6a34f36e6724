//! The simulation: velocities under forces that grow weak, as d3-force does it.

use rayon::prelude::*;

use super::random::Random;
use super::tree::Tree;

/// How long a link wants to be.
const LENGTH: f64 = 30.0;
/// How strongly bodies push each other.
const CHARGE: f64 = 30.0;
/// How strongly bodies are drawn to the middle.
const GRAVITY: f64 = 0.05;
/// What is left of a velocity after a tick.
const FRICTION: f64 = 0.6;
/// How weak the forces are at the end.
const COLD: f64 = 0.001;
/// From so many bodies on, threads share the work.
const MANY: usize = 512;

/// A link as a spring.
struct Spring {
    a: usize,
    b: usize,
    strength: f64,
    /// How much of the correction moves `b`: the body with more links moves less.
    bias: f64,
}

/// Places bodies joined by links. The order of all sums is fixed, so the result does not depend on
/// the number of threads.
pub(super) fn simulate(
    bodies: usize,
    links: &[(u32, u32)],
    seed: u64,
    iterations: usize,
) -> Vec<[f64; 2]> {
    let springs = springs(bodies, links);
    let mut places = scattered(bodies, seed);
    let mut speeds = vec![[0.0, 0.0]; bodies];
    let mut tree = Tree::new();
    let mut pushes = Vec::new();
    let mut heat = 1.0;
    let cooling = 1.0 - cooling_factor(iterations);
    for _ in 0..iterations {
        heat *= 1.0 - cooling;
        pull(&springs, &places, &mut speeds, heat);
        tree.build(&places);
        push(&tree, &mut pushes);
        for (body, [x, y]) in tree.order().iter().zip(&pushes) {
            let (speed, place) = (&mut speeds[*body as usize], places[*body as usize]);
            speed[0] += (CHARGE * x - GRAVITY * place[0]) * heat;
            speed[1] += (CHARGE * y - GRAVITY * place[1]) * heat;
        }
        for (place, speed) in places.iter_mut().zip(&mut speeds) {
            *speed = [speed[0] * FRICTION, speed[1] * FRICTION];
            *place = [place[0] + speed[0], place[1] + speed[1]];
        }
    }
    places
}

/// What the heat is multiplied by at each tick, so that it is cold after the last.
fn cooling_factor(iterations: usize) -> f64 {
    // The root is found by halving: a power function may differ from one machine to the next.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        let cold = (0..iterations).fold(1.0, |heat, _| heat * middle);
        if cold < COLD { low = middle } else { high = middle }
    }
    high
}

fn springs(bodies: usize, links: &[(u32, u32)]) -> Vec<Spring> {
    let mut degrees = vec![0.0_f64; bodies];
    for (a, b) in links {
        degrees[*a as usize] += 1.0;
        degrees[*b as usize] += 1.0;
    }
    links
        .iter()
        .map(|(a, b)| {
            let (a, b) = (*a as usize, *b as usize);
            let strength = 1.0 / degrees[a].min(degrees[b]);
            Spring { a, b, strength, bias: degrees[a] / (degrees[a] + degrees[b]) }
        })
        .collect()
}

/// Scatters bodies evenly over a square that holds them all.
fn scattered(bodies: usize, seed: u64) -> Vec<[f64; 2]> {
    let mut random = Random::seeded(seed);
    let side = (bodies as f64).sqrt() * LENGTH;
    (0..bodies).map(|_| [0, 1].map(|_| (random.unit() - 0.5) * side)).collect()
}

fn pull(springs: &[Spring], places: &[[f64; 2]], speeds: &mut [[f64; 2]], heat: f64) {
    for spring in springs {
        let (a, b) = (spring.a, spring.b);
        let ahead =
            |axis: usize| places[b][axis] + speeds[b][axis] - places[a][axis] - speeds[a][axis];
        let (dx, dy) = (ahead(0), ahead(1));
        let length = (dx * dx + dy * dy).sqrt().max(1e-6);
        let force = (length - LENGTH) / length * heat * spring.strength;
        let (to_b, to_a) = (force * spring.bias, force * (1.0 - spring.bias));
        speeds[b] = [speeds[b][0] - dx * to_b, speeds[b][1] - dy * to_b];
        speeds[a] = [speeds[a][0] + dx * to_a, speeds[a][1] + dy * to_a];
    }
}

/// The push on each body, along the curve. Each is computed by itself, so threads change nothing.
fn push(tree: &Tree, pushes: &mut Vec<[f64; 2]>) {
    let bodies = tree.order().len();
    let along = (0..bodies).into_par_iter().with_min_len(MANY);
    along.map(|position| tree.push_on(position)).collect_into_vec(pushes);
}
