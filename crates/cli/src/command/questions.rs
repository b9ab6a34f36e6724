//! The questions: each prints the answer of the API, or its rows.

use waymark_analysis::{OverlapConfig, PathsConfig};
use waymark_model::{EntityId, EntityKind};
use waymark_server::answer::{self, Ask, GapsBy};
use waymark_wire as wire;

use crate::args::{self, Args, Asking, At};
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, known, names, print};

const UNKNOWN: &str = "unknown";

/// Writes the whole map.
pub(crate) fn export(args: &Args, at: &At) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let export = answer::export(&open::ask_whole(&engine, at)?);
    let json = Args { format: Some(args::Format::Json), ..copy(args) };
    print(&json, &export, Sheet::default)?;
    Ok(Outcome::Fine)
}

/// The arguments without the command: an export is JSON whatever else is asked for.
fn copy(args: &Args) -> Args {
    Args { data: args.data.clone(), format: args.format, command: args::Command::Verify }
}

/// The four questions in numbers.
pub(crate) fn summary(args: &Args, asking: &Asking) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let summary = answer::summary(&open::ask(&engine, asking)?)?;
    print(args, &*summary, || summary_sheet(&summary))?;
    Ok(Outcome::Fine)
}

fn summary_sheet(summary: &wire::Summary) -> Sheet {
    let mut sheet = Sheet::new(&["question", "what", "#number"]);
    let mut row = |question: &str, what: &str, number: String| {
        sheet.row([question.to_owned(), what.to_owned(), number]);
    };
    let (who, what) = (&summary.who, &summary.what);
    row("who", "organizations", summary.organizations.to_string());
    row("", "known funders", who.funders.to_string());
    row("", "known leads", who.leads.to_string());
    row("", "initiatives with a known funder", known(&who.initiatives_with_funder));
    row("", "initiatives with a known lead", known(&who.initiatives_with_lead));
    row("", "funding with a known amount", known(&who.money.amounts));
    row("what", "initiatives", summary.initiatives.to_string());
    row("", "of them part of another", what.parts.to_string());
    row("", "goals", summary.goals.to_string());
    row("", "initiatives with a known goal", known(&what.initiatives_with_goal));
    row("", "placements stated by a source", what.placements_stated.to_string());
    row("", "placements inferred", what.placements_inferred.to_string());
    let fast = &summary.how_fast;
    row("how fast", "milestones", summary.milestones.to_string());
    row("", "met", fast.met.to_string());
    row("", "due", fast.due.to_string());
    row("", "missed or overdue", fast.missed.to_string());
    row("", "whose status is unknown", fast.status_unknown.to_string());
    row("", "initiatives with a known milestone", known(&fast.initiatives_with_milestone));
    row("", "initiatives with a known stage", known(&fast.initiatives_with_stage));
    row("", "initiatives with a dated stage", known(&fast.initiatives_with_dated_stage));
    let tied = &summary.coordinated;
    row("coordinated", "initiatives with a known tie to another", known(&tied.initiatives_linked));
    row("", "pairs with the same goal that are tied", known(&tied.same_goal_pairs_tied));
    row("", "groups of linked initiatives", tied.components.to_string());
    row("", "the largest of them", tied.largest_component.to_string());
    for (kind, count) in summary.ties.iter().filter(|(_, count)| **count > 0) {
        row("ties", kind, count.to_string());
    }
    if summary.organizations + summary.initiatives + summary.goals == 0 {
        sheet.below.push("Nothing is on the map here: `waymark import FILE` brings it in.".into());
    }
    sheet.below.push(at_version(&summary.version));
    sheet
}

fn at_version(version: &wire::Version) -> String {
    let hash: String = version.hash.chars().take(12).collect();
    match &version.edition {
        Some(edition) => format!("Edition {edition}, position {}, {hash}.", version.position),
        None => format!("Position {}, {hash}.", version.position),
    }
}

/// Where funders overlap, or two side by side.
pub(crate) fn overlap(args: &Args, overlap: &args::Overlap) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &overlap.asking)?;
    if let [a, b] = &overlap.pair[..] {
        let report = answer::pair_report(&ask, &find(&ask, a)?, &find(&ask, b)?)?;
        print(args, &*report, || pair_sheet(&report))?;
        return Ok(Outcome::Fine);
    }
    let config = OverlapConfig {
        minimum_shared: overlap.minimum as usize,
        limit: overlap.limit as usize,
        ..OverlapConfig::default()
    };
    let answer = answer::overlap(&ask, &config)?;
    print(args, &*answer, || {
        let mut sheet =
            Sheet::new(&["a", "b", "#shared", "#jaccard", "#overlap_coefficient", "shared_with"]);
        for pair in &answer.pairs {
            sheet.row([
                pair.a_name.clone(),
                pair.b_name.clone(),
                pair.shared.to_string(),
                format!("{:.3}", pair.jaccard),
                format!("{:.3}", pair.overlap_coefficient),
                names(&pair.shared_with),
            ]);
        }
        sheet.below.push(format!(
            "{} pairs of {} funders share at least one; a funder is known for {} initiatives.",
            answer.pairs_shown.of,
            answer.funders.len(),
            known(&answer.initiatives_with_funder)
        ));
        sheet.below.push(at_version(&answer.version));
        sheet
    })?;
    Ok(Outcome::Fine)
}

fn pair_sheet(report: &wire::PairReport) -> Sheet {
    let mut sheet = Sheet::new(&["supported by", "what"]);
    let lists = [
        (format!("only {}", report.a.name), &report.only_a),
        ("both".to_owned(), &report.both),
        (format!("only {}", report.b.name), &report.only_b),
    ];
    for (by, things) in lists {
        for thing in things {
            sheet.row([by.clone(), thing.name.clone()]);
        }
    }
    let number = |value: Option<f64>| value.map_or(UNKNOWN.to_owned(), |v| format!("{v:.3}"));
    sheet.below.push(format!(
        "Jaccard {}, overlap coefficient {}.",
        number(report.jaccard),
        number(report.overlap_coefficient)
    ));
    sheet
}

/// Where nothing is known to happen.
pub(crate) fn gaps(args: &Args, gaps: &args::Gaps) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &gaps.asking)?;
    let by = GapsBy::parse(&gaps.by, gaps.year);
    let expected = || {
        let by = &gaps.by;
        Usage(format!("--by `{by}`: expected stage, lead-sort, funder-sort or the id of a facet"))
    };
    let answer = answer::gaps(&ask, &by.ok_or_else(expected)?)?;
    print(args, &*answer, || gaps_sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn gaps_sheet(gaps: &wire::Gaps) -> Sheet {
    let mut sheet = Sheet::new(&["goal", "column", "state", "#initiatives", "#undetermined"]);
    for row in &gaps.rows {
        for (column, cell) in gaps.columns.iter().zip(&row.cells) {
            let state = match cell.state {
                wire::CellState::Covered => "covered",
                wire::CellState::KnownEmpty => "known empty",
                wire::CellState::Unknown => UNKNOWN,
                wire::CellState::Impossible => "impossible",
            };
            sheet.row([
                row.goal.name.clone(),
                column.name.clone(),
                state.to_owned(),
                cell.count.map_or(UNKNOWN.to_owned(), |count| count.to_string()),
                cell.undetermined.to_string(),
            ]);
        }
    }
    let year = gaps.year.map_or(String::new(), |year| format!(" in {year}"));
    sheet.above.push(format!("Goals by {}{year}.", gaps.by));
    sheet.below.push(format!(
        "A goal is known for {} initiatives; the others are in no row.",
        known(&gaps.initiatives_with_goal)
    ));
    sheet
}

/// Who is tied to whom.
pub(crate) fn coordination(args: &Args, asking: &Asking) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let answer = answer::coordination(&open::ask(&engine, asking)?)?;
    print(args, &*answer, || {
        let mut sheet = Sheet::new(&[
            "goal",
            "#initiatives",
            "#inferred",
            "#tied pairs",
            "#ratio",
            "#pairs of one lead",
        ]);
        for goal in &answer.goals {
            sheet.row([
                goal.goal.name.clone(),
                goal.initiatives.to_string(),
                goal.inferred.to_string(),
                known(&goal.pairs_tied),
                goal.ratio.map_or("no pairs".to_owned(), |ratio| format!("{ratio:.3}")),
                goal.same_lead_pairs.to_string(),
            ]);
        }
        sheet.below.push(format!(
            "{} of {} initiatives have no known tie to another; {} groups are linked.",
            answer.isolates.len(),
            answer.initiatives,
            answer.components.len()
        ));
        sheet
    })?;
    Ok(Outcome::Fine)
}

/// How fast the work goes.
pub(crate) fn pace(args: &Args, asking: &Asking) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let answer = answer::pace(&open::ask(&engine, asking)?)?;
    print(args, &*answer, || {
        let mut sheet = Sheet::new(&["year", "#met", "#due", "#missed", "#other"]);
        for year in &answer.by_year {
            let counts = [year.met, year.due, year.missed, year.other].map(|n| n.to_string());
            let [met, due, missed, other] = counts;
            sheet.row([year.year.to_string(), met, due, missed, other]);
        }
        sheet.below.push(format!(
            "{} milestones have no known year. As of {}: {} met, {} due, {} missed or overdue.",
            answer.year_unknown,
            answer.today,
            answer.milestones.met,
            answer.milestones.due,
            answer.milestones.missed
        ));
        sheet.below.push(format!(
            "A milestone is known for {} initiatives, a stage for {}; how late, for {} met.",
            known(&answer.milestones.initiatives_with_milestone),
            known(&answer.milestones.initiatives_with_stage),
            known(&answer.slip.met)
        ));
        sheet
    })?;
    Ok(Outcome::Fine)
}

/// Finds things by name.
pub(crate) fn search(args: &Args, search: &args::Search) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask_whole(&engine, &search.at)?;
    let kind = search.kind.as_ref().map(|word| {
        let expected = "expected organization, initiative, goal or publication";
        EntityKind::from_word(word).ok_or_else(|| Usage(format!("--kind `{word}`: {expected}")))
    });
    let query = search.words.join(" ");
    let asked = waymark_engine::Search {
        query: &query,
        kind: kind.transpose()?,
        limit: search.limit as usize,
    };
    let answer = answer::search(&ask, &asked);
    print(args, &answer, || {
        let mut sheet = Sheet::new(&["id", "kind", "name", "matched", "#score", "#ties"]);
        for hit in &answer.hits {
            let wire::EntityRef { id, kind, name } = hit.entity.clone();
            let kind = EntityKind::from(kind).word().to_owned();
            let score = format!("{:.2}", hit.score);
            sheet.row([id, kind, name, hit.matched.clone(), score, hit.ties.to_string()]);
        }
        if answer.hits.is_empty() {
            sheet.below.push(format!("Nothing is called `{query}`."));
        }
        sheet
    })?;
    Ok(Outcome::Fine)
}

/// How two things are connected.
pub(crate) fn path(args: &Args, path: &args::Path) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &path.asking)?;
    let (from, to) = (find(&ask, &path.start)?, find(&ask, &path.end)?);
    let config = PathsConfig { max_paths: path.limit as usize, ..PathsConfig::default() };
    let answer = answer::paths(&ask, &from, &to, &config)?;
    print(args, &*answer, || {
        let mut sheet = Sheet::new(&["#way", "from", "tie", "to", "stated by"]);
        for (way, path) in answer.paths.iter().enumerate() {
            for step in &path.steps {
                let word = step.tie.verb.clone();
                let word = word.unwrap_or_else(|| {
                    waymark_model::TieKind::from(step.tie.kind).word().to_owned()
                });
                let arrow =
                    if step.forward { format!("{word} →") } else { format!("← {word}") };
                let sources = step.tie.stated.iter().filter_map(|p| answer.sources.get(&p.source));
                let sources: Vec<&str> = sources.map(|source| source.title.as_str()).collect();
                let way = (way + 1).to_string();
                sheet.row([
                    way,
                    step.from.name.clone(),
                    arrow,
                    step.to.name.clone(),
                    sources.join("; "),
                ]);
            }
        }
        if answer.paths.is_empty() {
            sheet.below.push("No way between them is known.".to_owned());
        }
        sheet
    })?;
    Ok(Outcome::Fine)
}

/// A thing by its id, or by a name that leaves no doubt.
fn find(ask: &Ask, text: &str) -> anyhow::Result<EntityId> {
    if let Ok(id) = EntityId::parse(text)
        && ask.map().entity(&id).is_some()
    {
        return Ok(id);
    }
    let search = waymark_engine::Search { query: text, kind: None, limit: 5 };
    let (hits, _) = ask.view.search_index().find(&search);
    match &hits[..] {
        [only] => Ok(only.id.clone()),
        [best, second, ..] if best.score >= 0.95 && second.score < 0.95 => Ok(best.id.clone()),
        [] => anyhow::bail!("there is nothing called `{text}` on the map"),
        several => {
            let ids: Vec<String> = several.iter().map(|hit| format!("`{}`", hit.id)).collect();
            anyhow::bail!("`{text}` may be one of {}: give the id", ids.join(", "))
        }
    }
}
