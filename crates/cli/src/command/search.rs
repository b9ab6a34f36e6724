//! Finding things by name.

use clap::Args as ClapArgs;
use waymark_model::EntityKind;
use waymark_server::answer;
use waymark_wire as wire;

use crate::args::{Args, At};
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, print};

/// What is looked for.
#[derive(Debug, ClapArgs)]
pub(crate) struct Search {
    /// What to look for
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// Only organization, initiative, goal or publication
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) at: At,
}

/// Finds things by name.
pub(crate) fn search(args: &Args, search: &Search) -> anyhow::Result<Outcome> {
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
