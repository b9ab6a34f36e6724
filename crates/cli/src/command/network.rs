//! Who is in the middle of a network, and which belong together.

use clap::Args as ClapArgs;
use waymark_analysis::{CentralityConfig, CentralitySort, CommunitiesConfig, NetworkKind};
use waymark_measures::MAXIMUM_SEED;
use waymark_server::answer;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, UNKNOWN, known, print};

/// Which network, and what lots are drawn from.
#[derive(Debug, ClapArgs)]
pub(crate) struct Network {
    /// initiatives, organizations, funders, recipients or all
    #[arg(long, default_value = "initiatives", value_name = "WORD")]
    pub(crate) network: String,
    /// What lots are drawn from
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(..=MAXIMUM_SEED))]
    pub(crate) seed: u64,
}

impl Network {
    fn kind(&self) -> Result<NetworkKind, Usage> {
        let expected = "expected initiatives, organizations, funders, recipients or all";
        let word = &self.network;
        NetworkKind::from_word(word).ok_or_else(|| Usage(format!("--network `{word}`: {expected}")))
    }
}

/// Whose place in which network.
#[derive(Debug, ClapArgs)]
pub(crate) struct Centrality {
    #[command(flatten)]
    pub(crate) asking: Asking,
    #[command(flatten)]
    pub(crate) network: Network,
    /// Who comes first: by betweenness, degree, weighted_degree, closeness, eigenvector, page_rank,
    /// constraint (the least), effective_size or core
    #[arg(long, default_value = "betweenness", value_name = "MEASURE")]
    pub(crate) sort: String,
    /// At most so many
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) limit: u32,
}

/// Who is in the middle.
pub(crate) fn centrality(args: &Args, asked: &Centrality) -> anyhow::Result<Outcome> {
    let sort = CentralitySort::from_word(&asked.sort).ok_or_else(|| {
        Usage(format!("--sort `{}`: expected a measure such as betweenness", asked.sort))
    })?;
    let config = CentralityConfig {
        network: asked.network.kind()?,
        sort,
        limit: asked.limit as usize,
        seed: asked.network.seed,
    };
    let engine = open::existing(args)?;
    let answer = answer::centrality(&open::ask(&engine, &asked.asking)?, &config)?;
    print(args, &*answer, || centrality_sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn centrality_sheet(answer: &wire::Centrality) -> Sheet {
    let mut sheet = Sheet::new(&[
        "name",
        "#degree",
        "#weighted",
        "#betweenness",
        "#closeness",
        "#eigenvector",
        "#page rank",
        "#constraint",
        "#effective size",
        "#core",
        "articulation point",
        "#community",
    ]);
    let number = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.4}"));
    for member in &answer.members {
        sheet.row([
            member.entity.name.clone(),
            member.degree.to_string(),
            format!("{:.2}", member.weighted_degree),
            number(Some(member.betweenness)),
            number(member.closeness),
            number(member.eigenvector),
            number(Some(member.page_rank)),
            number(member.constraint),
            number(member.effective_size),
            member.core.to_string(),
            if member.articulation_point { "yes" } else { "" }.to_owned(),
            member.community.map_or(String::new(), |number| number.to_string()),
        ]);
    }
    let about = &answer.network;
    sheet.above.push(about.sentence.clone());
    sheet.below.push(format!(
        "{} shown; {} pairs are joined, in {} groups; {} are joined to nobody, as far as is known.",
        known(&answer.members_shown),
        about.pairs_joined,
        answer.components,
        answer.isolates
    ));
    let share = |value: Option<f64>| value.map_or(UNKNOWN.to_owned(), |v| format!("{v:.3}"));
    sheet.below.push(format!(
        "Density {}; centralization {} by degree, {} by betweenness, {} by closeness.",
        share(answer.density),
        share(answer.centralization.degree),
        share(answer.centralization.betweenness),
        share(answer.centralization.closeness)
    ));
    if let Some(bound) = answer.paths.bound {
        sheet.below.push(format!(
            "Betweenness and closeness are estimated from {} of them; no betweenness is off by \
             more than {bound:.3}, with a probability of 95 %.",
            known(&answer.paths.sources)
        ));
    }
    sheet
}

/// Which communities of which network.
#[derive(Debug, ClapArgs)]
pub(crate) struct Communities {
    #[command(flatten)]
    pub(crate) asking: Asking,
    #[command(flatten)]
    pub(crate) network: Network,
    /// More makes smaller communities, less larger ones: 0 to 1000
    #[arg(long, default_value_t = 1.0)]
    pub(crate) resolution: f64,
    /// How many runs, each with lots of its own [default: 20]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) seeds: Option<u32>,
}

/// Which belong together.
pub(crate) fn communities(args: &Args, asked: &Communities) -> anyhow::Result<Outcome> {
    if !(0.0..=1000.0).contains(&asked.resolution) {
        let resolution = asked.resolution;
        let expected = "expected a number from 0 to 1000";
        return Err(Usage(format!("--resolution `{resolution}`: {expected}")).into());
    }
    let config = CommunitiesConfig {
        network: asked.network.kind()?,
        resolution: asked.resolution,
        seed: asked.network.seed,
        runs: asked.seeds,
    };
    let engine = open::existing(args)?;
    let answer = answer::communities(&open::ask(&engine, &asked.asking)?, &config)?;
    print(args, &*answer, || communities_sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn communities_sheet(answer: &wire::Communities) -> Sheet {
    let mut sheet = Sheet::new(&["#community", "#size", "#stability", "member", "#its stability"]);
    let share = |value: Option<f64>| value.map_or(UNKNOWN.to_owned(), |v| format!("{v:.2}"));
    for community in &answer.communities {
        for member in &community.members {
            sheet.row([
                community.number.to_string(),
                community.members.len().to_string(),
                share(community.stability),
                member.entity.name.clone(),
                share(member.stability),
            ]);
        }
    }
    sheet.above.push(answer.network.sentence.clone());
    let modularity = answer.modularity.map_or(UNKNOWN.to_owned(), |value| format!("{value:.4}"));
    sheet.below.push(format!(
        "{} communities, modularity {modularity}; {} are in none.",
        answer.communities.len(),
        answer.alone.len()
    ));
    sheet.below.push(answer.sentence.clone());
    sheet
}
