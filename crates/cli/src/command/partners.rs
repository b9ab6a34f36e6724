//! With whom to work, whom to ask, whom to fund next; and how good such suggestions are.

use clap::Args as ClapArgs;
use waymark_analysis::{HoldOut, PartnerSort, PartnersConfig, ReportCardConfig, Wanted};
use waymark_server::answer;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::open::{self, find};
use crate::output::{Outcome, Sheet, UNKNOWN, at_version, known, print};

/// Whom to suggest, or how good suggestions are.
#[derive(Debug, ClapArgs)]
pub(crate) struct Partners {
    /// An initiative or organization: an id, or a name that only one thing has
    #[arg(value_name = "ID", required_unless_present = "report_card")]
    pub(crate) asker: Option<String>,
    /// The sorts of partners: initiatives, funders, cofunders, recipients, organizations
    /// [default: what suits the asker]
    #[arg(long = "for", value_name = "SORT", value_delimiter = ',', value_parser = wanted)]
    pub(crate) wanted: Vec<Wanted>,
    /// What to rank by: the name of a score, or complementarity [default: each list's own]
    #[arg(long, value_name = "SCORE", value_parser = sort)]
    pub(crate) sort: Option<PartnerSort>,
    /// At most so many suggestions in each list
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) limit: u32,
    /// How good suggestions are: ties are held back and guessed from the rest
    #[arg(long, conflicts_with_all = ["asker", "wanted", "sort", "limit"])]
    pub(crate) report_card: bool,
    #[command(flatten)]
    pub(crate) judging: Judging,
    #[command(flatten)]
    pub(crate) asking: Asking,
}

/// How suggestions are judged.
#[derive(Debug, ClapArgs)]
pub(crate) struct Judging {
    /// Hold back what began in this year or later [default: by year where enough is dated]
    #[arg(long, conflicts_with = "asker", allow_hyphen_values = true)]
    year: Option<i32>,
    /// Hold back each tie in turn
    #[arg(long, conflicts_with_all = ["asker", "year"])]
    leave_one_out: bool,
    /// How many of the first suggestions precision looks at [default: 10]
    #[arg(long, conflicts_with = "asker", value_parser = clap::value_parser!(u32).range(1..=1000))]
    k: Option<u32>,
    /// How many samples the intervals are drawn from [default: 1000]
    #[arg(long, conflicts_with = "asker",
        value_parser = clap::value_parser!(u32).range(1..=i64::from(waymark_analysis::MAXIMUM_SAMPLES)))]
    samples: Option<u32>,
    /// The seed of all that is drawn [default: 1]
    #[arg(long, conflicts_with = "asker",
        value_parser = clap::value_parser!(u64).range(0..=waymark_measures::MAXIMUM_SEED))]
    seed: Option<u64>,
}

fn wanted(word: &str) -> Result<Wanted, String> {
    let expected = "expected initiatives, funders, cofunders, recipients or organizations";
    Wanted::from_word(word).ok_or_else(|| expected.to_owned())
}

fn sort(word: &str) -> Result<PartnerSort, String> {
    let expected = "expected the name of a score, such as resource_allocation, or complementarity";
    PartnerSort::from_word(word).ok_or_else(|| expected.to_owned())
}

/// Partners for a thing, or the report card.
pub(crate) fn partners(args: &Args, partners: &Partners) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &partners.asking)?;
    let Some(asker) = &partners.asker else {
        let card = answer::report_card(&ask, &partners.judging.config())?;
        print(args, &*card, || card_sheet(&card))?;
        return Ok(Outcome::Fine);
    };
    let config = PartnersConfig {
        wanted: partners.wanted.clone(),
        sort: partners.sort,
        limit: partners.limit as usize,
        ..PartnersConfig::default()
    };
    let found = answer::partners(&ask, &find(&ask, asker)?, &config)?;
    print(args, &*found, || sheet(&found))?;
    Ok(Outcome::Fine)
}

impl Judging {
    fn config(&self) -> ReportCardConfig {
        let defaults = ReportCardConfig::default();
        let leave_one_out = self.leave_one_out.then_some(HoldOut::LeaveOneOut);
        ReportCardConfig {
            hold_out: self.year.map(HoldOut::Year).or(leave_one_out),
            k: self.k.map_or(defaults.k, |k| k as usize),
            samples: self.samples.map_or(defaults.samples, |samples| samples as usize),
            seed: self.seed.unwrap_or(defaults.seed),
        }
    }
}

fn sheet(found: &wire::Partners) -> Sheet {
    let mut sheet =
        Sheet::new(&["for", "partner", "#rank", "#complementarity", "because", "introduced by"]);
    for list in &found.lists {
        let word = word_of(list.wanted);
        for one in &list.suggestions {
            let complementarity = one.complementarity.as_ref();
            let reasons = one.reasons.iter().take(3).map(|reason| reason.sentence.as_str());
            let by = one.introductions.first().map(|introduction| introduction.by.name.clone());
            sheet.row([
                word.to_owned(),
                one.partner.name.clone(),
                format!("{:.4}", one.rank),
                complementarity.map_or(UNKNOWN.to_owned(), |both| format!("{:.2}", both.value)),
                reasons.collect::<Vec<_>>().join(" "),
                by.unwrap_or_else(|| "nobody known".to_owned()),
            ]);
        }
        sheet.below.push(format!(
            "{word}: {} of {} suggestions, ranked by {}: {}.",
            list.suggestions.len(),
            list.total,
            list.ranked_by,
            list.why
        ));
        sheet.below.extend(list.cannot.clone());
        sheet.below.extend(list.missing.iter().map(|missing| format!("{}.", missing.sentence)));
    }
    sheet.below.push(at_version(&found.version));
    sheet
}

fn word_of(wanted: wire::PartnerSort) -> &'static str {
    match wanted {
        wire::PartnerSort::Initiatives => Wanted::Initiatives.word(),
        wire::PartnerSort::Funders => Wanted::Funders.word(),
        wire::PartnerSort::Cofunders => Wanted::Cofunders.word(),
        wire::PartnerSort::Recipients => Wanted::Recipients.word(),
        wire::PartnerSort::Organizations => Wanted::Organizations.word(),
    }
}

fn card_sheet(card: &wire::ReportCard) -> Sheet {
    let mut sheet =
        Sheet::new(&["question", "method", "#precision", "#pr-auc", "#auc", "against popularity"]);
    for task in &card.tasks {
        for one in &task.methods {
            sheet.row([
                task.question.clone(),
                one.name.clone(),
                mark(&one.precision),
                mark(&one.pr_auc),
                mark(&one.auc),
                one.sentence.clone(),
            ]);
        }
        sheet.below.push(told(task));
    }
    sheet.below.push(at_version(&card.version));
    sheet
}

fn mark(mark: &wire::ReportCardMark) -> String {
    match mark.interval {
        Some([low, high]) => format!("{:.3} ({low:.3}–{high:.3})", mark.value),
        None => format!("{:.3}", mark.value),
    }
}

/// What a task rests on, in words.
fn told(task: &wire::ReportCardTask) -> String {
    let held_out = match task.year {
        Some(year) => format!("what began in {year} or later is held back ({})", task.why),
        None => format!("each tie is held back in turn ({})", task.why),
    };
    format!(
        "{} {} Of {} pairs, {} new ones are guessed, {} cannot be, {} renewals do not count; {}. \
         {} askers judged, {} lists.",
        task.question,
        task.sentence,
        task.pairs.all,
        task.pairs.sought,
        task.pairs.newcomers,
        task.pairs.renewals,
        held_out,
        known(&task.askers),
        known(&task.lists),
    )
}
