//! With whom to work, whom to ask, whom to fund next; and how good such suggestions are.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_analysis::{
    Complementarity, HoldOut, Introduction, Marks, Measured, Method, MethodMarks, MethodVerdict,
    PartnerList, PartnerReason, PartnerReasonKind, PartnersConfig, Path, ReportCardConfig, Subject,
    Suggestion, Task, TaskCard, Wanted, partners as suggest, report_card as judge,
};
use waymark_engine::EngineError;
use waymark_measures::Interval;
use waymark_model::{EntityId, Map, TermRef, TieId};
use waymark_wire as wire;

use super::{Ask, SourceBook, known};
use crate::ApiError;

/// Partners for an initiative or an organization, with all that speaks for them.
///
/// # Errors
/// When there is no such thing, it is of another kind, or a parameter makes no sense.
pub fn partners(
    ask: &Ask,
    asker: &EntityId,
    config: &PartnersConfig,
) -> Result<Arc<wire::Partners>, ApiError> {
    ask.once(&format!("partners {asker} {config:?}"), || {
        ask.thing(asker)?;
        let frame = ask.frame()?;
        let found = suggest(&frame, asker, config).map_err(EngineError::from)?;
        let mut evidence =
            Evidence { ask, ties: BTreeMap::new(), book: SourceBook::new(ask.map()) };
        let lists = found.lists.iter().map(|list| evidence.list(list)).collect();
        let words: Vec<&str> = found.lists.iter().map(|list| list.wanted.word()).collect();
        let sort = config.sort.map_or("each list's own", |sort| sort.word());
        let parameters = [
            ("for", words.join(",")),
            ("limit", config.limit.to_string()),
            ("sort", sort.to_owned()),
        ];
        let candidates = found.lists.iter().map(|list| list.candidates.of).sum();
        Ok(wire::Partners {
            version: ask.version(),
            filter: ask.filter_words(),
            run: wire::Run::with(parameters).over("candidates", candidates),
            asker: ask.name(asker),
            lists,
            ties: evidence.ties,
            sources: evidence.book.sources,
        })
    })
}

/// Gathers the ties that an answer names, and their sources.
struct Evidence<'a> {
    ask: &'a Ask,
    ties: BTreeMap<String, wire::Tie>,
    book: SourceBook<'a>,
}

impl Evidence<'_> {
    fn list(&mut self, list: &PartnerList) -> wire::PartnerList {
        let missing = list.missing.iter().map(|missing| wire::PartnerMissing {
            what: missing.what.to_owned(),
            sentence: missing.sentence.clone(),
        });
        wire::PartnerList {
            wanted: wanted(list.wanted),
            ranked_by: list.ranked_by.word().to_owned(),
            why: list.why.clone(),
            suggestions: list.suggestions.iter().map(|one| self.suggestion(one)).collect(),
            total: list.total,
            cut: list.cut,
            candidates: known(list.candidates),
            tied: list.tied,
            kin: list.kin,
            missing: missing.collect(),
            cannot: list.cannot.clone(),
        }
    }

    fn suggestion(&mut self, one: &Suggestion) -> wire::PartnerSuggestion {
        let scores = one
            .scores
            .iter()
            .map(|(by, value)| wire::PartnerScore { method: method(*by), value: *value });
        let ask = self.ask;
        wire::PartnerSuggestion {
            partner: ask.name(&one.id),
            rank: one.rank,
            scores: scores.collect(),
            similarity: one.similarity,
            complementarity: one.complementarity.as_ref().map(|both| complementarity(ask, both)),
            complementarity_unknown: one.complementarity_unknown.map(str::to_owned),
            reasons: one.reasons.iter().map(|reason| self.reason(reason)).collect(),
            total_reasons: one.total_reasons,
            paths: one.paths.iter().map(|path| self.way(path)).collect(),
            inferred: one.inferred,
            introductions: one.introductions.iter().map(|way| self.introduction(way)).collect(),
            shared_funders: ask.names(&one.shared_funders),
        }
    }

    fn reason(&mut self, reason: &PartnerReason) -> wire::PartnerReason {
        let (thing, term) = match &reason.about {
            Subject::Entity(id) => (Some(self.ask.name(id)), None),
            Subject::Term(term) => (None, Some(term_word(term))),
        };
        reason.ties.iter().for_each(|tie| self.cite(tie));
        wire::PartnerReason {
            kind: reason_kind(reason.kind),
            thing,
            term,
            through: reason.through.as_ref().map(|id| self.ask.name(id)),
            ties: reason.ties.iter().map(ToString::to_string).collect(),
            weight: reason.weight,
            inferred: reason.inferred,
            sentence: reason.sentence.clone(),
        }
    }

    fn introduction(&mut self, introduction: &Introduction) -> wire::PartnerIntroduction {
        wire::PartnerIntroduction {
            by: self.ask.name(&introduction.by),
            way: self.way(&introduction.path),
            confirmed: known(introduction.confirmed),
            sentence: introduction.sentence.clone(),
        }
    }

    fn way(&mut self, path: &Path) -> wire::PartnerWay {
        path.steps.iter().for_each(|step| self.cite(&step.tie));
        let steps = path.steps.iter().map(|step| wire::PartnerStep {
            tie: step.tie.to_string(),
            forward: step.forward,
            inferred: step.inferred,
        });
        wire::PartnerWay { things: self.ask.names(&path.entities), steps: steps.collect() }
    }

    fn cite(&mut self, id: &TieId) {
        let map: &Map = self.ask.map();
        let word = id.to_string();
        if let Some(tie) = map.tie(id)
            && !self.ties.contains_key(&word)
        {
            self.book.cite_tie(tie);
            self.ties.insert(word, wire::Tie::from_model(map, tie));
        }
    }
}

fn complementarity(ask: &Ask, both: &Complementarity) -> wire::PartnerComplementarity {
    let words = |terms: &[TermRef]| terms.iter().map(term_word).collect();
    let facets = both.facets.iter().map(|facet| wire::PartnerFacet {
        facet: facet.facet.to_string(),
        only_asker: words(&facet.only_asker),
        both: words(&facet.both),
        only_other: words(&facet.only_other),
    });
    wire::PartnerComplementarity {
        value: both.value,
        goals: ask.names(&both.goals),
        facets: facets.collect(),
        inferred: both.inferred,
    }
}

fn term_word(term: &TermRef) -> String {
    format!("{}/{}", term.facet, term.term)
}

fn wanted(wanted: Wanted) -> wire::PartnerSort {
    match wanted {
        Wanted::Initiatives => wire::PartnerSort::Initiatives,
        Wanted::Funders => wire::PartnerSort::Funders,
        Wanted::Cofunders => wire::PartnerSort::Cofunders,
        Wanted::Recipients => wire::PartnerSort::Recipients,
        Wanted::Organizations => wire::PartnerSort::Organizations,
    }
}

fn method(method: Method) -> wire::PartnerMethod {
    match method {
        Method::CommonNeighbors => wire::PartnerMethod::CommonNeighbors,
        Method::AdamicAdar => wire::PartnerMethod::AdamicAdar,
        Method::ResourceAllocation => wire::PartnerMethod::ResourceAllocation,
        Method::PathThree => wire::PartnerMethod::PathThree,
        Method::PathThreeDiscounted => wire::PartnerMethod::PathThreeDiscounted,
        Method::RandomWalk => wire::PartnerMethod::RandomWalk,
        Method::RandomWalkAll => wire::PartnerMethod::RandomWalkAll,
        Method::Popularity => wire::PartnerMethod::Popularity,
        Method::Random => wire::PartnerMethod::Random,
    }
}

fn reason_kind(kind: PartnerReasonKind) -> wire::PartnerReasonKind {
    match kind {
        PartnerReasonKind::SharedGoal => wire::PartnerReasonKind::SharedGoal,
        PartnerReasonKind::SharedTerm => wire::PartnerReasonKind::SharedTerm,
        PartnerReasonKind::SharedFunder => wire::PartnerReasonKind::SharedFunder,
        PartnerReasonKind::SharedLead => wire::PartnerReasonKind::SharedLead,
        PartnerReasonKind::SharedRecipient => wire::PartnerReasonKind::SharedRecipient,
        PartnerReasonKind::SharedTie => wire::PartnerReasonKind::SharedTie,
        PartnerReasonKind::FundAlike => wire::PartnerReasonKind::FundAlike,
        PartnerReasonKind::Way => wire::PartnerReasonKind::Way,
    }
}

/// How good suggested partners are.
///
/// # Errors
/// When a parameter is out of bounds, or nobody wants the answer any more.
pub fn report_card(
    ask: &Ask,
    config: &ReportCardConfig,
) -> Result<Arc<wire::ReportCard>, ApiError> {
    ask.once(&format!("report card {config:?}"), || {
        let frame = ask.frame()?;
        let card = judge(&frame, config, ask.watch()).map_err(EngineError::from)?;
        let mut parameters = vec![
            ("k", config.k.to_string()),
            ("samples", config.samples.to_string()),
            ("seed", config.seed.to_string()),
        ];
        match config.hold_out {
            Some(HoldOut::Year(year)) => {
                parameters.extend([("hold_out", "year".to_owned()), ("year", year.to_string())]);
            }
            Some(HoldOut::LeaveOneOut) => parameters.push(("hold_out", "leave-one-out".to_owned())),
            None => {}
        }
        let mut run = wire::Run::with(parameters);
        for task in &card.tasks {
            run = run.over(&format!("{}_lists", task.task.word()), task.cases.known);
        }
        let (seed, samples) = (Some(config.seed), Some(config.samples as u64));
        let run = run.against("bootstrap over those who ask, beside popularity", seed, samples);
        let tasks = card.tasks.iter().map(task_card).collect();
        Ok(wire::ReportCard { version: ask.version(), filter: ask.filter_words(), run, tasks })
    })
}

fn task_card(card: &TaskCard) -> wire::ReportCardTask {
    let (hold_out, year) = match card.hold_out {
        HoldOut::Year(year) => (wire::ReportCardHoldOut::Year, Some(year)),
        HoldOut::LeaveOneOut => (wire::ReportCardHoldOut::LeaveOneOut, None),
    };
    wire::ReportCardTask {
        task: match card.task {
            Task::Recipients => wire::ReportCardTaskKind::Recipients,
            Task::Initiatives => wire::ReportCardTaskKind::Initiatives,
        },
        question: card.task.question().to_owned(),
        hold_out,
        year,
        why: card.why.clone(),
        pairs: wire::ReportCardPairs {
            all: card.pairs.all,
            train: card.pairs.train,
            undated: card.pairs.undated,
            sought: card.pairs.sought,
            newcomers: card.pairs.newcomers,
            renewals: card.pairs.renewals,
        },
        askers: known(card.askers),
        lists: known(card.cases),
        candidates: card.candidates,
        attainable_precision: card.attainable_precision,
        methods: card.methods.iter().map(method_marks).collect(),
        sentence: card.sentence.clone(),
    }
}

fn method_marks(one: &MethodMarks) -> wire::ReportCardMethod {
    let ends = |interval: Interval| [interval.low, interval.high];
    let mark = |measured: Measured, above: fn(&Marks<Interval>) -> Interval| wire::ReportCardMark {
        value: measured.value,
        interval: measured.interval.map(ends),
        above_popularity: one.above_popularity.as_ref().map(|all| ends(above(all))),
    };
    wire::ReportCardMethod {
        method: method(one.method),
        name: one.method.name().to_owned(),
        precision: mark(one.marks.precision, |above| above.precision),
        pr_auc: mark(one.marks.average_precision, |above| above.average_precision),
        auc: mark(one.marks.auc, |above| above.auc),
        verdict: verdict(one.verdict),
        sentence: one.sentence.clone(),
    }
}

fn verdict(verdict: MethodVerdict) -> wire::ReportCardVerdict {
    match verdict {
        MethodVerdict::Baseline => wire::ReportCardVerdict::Baseline,
        MethodVerdict::Better => wire::ReportCardVerdict::Better,
        MethodVerdict::PartlyBetter => wire::ReportCardVerdict::PartlyBetter,
        MethodVerdict::NoBetter => wire::ReportCardVerdict::NoBetter,
        MethodVerdict::Mixed => wire::ReportCardVerdict::Mixed,
        MethodVerdict::Worse => wire::ReportCardVerdict::Worse,
        MethodVerdict::Untold => wire::ReportCardVerdict::Untold,
    }
}
