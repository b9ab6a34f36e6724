//! What filtered sets, and what several portfolios, have in common.

use clap::Args as ClapArgs;
use waymark_server::answer;
use waymark_server::words::Words;
use waymark_wire as wire;

use super::overlap::{ComparedArgs, words};
use crate::args::{Args, Asking};
use crate::open::{self, find};
use crate::output::{Outcome, Sheet, UNKNOWN, at_version, known, names, print};

/// Two filtered sets: the usual words select the first, those after `with` the second.
#[derive(Debug, ClapArgs)]
pub(crate) struct OverlapSets {
    #[command(flatten)]
    pub(crate) asking: Asking,
    #[command(flatten)]
    compared: ComparedArgs,
    /// The goals of the second set
    #[arg(long, value_name = "ID")]
    with_goal: Vec<String>,
    /// The funders of the second set
    #[arg(long, value_name = "ID")]
    with_funder: Vec<String>,
    /// The places of the second set
    #[arg(long, value_name = "TERM")]
    with_place: Vec<String>,
    /// The terms of the second set
    #[arg(long, value_name = "FACET/TERM")]
    with_term: Vec<String>,
    /// From when the second set is
    #[arg(long, value_name = "DATE")]
    with_from: Option<String>,
    /// Up to when the second set is
    #[arg(long, value_name = "DATE")]
    with_to: Option<String>,
    /// How sure the second set is at least
    #[arg(long, value_name = "WORD")]
    with_confidence: Option<String>,
    /// Words in the names of the second set
    #[arg(long, value_name = "WORDS")]
    with_q: Option<String>,
    /// Count what is in both by ties of different times too
    #[arg(long)]
    any_time: bool,
    /// At most so many named in each list [default: 1000]
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

impl OverlapSets {
    fn words(&self) -> Vec<(String, String)> {
        let lists = [
            ("with_goal", &self.with_goal),
            ("with_funder", &self.with_funder),
            ("with_place", &self.with_place),
            ("with_term", &self.with_term),
        ];
        let lists = lists
            .into_iter()
            .flat_map(|(word, values)| values.iter().map(move |value| (word, Some(value.clone()))));
        let ones = [
            ("with_from", self.with_from.clone()),
            ("with_to", self.with_to.clone()),
            ("with_confidence", self.with_confidence.clone()),
            ("with_q", self.with_q.clone()),
            ("any_time", self.any_time.then(|| "true".to_owned())),
            ("limit", self.limit.map(|limit| limit.to_string())),
        ];
        words(lists.chain(ones).chain(self.compared.words()))
    }
}

/// What two filtered sets have in common.
pub(crate) fn overlap_sets(args: &Args, sets: &OverlapSets) -> anyhow::Result<Outcome> {
    let question = answer::sets_question(&mut Words::new(sets.words()))?;
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &sets.asking)?;
    let answer = answer::overlap_sets(&ask, &question)?;
    print(args, &*answer, || sets_sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn sets_sheet(answer: &wire::OverlapSets) -> Sheet {
    let mut sheet = Sheet::new(&["what", "in", "#count", "which"]);
    let word = |word: &str| answer.run.parameters.get(word).cloned().unwrap_or_default();
    for (what, parts) in [(word("between"), &answer.holders), (word("by"), &answer.items)] {
        let lists = [
            ("only the first", &parts.only_a),
            ("both", &parts.both),
            ("both, in turn", &parts.apart),
            ("only the second", &parts.only_b),
        ];
        for (place, list) in lists {
            let which =
                if list.terms.is_empty() { names(&list.things) } else { terms(&list.terms) };
            sheet.row([what.clone(), place.to_owned(), list.count.to_string(), which]);
        }
        let number = |value: Option<f64>| value.map_or(UNKNOWN.to_owned(), |v| format!("{v:.3}"));
        let (jaccard, coefficient) = (number(parts.jaccard), number(parts.overlap_coefficient));
        sheet.below.push(format!("{what}: Jaccard {jaccard}, overlap coefficient {coefficient}."));
    }
    sheet.below.push(format!(
        "Known of {} in the first set, of {} in the second.",
        known(&answer.a_known),
        known(&answer.b_known)
    ));
    sheet.below.push(at_version(&answer.version));
    sheet
}

fn terms(terms: &[wire::TermRef]) -> String {
    terms.iter().map(|term| term.term.as_str()).collect::<Vec<_>>().join("; ")
}

/// Which portfolios are combined.
#[derive(Debug, ClapArgs)]
pub(crate) struct Intersections {
    /// 2 to 8, each an id or a name that only one thing has [default: the 5 largest]
    #[arg(value_name = "ID")]
    of: Vec<String>,
    #[command(flatten)]
    pub(crate) asking: Asking,
    #[command(flatten)]
    compared: ComparedArgs,
    /// At most so many named for each combination [default: 100]
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

/// What several portfolios have in common, combination by combination.
pub(crate) fn intersections(args: &Args, asked: &Intersections) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &asked.asking)?;
    let found = asked.of.iter().map(|name| Ok(find(&ask, name)?.to_string()));
    let of = found.collect::<anyhow::Result<Vec<_>>>()?;
    let given = [
        ("of", (!of.is_empty()).then(|| of.join(","))),
        ("limit", asked.limit.map(|limit| limit.to_string())),
    ];
    let given = words(given.into_iter().chain(asked.compared.words()));
    let config = answer::intersections_config(&mut Words::new(given))?;
    let answer = answer::intersections(&ask, &config)?;
    print(args, &*answer, || intersections_sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn intersections_sheet(answer: &wire::Intersections) -> Sheet {
    let mut sheet = Sheet::new(&["in all of", "#exclusive", "#at least", "which"]);
    let name = |id: &String| {
        let set = answer.sets.iter().find(|set| set.holder.id == *id);
        set.map_or_else(|| id.clone(), |set| set.holder.name.clone())
    };
    for each in &answer.combinations {
        let of: Vec<String> = each.of.iter().map(name).collect();
        let which = if each.terms.is_empty() { names(&each.things) } else { terms(&each.terms) };
        let (exclusive, at_least) = (each.exclusive.to_string(), each.at_least.to_string());
        sheet.row([of.join(" + "), exclusive, at_least, which]);
    }
    for set in &answer.sets {
        let items = set.items.map_or(UNKNOWN.to_owned(), |items| items.to_string());
        sheet.below.push(format!("{}: {items}.", set.holder.name));
    }
    sheet.below.push("What is held counts whenever it was held.".to_owned());
    sheet.below.push(at_version(&answer.version));
    sheet
}
