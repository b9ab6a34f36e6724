//! Who is who, in the shapes of the wire.

use std::sync::Arc;

use waymark_engine::{EngineError, Merge, Unmerge, View};
use waymark_matching::{
    Cluster, DuplicatesConfig, Evidence, Pair, SURE_AT, Scope, Verdict, duplicates as look,
};
use waymark_model::{EntityId, EntityKind, Map};
use waymark_wire as wire;

use super::{Ask, version_of};
use crate::ApiError;
use crate::words::{WordError, Words};

/// The words of the question.
pub const DUPLICATES_WORDS: &str = "`kind`, `at_least`, `limit`, `seed`";

/// Takes the words of the question.
///
/// # Errors
/// When a word makes no sense.
pub fn duplicates_config(words: &mut Words) -> Result<DuplicatesConfig, WordError> {
    let usual = DuplicatesConfig::default();
    let mut kinds = Vec::new();
    for word in words.all("kind") {
        let kind = EntityKind::from_word(&word).ok_or_else(|| WordError {
            word: "kind".to_owned(),
            value: word,
            expected: "organization, initiative, goal or publication".to_owned(),
        })?;
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let at_least = words.read("at_least", "a probability from 0 to 1, such as 0.5", |word| {
        word.parse().ok().filter(|share: &f64| (0.0..=1.0).contains(share))
    })?;
    Ok(DuplicatesConfig {
        kinds: if kinds.is_empty() { usual.kinds } else { kinds },
        at_least: at_least.unwrap_or(usual.at_least),
        limit: words.number("limit", 1..=1_000)?.map_or(usual.limit, |limit| limit as usize),
        seed: words.seed()?.unwrap_or(usual.seed),
    })
}

/// Pairs of things that may be one.
///
/// # Errors
/// When the filter names something that is not on the map, or nobody waits any more.
pub fn duplicates(ask: &Ask, config: &DuplicatesConfig) -> Result<Arc<wire::Duplicates>, ApiError> {
    ask.once(&format!("duplicates {config:?}"), || {
        let scope = match ask.words.canonical().is_empty() {
            true => None,
            false => Some(Scope::Among(ask.frame()?.entities().iter().cloned().collect())),
        };
        let found = look(ask.map(), config, scope.as_ref(), ask.watch());
        let found = found.map_err(waymark_analysis::AnalysisError::from);
        let found = found.map_err(EngineError::from)?;
        let kinds: Vec<&str> = config.kinds.iter().map(|kind| kind.word()).collect();
        let parameters = [
            ("kind", kinds.join(",")),
            ("at_least", config.at_least.to_string()),
            ("limit", config.limit.to_string()),
        ];
        let run = wire::Run::with(parameters).over("things", found.things);
        Ok(wire::Duplicates {
            version: ask.version(),
            filter: ask.filter_words(),
            run: wire::Run { seed: Some(config.seed), ..run }.over("pairs", found.compared),
            at_least: config.at_least,
            sure_at: SURE_AT,
            things: found.things,
            pairs_compared: found.compared,
            settled: found.settled,
            pairs_shown: wire::Known { known: found.pairs.len(), of: found.total },
            pairs: found.pairs.iter().map(|pair| duplicate_pair(ask.map(), pair)).collect(),
            clusters: found.clusters.iter().map(|it| cluster(ask.map(), it)).collect(),
        })
    })
}

/// A pair as it is told.
pub(crate) fn duplicate_pair(map: &Map, pair: &Pair) -> wire::DuplicatePair {
    wire::DuplicatePair {
        a: wire::EntityRef::of(map, &pair.a),
        b: wire::EntityRef::of(map, &pair.b),
        probability: pair.probability,
        weight: pair.weight,
        verdict: match pair.verdict {
            Verdict::Sure => wire::DuplicateVerdict::Sure,
            Verdict::Doubtful => wire::DuplicateVerdict::Doubtful,
        },
        ties_a: pair.ties.0,
        ties_b: pair.ties.1,
        evidence: pair.evidence.iter().map(evidence_of).collect(),
    }
}

/// A piece of evidence as it is told.
pub(super) fn evidence_of(it: &Evidence) -> wire::DuplicateEvidence {
    wire::DuplicateEvidence {
        field: it.field.word().to_owned(),
        level: it.level.to_owned(),
        weight: it.weight,
        sentence: it.sentence.clone(),
    }
}

fn cluster(map: &Map, cluster: &Cluster) -> wire::DuplicateCluster {
    wire::DuplicateCluster {
        things: cluster.things.iter().map(|id| wire::EntityRef::of(map, id)).collect(),
        pairs: cluster.pairs,
        weakest: cluster.weakest,
    }
}

/// What a merge did to a map, or would do. `before` has both things.
pub fn merged(before: &Map, after: &View, merge: &Merge, dry_run: bool) -> wire::Merged {
    let ids = |ids: &[waymark_model::TieId]| ids.iter().map(ToString::to_string).collect();
    wire::Merged {
        version: version_of(after),
        dry_run,
        changes: merge.changes.len(),
        keep: wire::EntityRef::of(before, &merge.keep),
        gone: wire::EntityRef::of(before, &merge.gone),
        ties_moved: merge.ties_moved,
        ties_united: ids(&merge.ties_united),
        ties_dropped: ids(&merge.ties_dropped),
        milestones_moved: merge.milestones_moved,
        goals_moved: merge.goals_moved,
        aliases: merge.aliases.clone(),
        facts_added: merge.facts_added,
        to_know: merge.to_know.clone(),
    }
}

/// What taking a merge apart did, or would do.
pub fn unmerged(after: &View, unmerge: &Unmerge, dry_run: bool) -> wire::Unmerged {
    wire::Unmerged {
        version: version_of(after),
        dry_run,
        changes: unmerge.changes.len(),
        keep: named(&after.map, unmerge, &unmerge.keep),
        gone: named(&after.map, unmerge, &unmerge.gone),
        ties_back: unmerge.ties_back,
        milestones_back: unmerge.milestones_back,
        to_know: unmerge.to_know.clone(),
    }
}

/// A thing by the name that it gets by the changes, or has.
fn named(map: &Map, unmerge: &Unmerge, id: &EntityId) -> wire::EntityRef {
    let put = unmerge.changes.iter().find_map(|change| match change {
        waymark_model::Change::PutEntity(entity) if entity.id() == id => Some(entity),
        _ => None,
    });
    match put {
        Some(entity) => wire::EntityRef {
            id: id.to_string(),
            kind: entity.kind().into(),
            name: entity.name().to_owned(),
        },
        None => wire::EntityRef::of(map, id),
    }
}
