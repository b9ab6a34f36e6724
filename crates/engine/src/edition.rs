//! Publishing editions.

use waymark_model::{Change, Confidence, Date, Edition, EditionId, Provenance, Source, SourceId};

use crate::{Applied, Engine, EngineError, Note};

/// The source that published editions are known from, this map itself: its id, and its title until
/// somebody gives it another.
pub const THIS_MAP: (&str, &str) = ("this-map", "This map");

impl Engine {
    /// Names the present state: whoever asks for the edition later gets it as it is now.
    ///
    /// # Errors
    /// When an edition with this id is on record already, or the batch cannot be written. A printed
    /// edition that is known from sources only may be put on record under its id.
    pub fn publish(
        &self,
        note: &Note,
        id: EditionId,
        name: String,
        date: Option<Date>,
        expected: Option<u64>,
    ) -> Result<Applied, EngineError> {
        let mut writer = self.writer.lock();
        let now = self.now();
        let known = now.map.edition(&id);
        if known.is_some_and(|edition| edition.position.is_some()) {
            return Err(EngineError::EditionExists { id: id.to_string() });
        }
        let source = SourceId::parse(THIS_MAP.0).expect("a constant id is well formed");
        let mut changes = Vec::new();
        if now.map.source(&source).is_none() {
            let itself = Source::titled(source.clone(), THIS_MAP.1);
            changes.push(Change::PutSource(Box::new(itself)));
        }
        let provenance = Provenance::new(source, Confidence::Verified);
        let provenance = known.map_or(provenance, |edition| edition.provenance.clone());
        let date = date.or_else(|| known.and_then(|edition| edition.date));
        let position = Some(now.head.position);
        let edition = Edition { id, name, date, position, provenance };
        changes.push(Change::PutEdition(Box::new(edition)));
        self.apply_as(&mut writer, note, changes, None, expected)
    }

    /// The editions on record in whose state a thing exists, the newest first. Used to tell
    /// somebody who asks for a thing where it can be found.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn editions_with(
        &self,
        id: &waymark_model::EntityId,
    ) -> Result<Vec<EditionId>, EngineError> {
        let now = self.now();
        let mut editions: Vec<&Edition> =
            now.map.editions().filter(|edition| edition.position.is_some()).collect();
        editions.sort_by_key(|edition| std::cmp::Reverse(edition.position));
        let mut found = Vec::new();
        for edition in editions {
            let at = crate::At::Edition(edition.id.clone());
            if self.view(&at)?.map.entity(id).is_some() {
                found.push(edition.id.clone());
            }
        }
        Ok(found)
    }
}
