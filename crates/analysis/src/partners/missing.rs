//! What is not known of an asker, and keeps suggestions from being better.

use waymark_model::{EntityKind, TieKind};

use super::Wanted;
use crate::Frame;

/// Something that is not known of the asker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What: `goal`, `term`, `funder`, `recipient` or `tie`.
    pub what: &'static str,
    /// The same as a sentence.
    pub sentence: String,
}

pub(super) fn missing(frame: &Frame, asker: u32, wanted: Wanted) -> Vec<Missing> {
    let name = &frame.names[asker as usize];
    let lacks: Vec<(&'static str, bool)> = match wanted {
        Wanted::Funders => vec![("funder", frame.supported_by.row(asker).is_empty())],
        Wanted::Cofunders | Wanted::Recipients => {
            vec![("recipient", frame.supports.row(asker).is_empty())]
        }
        Wanted::Initiatives | Wanted::Organizations => vec![
            (
                "goal",
                frame.is(asker, EntityKind::Initiative) && frame.goals_of.row(asker).is_empty(),
            ),
            ("term", frame.terms_of.row(asker).is_empty()),
            ("funder", frame.supported_by.row(asker).is_empty()),
            ("tie", !has_tie(frame, asker)),
        ],
    };
    lacks
        .into_iter()
        .filter(|(_, lacks)| *lacks)
        .map(|(what, _)| Missing {
            what,
            sentence: format!("no {} of {name} is known", words(what)),
        })
        .collect()
}

fn words(what: &str) -> &str {
    if what == "tie" { "tie to an organization or initiative, beside funding," } else { what }
}

/// Whether a tie beside funding joins it to who could be a partner, or lead to one.
fn has_tie(frame: &Frame, asker: u32) -> bool {
    frame.steps.row(asker).iter().any(|step| {
        let kind = frame.ties[step.tie as usize].kind;
        !matches!(kind, TieKind::Funds | TieKind::Serves) && !frame.is(step.to, EntityKind::Goal)
    })
}

/// Why nothing can be suggested to whom nothing is known of.
pub(super) fn cannot_suggest(frame: &Frame, asker: u32, is_known: bool) -> Option<String> {
    let name = &frame.names[asker as usize];
    (!is_known).then(|| {
        format!(
            "nothing is known of {name} that could speak for a partner: no goal, no funder, no \
             term and no tie. That is not to say that nobody suits; add what is known, with its \
             source."
        )
    })
}
