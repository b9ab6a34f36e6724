//! Where portfolios overlap.

use clap::Args as ClapArgs;
use waymark_server::answer;
use waymark_server::words::Words;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::open::{self, find};
use crate::output::{Outcome, Sheet, UNKNOWN, at_version, known, names, print};

/// Which portfolios are compared, and how.
#[derive(Debug, ClapArgs)]
pub(crate) struct Overlap {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// Two organizations or initiatives to lay side by side; without them, all pairs
    #[arg(value_name = "ID", num_args = 2)]
    pub(crate) pair: Vec<String>,
    #[command(flatten)]
    compared: ComparedArgs,
    /// Count what two held at different times too
    #[arg(long)]
    any_time: bool,
    /// Compare money in this currency [default: the one most amounts are in]
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// The null model to judge chance by: auto, none, hypergeometric, sdsm or fdsm [default: auto]
    #[arg(long, value_name = "MODEL")]
    null: Option<String>,
    /// The seed of what is drawn by lot [default: 1]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// How many samples are drawn [default: at least 10000]
    #[arg(long, value_name = "N")]
    samples: Option<u64>,
    /// What comes first: shared, jaccard, overlap_coefficient, newman, money or p
    /// [default: shared]
    #[arg(long, value_name = "MEASURE", conflicts_with = "pair")]
    sort: Option<String>,
    /// Only pairs that share at least so many
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    minimum: u32,
    /// At most so many pairs
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: u32,
}

/// What is compared by what.
#[derive(Debug, ClapArgs)]
pub(crate) struct ComparedArgs {
    /// Whose portfolios: funders, initiatives or organizations [default: funders]
    #[arg(long, value_name = "WHO")]
    between: Option<String>,
    /// What they consist of: recipients, goals, funders, partners or the id of a facet
    #[arg(long, value_name = "WHAT")]
    by: Option<String>,
}

impl ComparedArgs {
    pub(crate) fn words(&self) -> [(&'static str, Option<String>); 2] {
        [("between", self.between.clone()), ("by", self.by.clone())]
    }
}

/// Words as the API reads them, of those that were given.
pub(crate) fn words(
    pairs: impl IntoIterator<Item = (&'static str, Option<String>)>,
) -> Vec<(String, String)> {
    let given = pairs.into_iter().filter_map(|(word, value)| Some((word.to_owned(), value?)));
    given.collect()
}

impl Overlap {
    fn words(&self) -> Vec<(String, String)> {
        let given = [
            ("any_time", self.any_time.then(|| "true".to_owned())),
            ("currency", self.currency.clone()),
            ("null", self.null.clone()),
            ("seed", self.seed.map(|seed| seed.to_string())),
            ("samples", self.samples.map(|samples| samples.to_string())),
        ];
        words(self.compared.words().into_iter().chain(given))
    }

    fn list_words(&self) -> Vec<(String, String)> {
        let mut given = self.words();
        given.extend(words([
            ("sort", self.sort.clone()),
            ("minimum", Some(self.minimum.to_string())),
            ("limit", Some(self.limit.to_string())),
        ]));
        given
    }
}

/// Where portfolios overlap, or two side by side.
pub(crate) fn overlap(args: &Args, overlap: &Overlap) -> anyhow::Result<Outcome> {
    if let [a, b] = &overlap.pair[..] {
        let question = answer::pair_question(&mut Words::new(overlap.words()))?;
        let engine = open::existing(args)?;
        let ask = open::ask(&engine, &overlap.asking)?;
        let report = answer::pair_report(&ask, &find(&ask, a)?, &find(&ask, b)?, &question)?;
        print(args, &*report, || pair_sheet(&report))?;
        return Ok(Outcome::Fine);
    }
    let config = answer::overlap_config(&mut Words::new(overlap.list_words()))?;
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &overlap.asking)?;
    let answer = answer::overlap(&ask, &config)?;
    print(args, &*answer, || sheet(&answer))?;
    Ok(Outcome::Fine)
}

/// A number, or that it is unknown.
fn number(value: Option<f64>) -> String {
    value.map_or(UNKNOWN.to_owned(), |value| format!("{value:.3}"))
}

/// A chance, with what is left of it where it is small.
fn chance(value: Option<f64>) -> String {
    match value {
        Some(value) if value < 0.001 => format!("{value:.1e}"),
        other => number(other),
    }
}

fn sheet(answer: &wire::Overlap) -> Sheet {
    let mut sheet = Sheet::new(&[
        "a",
        "b",
        "#shared",
        "#jaccard",
        "#overlap_coefficient",
        "shared_with",
        "#newman",
        "#money",
        "#expected",
        "#p_more",
        "#p_less",
        "#q",
        "#smallest_p",
        "verdict",
    ]);
    for pair in &answer.pairs {
        sheet.row([
            pair.a_name.clone(),
            pair.b_name.clone(),
            pair.shared.to_string(),
            format!("{:.3}", pair.jaccard),
            format!("{:.3}", pair.overlap_coefficient),
            shared_with(pair),
            format!("{:.3}", pair.newman),
            number(pair.money.as_ref().and_then(|money| money.overlap)),
            number(pair.chance.expected),
            chance(pair.chance.p_more),
            chance(pair.chance.p_less),
            chance(pair.chance.q),
            chance(pair.chance.smallest_p),
            verdict(&pair.chance).to_owned(),
        ]);
    }
    sheet.below = below(answer);
    sheet
}

fn shared_with(pair: &wire::OverlapPair) -> String {
    let terms = pair.shared_terms.iter().map(|term| term.term.as_str());
    if pair.shared_terms.is_empty() {
        names(&pair.shared_with)
    } else {
        terms.collect::<Vec<_>>().join("; ")
    }
}

fn verdict(chance: &wire::PairChance) -> &'static str {
    match chance.verdict {
        None => "",
        Some(wire::ChanceVerdict::More) => "more than chance",
        Some(wire::ChanceVerdict::Less) => "less than chance",
        Some(wire::ChanceVerdict::CannotBeTold) => "cannot be told from chance",
        Some(wire::ChanceVerdict::NoTest) => "too little for a test",
    }
}

fn below(answer: &wire::Overlap) -> Vec<String> {
    let between = answer.run.parameters.get("between").map_or("funders", String::as_str);
    let (pairs, holders) = (answer.pairs_shown.of, answer.funders.len());
    let mut share = format!("{pairs} pairs of {holders} {between} share at least one");
    if between == "funders" {
        let funded = known(&answer.initiatives_with_funder);
        share.push_str(&format!("; a funder is known for {funded} initiatives"));
    }
    let mut below = vec![share + "."];
    if answer.holders.known < answer.holders.of {
        let holders = known(&answer.holders);
        below.push(format!(
            "A portfolio is known of {holders} {between}; the others are in no pair."
        ));
    }
    if answer.time.apart > 0 {
        let apart = answer.time.apart;
        below.push(format!(
            "What two cannot have held at the same time is not shared: {apart} times."
        ));
    }
    if let Some(money) = &answer.money {
        let amounts = known(&money.amounts);
        below.push(format!("Money in {}, known of {amounts} support ties.", money.currency));
    }
    below.extend(judged(&answer.run, answer.chance.as_ref()));
    below.push(at_version(&answer.version));
    below
}

/// How chance was judged, in words.
fn judged(run: &wire::Run, chance: Option<&wire::ChanceSummary>) -> Vec<String> {
    let (Some(null), Some(chance)) = (&run.null, chance) else { return Vec::new() };
    let lots = match (run.seed, run.samples) {
        (Some(seed), Some(samples)) => format!(", seed {seed}, {samples} samples"),
        _ => String::new(),
    };
    vec![
        format!("Chance: {null} ({}){lots}; {}.", chance.supposes, chance.why),
        format!(
            "Of {} pairs, {} share more than chance at {} before it is considered how many were \
             tested and {} after; less: {} and {}.",
            chance.tests,
            chance.before_correction.more,
            chance.level,
            chance.after_correction.more,
            chance.before_correction.less,
            chance.after_correction.less
        ),
    ]
}

fn pair_sheet(report: &wire::PairReport) -> Sheet {
    let mut sheet = Sheet::new(&["supported by", "what"]);
    let term = |terms: fn(&wire::PairTerms) -> &Vec<wire::TermRef>| {
        report.terms.as_ref().map_or(&[][..], |of| &terms(of)[..])
    };
    let lists = [
        (format!("only {}", report.a.name), &report.only_a, term(|terms| &terms.only_a)),
        ("both".to_owned(), &report.both, term(|terms| &terms.both)),
        ("both, in turn".to_owned(), &report.apart, term(|terms| &terms.apart)),
        (format!("only {}", report.b.name), &report.only_b, term(|terms| &terms.only_b)),
    ];
    for (by, things, terms) in lists {
        let names = things.iter().map(|thing| &thing.name);
        for name in names.chain(terms.iter().map(|term| &term.term)) {
            sheet.row([by.clone(), name.clone()]);
        }
    }
    sheet.below.push(format!(
        "Jaccard {}, overlap coefficient {}.",
        number(report.jaccard),
        number(report.overlap_coefficient)
    ));
    sheet.below.push(format!(
        "Newman weight {}, money overlap {}.",
        number(report.newman),
        number(report.money.as_ref().and_then(|money| money.overlap))
    ));
    for (name, side) in [(&report.a.name, &report.side_a), (&report.b.name, &report.side_b)] {
        sheet.below.push(side_sentence(name, side));
    }
    sheet.below.extend(report.lead.as_ref().map(|lead| lead_sentence(report, lead)));
    sheet.below.extend(judged(&report.run, report.judged.as_ref()));
    if let Some(says) = &report.chance.says {
        let p = chance(report.chance.p_more);
        sheet.below.push(format!("{says} p {p}, corrected {}.", chance(report.chance.q)));
    }
    sheet
}

fn side_sentence(name: &str, side: &wire::PairSide) -> String {
    let goals = side.goals.iter().map(|share| format!("{} {}", share.initiatives, share.goal.name));
    let goals = goals.collect::<Vec<_>>().join(", ");
    let effective = |of: &Option<wire::Concentration>| {
        of.as_ref().map_or(UNKNOWN.to_owned(), |of| format!("{:.1}", of.effective_number))
    };
    format!(
        "{name}: goals of {} initiatives are known ({}); effective number of goals {}, of \
         recipients {}.",
        known(&side.initiatives_with_goal),
        if goals.is_empty() { "none" } else { &goals },
        effective(&side.over_goals),
        effective(&side.over_items)
    )
}

fn lead_sentence(report: &wire::PairReport, lead: &wire::PairLead) -> String {
    format!(
        "Who came first is known of {} shared: {} to {}, {} to {}.{}",
        known(&lead.dated),
        lead.a_first,
        report.a.name,
        lead.b_first,
        report.b.name,
        lead.says.as_ref().map_or(String::new(), |says| format!(" {says}"))
    )
}
