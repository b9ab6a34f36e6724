//! The sources that rows name: addresses, paths in repositories, and the files themselves.

use rustc_hash::FxHashMap;
use waymark_model::{Map, Source, SourceId};

use crate::names::id_slug;
use crate::table::About;

/// Finds sources by where they are, on the map and among those that are new.
pub(crate) struct Sources {
    by_place: FxHashMap<String, SourceId>,
    /// Ids, and where each is.
    taken: FxHashMap<SourceId, String>,
    new: Vec<Source>,
}

impl Sources {
    pub(crate) fn new(map: &Map) -> Self {
        let mut sources =
            Self { by_place: FxHashMap::default(), taken: FxHashMap::default(), new: Vec::new() };
        for source in map.sources() {
            let place = source.url.as_ref().unwrap_or(&source.title);
            sources.by_place.entry(place.clone()).or_insert_with(|| source.id.clone());
            sources.taken.insert(source.id.clone(), place.clone());
        }
        sources
    }

    /// The source at an address or a path.
    pub(crate) fn at(&mut self, place: &str) -> SourceId {
        if let Some(id) = self.by_place.get(place) {
            return id.clone();
        }
        let is_address = place.starts_with("http://") || place.starts_with("https://");
        let name = if is_address { without_scheme(place) } else { place };
        let id = self.fresh_id(name);
        let title = if is_address { readable(name) } else { place.to_owned() };
        let mut source = Source::titled(id.clone(), title);
        source.url = is_address.then(|| place.to_owned());
        self.put(place, source);
        id
    }

    /// The source with this name, such as a file.
    pub(crate) fn named(&mut self, name: &str, title: &str) -> SourceId {
        let wanted = id_slug(name).and_then(|slug| SourceId::parse(&slug).ok());
        if let Some(id) = wanted.filter(|id| self.taken.contains_key(id)) {
            return id;
        }
        let id = self.fresh_id(name);
        self.put(title, Source::titled(id.clone(), title));
        id
    }

    /// The source that a document describes: the one of that id or at that place, or a new one.
    pub(crate) fn stated(&mut self, wanted: Option<SourceId>, source: Source) -> SourceId {
        let place = source.url.as_ref().unwrap_or(&source.title).clone();
        let taken = wanted.as_ref().and_then(|id| self.taken.get(id));
        let id = match (wanted, taken) {
            (Some(id), Some(taken)) if *taken == place => return id,
            (Some(id), None) => id,
            _ => match self.by_place.get(&place) {
                Some(id) => return id.clone(),
                None => self.fresh_id(&source.title),
            },
        };
        self.put(&place, Source { id: id.clone(), ..source });
        id
    }

    /// Leaves out a new source that nothing refers to.
    pub(crate) fn forget(&mut self, id: &SourceId) {
        let Some(at) = self.new.iter().position(|source| source.id == *id) else { return };
        self.new.remove(at);
        self.taken.remove(id);
        self.by_place.retain(|_, other| other != id);
    }

    /// Adds what a file says about itself to its source, where the source is new.
    pub(crate) fn describe(&mut self, id: &SourceId, about: &About) {
        let Some(source) = self.new.iter_mut().find(|source| source.id == *id) else { return };
        let About { title, publisher, licence, url } = about.clone();
        let title = title.filter(|title| !title.trim().is_empty());
        source.title = title.unwrap_or_else(|| std::mem::take(&mut source.title));
        source.publisher = publisher;
        source.licence = licence;
        source.url = url;
    }

    pub(crate) fn into_new(self) -> Vec<Source> {
        self.new
    }

    fn put(&mut self, place: &str, mut source: Source) {
        // An address of which nothing can be read, such as `https://`, is its own title.
        if source.title.trim().is_empty() {
            let stands = if place.trim().is_empty() { source.id.as_str() } else { place };
            source.title = stands.to_owned();
        }
        self.by_place.insert(place.to_owned(), source.id.clone());
        self.taken.insert(source.id.clone(), place.to_owned());
        self.new.push(source);
    }

    fn fresh_id(&self, name: &str) -> SourceId {
        let slug = id_slug(name).unwrap_or_else(|| "source".to_owned());
        let numbered = (2..).map(|number| format!("{slug}-{number}"));
        std::iter::once(slug.clone())
            .chain(numbered)
            .filter_map(|name| SourceId::parse(&name).ok())
            .find(|id| !self.taken.contains_key(id))
            .expect("a slug is an id, and there are more numbers than sources")
    }
}

fn without_scheme(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest)
}

/// The host and the last telling part of the path: `nchems.org: data for the american dream`.
fn readable(address: &str) -> String {
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let words = |part: &str| {
        let part = part.split(['?', '#']).next().unwrap_or_default();
        let part = [".html", ".htm", ".aspx", ".php"]
            .iter()
            .find_map(|ending| part.strip_suffix(ending))
            .unwrap_or(part);
        part.replace(['-', '_', '+'], " ").trim().to_owned()
    };
    let telling = path.split('/').map(words).rfind(|part| {
        part.chars().filter(|c| c.is_alphabetic()).count() > 2 && !part.starts_with("index")
    });
    match telling {
        Some(part) => format!("{host}: {part}"),
        None => host.to_owned(),
    }
}
