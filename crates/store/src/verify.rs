//! Reading everything again.

use std::ops::ControlFlow;

use crate::folder::Folder;
use crate::log::{Log, place};
use crate::segment::read_after;
use crate::{Head, Problem, StoreError, Suggestion, Verified, codec, snapshot, suggestion};

/// Checks the log, the journal against it, and the snapshots, up to `head`, and the suggestions.
pub(crate) fn verify(log: &Log, folder: &Folder, head: Head) -> Result<Verified, StoreError> {
    let mut verified = Verified { head, ..Verified::default() };
    check_log(log, head, &mut verified);
    check_journal(log, folder, head, &mut verified)?;
    for found in snapshot::list(&folder.snapshots())? {
        verified.snapshots += 1;
        if let Err(reason) = snapshot::load(&found.path) {
            verified.problem(format!("`{}`", found.path.display()), reason);
        }
    }
    let suggestions = folder.suggestions();
    for id in suggestion::ids(&suggestions)? {
        if let Some(sealed) = suggestion::read(&suggestions, id)? {
            verified.suggestion(id, suggestion::decode_as(id, &sealed));
        }
    }
    Ok(verified)
}

impl Verified {
    /// Counts a suggestion that was read, or says what is wrong with it.
    pub(crate) fn suggestion(&mut self, id: u64, read: Result<Suggestion, StoreError>) {
        self.suggestions += 1;
        match read {
            Ok(_) => {}
            Err(StoreError::Corrupt { at, reason }) => self.problem(at, reason),
            Err(other) => self.problem(suggestion::place(id), other),
        }
    }

    fn problem(&mut self, at: String, reason: impl ToString) {
        self.problems.push(Problem { at, reason: reason.to_string() });
    }

    fn error(&mut self, position: u64, error: StoreError) {
        match error {
            StoreError::Corrupt { at, reason } => self.problem(at, reason),
            other => self.problem(place(position), other),
        }
    }
}

fn check_log(log: &Log, head: Head, verified: &mut Verified) {
    let mut before = Head::EMPTY;
    for position in 1..=head.position {
        match check_entry(log, before, position) {
            Ok((at, changes)) => {
                before = at;
                verified.entries += 1;
                verified.changes += changes;
            }
            Err(error) => {
                verified.error(position, error);
                return;
            }
        }
    }
    if before != head {
        verified.problem("the log".to_owned(), format!("its head is not `{}`", head.hash));
    }
}

fn check_entry(log: &Log, before: Head, position: u64) -> Result<(Head, u64), StoreError> {
    let at = place(position);
    let encoded = log.encoded(position)?;
    let encoded = encoded.ok_or_else(|| StoreError::corrupt(&at, "the entry is missing"))?;
    codec::check_follows(before, &encoded, &at)?;
    let entry = codec::decode(&encoded, &at)?;
    Ok((encoded.head, entry.batch.changes.len() as u64))
}

fn check_journal(
    log: &Log,
    folder: &Folder,
    head: Head,
    verified: &mut Verified,
) -> Result<(), StoreError> {
    if head == Head::EMPTY {
        return Ok(());
    }
    let (last, broken) = read_after(&folder.journal(), Head::EMPTY, &mut |_, entry| {
        let position = entry.head.position;
        verified.journal_entries += 1;
        match log.encoded(position) {
            Ok(Some(same)) if same == entry => {}
            Ok(_) => verified.problem(place(position), "the journal says something else"),
            // That the log is damaged here was found already.
            Err(_) => {}
        }
        // An entry that is being appended right now is not looked at.
        let done = position >= head.position;
        Ok(if done { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    if let Some(broken) = broken {
        verified.problem(broken.place(), broken.reason);
    } else if last.position < head.position {
        let reason = format!("it ends with entry `{}` of `{}`", last.position, head.position);
        verified.problem("the journal".to_owned(), reason);
    }
    Ok(())
}
