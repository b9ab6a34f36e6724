//! What Waymark measures of the cases that other programs measure too.

use anyhow::Context;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use waymark_measures as measures;
use waymark_measures::{Graph, Incidence, Unwatched};

/// What lots are drawn from, wherever any are.
const SEED: u64 = 1;

/// How many samples are drawn of matrices and of graphs.
const SAMPLES: u32 = 10_000;

#[derive(Deserialize)]
struct GraphCase {
    nodes: usize,
    edges: Vec<(u32, u32, f64)>,
    groups: Option<Vec<u32>>,
}

#[derive(Deserialize)]
struct MatrixCase {
    rows: usize,
    columns: usize,
    entries: Vec<(u32, u32)>,
    amounts: Vec<f64>,
}

#[derive(Deserialize)]
struct SampleCase {
    days: Vec<i64>,
    met: Vec<u8>,
}

#[derive(Deserialize)]
struct TableCase {
    counts: Vec<Vec<usize>>,
}

#[derive(Deserialize)]
struct RankingCase {
    sought: Vec<f64>,
    others: Vec<f64>,
}

/// Measures all cases.
pub(super) fn measure(cases: &Value) -> anyhow::Result<Value> {
    Ok(json!({
        "graphs": each(cases, "graphs", graph)?,
        "matrices": each(cases, "matrices", matrix)?,
        "samples": each(cases, "samples", sample)?,
        "tables": each(cases, "tables", table)?,
        "rankings": each(cases, "rankings", ranking)?,
    }))
}

fn each<C: for<'a> Deserialize<'a>>(
    cases: &Value,
    kind: &str,
    measure: impl Fn(&C) -> anyhow::Result<Value>,
) -> anyhow::Result<Value> {
    let cases = cases[kind].as_object().with_context(|| format!("no {kind} among the cases"))?;
    let measured = cases.iter().map(|(name, case)| {
        let case = serde_json::from_value(case.clone()).with_context(|| name.clone())?;
        Ok((name.clone(), measure(&case)?))
    });
    Ok(Value::Object(measured.collect::<anyhow::Result<Map<_, _>>>()?))
}

fn graph(case: &GraphCase) -> anyhow::Result<Value> {
    let weighted = Graph::of(case.nodes, &case.edges);
    let ends: Vec<(u32, u32)> = case.edges.iter().map(|(a, b, _)| (*a, *b)).collect();
    let graph = Graph::unweighted(case.nodes, &ends);
    let paths = measures::shortest_paths(&graph, case.nodes, SEED, &Unwatched)?;
    let holes = measures::structural_holes(&graph, &Unwatched)?;
    let weighted_holes = measures::structural_holes(&weighted, &Unwatched)?;
    let parts: Vec<usize> = measures::components(&graph).iter().map(Vec::len).collect();
    let closeness: Vec<f64> = paths.closeness.iter().map(|c| c.unwrap_or(0.0)).collect();
    let pairs =
        || (0..case.nodes as u32).flat_map(|a| (a + 1..case.nodes as u32).map(move |b| (a, b)));
    let found = measures::communities(&graph, &Default::default(), &Unwatched)?;
    let walk =
        measures::RandomWalkConfig { precision: 1e-14, most_steps: 2_000, ..Default::default() };
    let mut answer = json!({
        "density": measures::edge_density(&graph),
        "components": parts,
        "isolates": measures::isolates(&graph).len(),
        "degree_centralization": measures::degree_centralization(&graph),
        "betweenness_centralization": measures::betweenness_centralization(&paths.betweenness),
        "closeness_centralization": measures::closeness_centralization(&closeness),
        "constraint": holes.iter().map(|hole| hole.map(|h| h.constraint)).collect::<Vec<_>>(),
        "constraint_weighted":
            weighted_holes.iter().map(|hole| hole.map(|h| h.constraint)).collect::<Vec<_>>(),
        "effective_size": holes.iter().map(|hole| hole.map(|h| h.effective_size)).collect::<Vec<_>>(),
        "bridges": measures::bridges(&graph),
        "articulation_points": measures::articulation_points(&graph),
        "core": measures::core_numbers(&graph),
        "betweenness": paths.betweenness,
        "closeness": closeness,
        "eigenvector": measures::eigenvector_centrality(&graph),
        "pagerank": measures::page_rank(&graph),
        "adamic_adar":
            pairs().map(|(a, b)| measures::adamic_adar(&graph, a, b)).collect::<Vec<_>>(),
        "resource_allocation":
            pairs().map(|(a, b)| measures::resource_allocation(&graph, a, b)).collect::<Vec<_>>(),
        "random_walk": measures::random_walk(&graph, 0, &walk),
        "leiden": found.modularity,
        "leiden_groups": { "groups": found.groups, "modularity": found.modularity },
    });
    if let Some(groups) = &case.groups {
        grouped(&graph, &weighted, groups, &mut answer)?;
    }
    Ok(answer)
}

fn grouped(
    graph: &Graph,
    weighted: &Graph,
    groups: &[u32],
    answer: &mut Value,
) -> anyhow::Result<()> {
    let count = groups.iter().max().map_or(0, |most| *most as usize + 1);
    let entries: Vec<(u32, u32)> = (0..).zip(groups.iter().copied()).collect();
    let held = Incidence::of(groups.len(), count, &entries);
    let strangers: Vec<u32> = (0..groups.len() as u32).collect();
    let lots = (SEED, SAMPLES);
    let outward = measures::external_internal(graph, &held, &strangers, lots, &Unwatched)?;
    let within = |(a, b): &(u32, u32)| groups[*a as usize] == groups[*b as usize];
    let inner = measures::rewired(
        graph,
        |_, _| true,
        (SEED, 2_000),
        |edges| edges.iter().filter(|edge| within(edge)).count(),
        &Unwatched,
    )?;
    answer["modularity"] = json!(measures::modularity(graph, groups, 1.0));
    answer["modularity_weighted"] = json!(measures::modularity(weighted, groups, 1.0));
    answer["external_internal"] = json!(outward.index.map(|index| index.value));
    answer["external_internal_by_chance"] = json!(outward.index.map(|index| json!({
        "p_more": index.p_more, "p_less": index.p_less, "samples": SAMPLES,
    })));
    answer["tied_within_groups_rewired"] = json!(inner);
    let found = measures::communities(graph, &Default::default(), &Unwatched)?;
    answer["adjusted_rand"] =
        json!({ "groups": found.groups, "value": measures::adjusted_rand(&found.groups, groups) });
    Ok(())
}

fn matrix(case: &MatrixCase) -> anyhow::Result<Value> {
    let matrix = Incidence::of(case.rows, case.columns, &case.entries);
    let rows = case.rows as u32;
    let pairs: Vec<(u32, u32)> =
        (0..rows).flat_map(|a| (a + 1..rows).map(move |b| (a, b))).collect();
    let degree = |row: u32| matrix.rows.row(row).len();
    let shared = |(a, b): (u32, u32)| matrix.shared(a, b).count();
    let of_pairs = |value: &dyn Fn((u32, u32)) -> f64| -> Vec<f64> {
        pairs.iter().map(|pair| value(*pair)).collect()
    };
    let by_chance = |pair: (u32, u32)| {
        let (a, b) = (degree(pair.0) as u32, degree(pair.1) as u32);
        measures::Hypergeometric::new(case.columns as u32, a, b).tails(shared(pair) as u32)
    };
    let more = of_pairs(&|pair| by_chance(pair).at_least);
    let family =
        measures::BenjaminiHochberg::new(pairs.len() as u64, 0.05, more.iter().map(|p| (*p, 1)));
    let bicm = measures::Bicm::fit(&matrix, &Unwatched)?;
    let sdsm = |(a, b): (u32, u32)| bicm.overlap(a, b).tails(shared((a, b)) as u32);
    let config = measures::CurveballConfig {
        seed: SEED,
        samples: SAMPLES,
        trades_per_row: measures::TRADES_PER_ROW,
    };
    let drawn = measures::curveball(&matrix, &config, &Unwatched)?;
    let cells = || (0..rows).flat_map(|row| (0..case.columns as u32).map(move |c| (row, c)));
    let sums = (0..case.columns as u32).map(|column| matrix.columns.row(column).len() as f64);
    Ok(json!({
        "shared": of_pairs(&|pair| shared(pair) as f64),
        "jaccard": of_pairs(&|(a, b)| {
            let both = shared((a, b));
            both as f64 / (degree(a) + degree(b) - both) as f64
        }),
        "overlap_coefficient":
            of_pairs(&|(a, b)| shared((a, b)) as f64 / degree(a).min(degree(b)) as f64),
        "newman": of_pairs(&|(a, b)| measures::newman(&matrix, matrix.shared(a, b))),
        "schoener": of_pairs(&|(a, b)| money_overlap(case, &matrix, a, b)),
        "hypergeometric_more": more,
        "hypergeometric_less": of_pairs(&|pair| by_chance(pair).at_most),
        "benjamini_hochberg": more.iter().map(|p| family.q(*p)).collect::<Vec<_>>(),
        "bicm": cells().map(|(row, column)| bicm.probability(row, column)).collect::<Vec<_>>(),
        "sdsm_more": of_pairs(&|pair| sdsm(pair).at_least),
        "sdsm_less": of_pairs(&|pair| sdsm(pair).at_most),
        "fdsm": {
            "p_more": of_pairs(&|(a, b)| drawn.tails(a, b).at_least),
            "samples": drawn.samples(),
        },
        "concentration": measures::concentration(sums).map(|found| found.herfindahl),
        "path_three": (0..rows).flat_map(|row| {
            measures::path_three(&matrix, row, measures::Discount::None)
        }).collect::<Vec<_>>(),
        "path_three_by_degree": (0..rows).flat_map(|row| {
            measures::path_three(&matrix, row, measures::Discount::Degree)
        }).collect::<Vec<_>>(),
        "product_space": product_space(&matrix),
    }))
}

fn money_overlap(case: &MatrixCase, matrix: &Incidence, a: u32, b: u32) -> f64 {
    let portions = |row: u32| -> Vec<measures::Portion> {
        let amounts = case.entries.iter().zip(&case.amounts);
        let mut of_row: Vec<measures::Portion> = amounts
            .filter(|((holder, _), _)| *holder == row)
            .map(|((_, column), amount)| (*column, Some(*amount)))
            .collect();
        of_row.sort_by_key(|(column, _)| *column);
        debug_assert_eq!(of_row.len(), matrix.rows.row(row).len());
        of_row
    };
    measures::schoener(&portions(a), &portions(b), |_| true).overlap.unwrap_or(0.0)
}

/// How near each row is to each column.
fn product_space(matrix: &Incidence) -> Vec<Vec<f64>> {
    let of_column = |column: u32| {
        let mut near = vec![0.0; matrix.rows.rows() as usize];
        for (row, value) in measures::density(matrix, &measures::proximities(matrix, column)) {
            near[row as usize] = value;
        }
        near
    };
    (0..matrix.columns.rows()).map(of_column).collect()
}

fn sample(case: &SampleCase) -> anyhow::Result<Value> {
    let observations: Vec<measures::Observation> = case
        .days
        .iter()
        .zip(&case.met)
        .map(|(days, met)| measures::Observation { time: *days, ended: *met == 1 })
        .collect();
    let curve = measures::kaplan_meier(&observations);
    let events = || curve.steps.iter().filter(|step| step.ended > 0);
    Ok(json!({
        "survival": events().map(|step| (step.time, step.survival)).collect::<Vec<_>>(),
        "interval": events().map(|step| match step.interval {
            Some((low, high)) => [Some(low), Some(high)],
            None => [None, None],
        }).collect::<Vec<_>>(),
        "median": curve.median,
    }))
}

fn table(case: &TableCase) -> anyhow::Result<Value> {
    let found = measures::independence(&case.counts, |_, _| true);
    let residuals = case.counts.iter().enumerate().map(|(row, counts)| {
        let cells = counts.iter().enumerate();
        cells.map(|(column, count)| found.residual(row, column, *count)).collect::<Vec<_>>()
    });
    Ok(json!({ "expected": found.expected, "residuals": residuals.collect::<Vec<_>>() }))
}

fn ranking(case: &RankingCase) -> anyhow::Result<Value> {
    let ranking = measures::Ranking::of(&case.sought, case.others.iter().copied());
    Ok(json!({ "auc": ranking.context("a ranking without candidates")?.auc() }))
}
