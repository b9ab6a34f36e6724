//! How well names are matched on real ones: the variants among the names of 96,370 donations, told
//! by a rule of its own, against what `waymark_matching` finds by names alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use flate2::read::GzDecoder;
use waymark_matching::{DuplicatesConfig, Verdict, duplicates};
use waymark_measures::Unwatched;
use waymark_model::{
    Change, Confidence, Entity, EntityId, Facts, Map, Provenance, Source, SourceId, fold_name,
};

/// So many mistakes of each sort are shown.
const SHOWN: usize = 12;

type Pairs<'n> = BTreeSet<(&'n str, &'n str)>;

pub(crate) fn matching(folder: &Path) -> anyhow::Result<()> {
    let names = names_of(&folder.join("grants/donations.csv.gz"))?;
    let groups = groups(&names, variant_key);
    let gold = pairs_of(&groups);
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{} names, {} groups of variants, {} pairs",
        names.len(),
        groups.len(),
        gold.len()
    )?;
    let (map, by_id) = map_of(&names)?;
    let began = Instant::now();
    let config = DuplicatesConfig { limit: usize::MAX, ..DuplicatesConfig::default() };
    let found = duplicates(&map, &config, None, &Unwatched)?;
    let seconds = began.elapsed().as_secs_f64();
    writeln!(out, "{} pairs compared in {seconds:.1} s", found.compared)?;
    let pair = |a: &EntityId, b: &EntityId| {
        let (a, b) = (by_id[a], by_id[b]);
        (a.min(b), a.max(b))
    };
    let proposed: Pairs<'_> = found.pairs.iter().map(|it| pair(&it.a, &it.b)).collect();
    let sure = found.pairs.iter().filter(|it| it.verdict == Verdict::Sure);
    let sure: Pairs<'_> = sure.map(|it| pair(&it.a, &it.b)).collect();
    let folded = pairs_of(&self::groups(&names, fold_name));
    for (what, pairs) in [("folded only", &folded), ("sure", &sure), ("proposed", &proposed)] {
        let right = pairs.intersection(&gold).count() as f64;
        let precision = right / pairs.len().max(1) as f64;
        let recall = right / gold.len().max(1) as f64;
        let f1 = 2.0 * precision * recall / (precision + recall);
        let whole = groups.iter().filter(|group| pairs_of(&[group.to_vec()]).is_subset(pairs));
        writeln!(
            out,
            "{what}: {} pairs, precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}; {} groups whole",
            pairs.len(),
            whole.count()
        )?;
    }
    for (what, pairs) in
        [("sure, and no variants", sure.difference(&gold)), ("missed", gold.difference(&proposed))]
    {
        let pairs: Vec<_> = pairs.collect();
        writeln!(out, "{what}: {}", pairs.len())?;
        let step = (pairs.len() / SHOWN).max(1);
        for (a, b) in pairs.iter().step_by(step).take(SHOWN) {
            writeln!(out, "  {a} | {b}")?;
        }
    }
    Ok(())
}

fn names_of(file: &Path) -> anyhow::Result<BTreeSet<String>> {
    let bytes = std::fs::File::open(file).with_context(|| format!("no `{}`", file.display()))?;
    let mut reader = csv::Reader::from_reader(GzDecoder::new(bytes));
    let mut names = BTreeSet::new();
    for row in reader.records() {
        let row = row?;
        let parties = row.iter().take(2).map(str::trim);
        names.extend(parties.filter(|name| !fold_name(name).is_empty()).map(str::to_owned));
    }
    Ok(names)
}

/// Names that a rule makes the same, where there are several.
fn groups(names: &BTreeSet<String>, key: impl Fn(&str) -> String) -> Vec<Vec<&str>> {
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in names {
        groups.entry(key(name)).or_default().push(name);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// What makes two spellings variants of one name here: the same letters and digits, without "the"
/// and legal forms. Written apart from the rules that are measured.
fn variant_key(name: &str) -> String {
    let left_out = [
        "the",
        "inc",
        "incorporated",
        "llc",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "co",
        "company",
    ];
    let folded = fold_name(name);
    let words = folded.split(' ').filter(|word| !left_out.contains(word));
    let key = words.collect::<String>();
    if key.is_empty() { folded } else { key }
}

fn pairs_of<'n>(groups: &[Vec<&'n str>]) -> Pairs<'n> {
    let mut pairs = Pairs::new();
    for group in groups {
        for (at, a) in group.iter().enumerate() {
            pairs.extend(group[at + 1..].iter().map(|b| (*a.min(b), *a.max(b))));
        }
    }
    pairs
}

/// A map with an organization for each name, as it is written.
fn map_of(names: &BTreeSet<String>) -> anyhow::Result<(Map, BTreeMap<EntityId, &str>)> {
    let source = SourceId::parse("donations")?;
    let mut changes =
        vec![Change::PutSource(Box::new(Source::titled(source.clone(), "donations")))];
    let mut by_id = BTreeMap::new();
    for (number, name) in names.iter().enumerate() {
        let id = EntityId::parse(&format!("n-{number}"))?;
        let said = Provenance::new(source.clone(), Confidence::Reported);
        let entity = Entity::organization(id.clone(), Facts::one(name.clone(), said));
        changes.push(Change::PutEntity(Box::new(entity)));
        by_id.insert(id, name.as_str());
    }
    let mut map = Map::new();
    map.apply(&changes)?;
    Ok((map, by_id))
}
