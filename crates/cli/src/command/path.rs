//! How two things are connected.

use clap::Args as ClapArgs;
use waymark_analysis::PathsConfig;
use waymark_server::answer;

use crate::args::{Args, Asking};
use crate::open::{self, find};
use crate::output::{Outcome, Sheet, print};

/// From where to where.
#[derive(Debug, ClapArgs)]
pub(crate) struct Path {
    /// From: an id, or a name that only one thing has
    pub(crate) start: String,
    /// To: an id, or a name that only one thing has
    pub(crate) end: String,
    /// At most so many ways
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=20))]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) asking: Asking,
}

/// How two things are connected.
pub(crate) fn path(args: &Args, path: &Path) -> anyhow::Result<Outcome> {
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
