//! Opening the map.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use waymark_engine::{Engine, Note};
use waymark_model::EntityId;
use waymark_server::answer::Ask;
use waymark_store::SledStore;

use crate::args::{Args, Asking, At};
use crate::watch::Bar;

/// The folder where the map lives.
pub(crate) fn folder(args: &Args) -> anyhow::Result<PathBuf> {
    if let Some(folder) = &args.data {
        return Ok(folder.clone());
    }
    let dirs = directories::ProjectDirs::from("", "", "waymark");
    let dirs = dirs.context("this system has no data folder: give one with --data DIR")?;
    Ok(dirs.data_dir().to_owned())
}

/// Opens the map, and says so if its last end was not in order.
pub(crate) fn engine(args: &Args) -> anyhow::Result<Engine> {
    let store = SledStore::open(&folder(args)?)?;
    let recovered = store.recovered();
    if recovered.cut.is_some() {
        eprintln!("waymark: the last end was sudden: the torn end of the journal was cut off");
    }
    let completed = recovered.log_completed + recovered.journal_completed;
    if completed > 0 {
        eprintln!("waymark: the last end was sudden: log and journal agree again ({completed})");
    }
    Ok(Engine::open(Box::new(store))?)
}

/// Opens a map that is there: a slip in the name of its folder must not make a new one.
pub(crate) fn existing(args: &Args) -> anyhow::Result<Engine> {
    let folder = folder(args)?;
    if !folder.exists() {
        let folder = folder.display();
        anyhow::bail!("there is no map in `{folder}`: `waymark import FILE` makes one");
    }
    engine(args)
}

/// Finds the state and part that is asked about.
pub(crate) fn ask(engine: &Engine, asking: &Asking) -> anyhow::Result<Ask> {
    let mut words = asking.at.words();
    let ask = Ask::new(engine, &words.at()?, asking.filter()?, words.today()?)?;
    Ok(ask.watched_by(Arc::new(Bar::default())))
}

/// Finds the state that is asked about, whole.
pub(crate) fn ask_whole(engine: &Engine, at: &At) -> anyhow::Result<Ask> {
    let mut words = at.words();
    Ok(Ask::new(engine, &words.at()?, Default::default(), words.today()?)?)
}

/// Signs a change: by whom it says, else by who is logged in.
pub(crate) fn note(author: Option<&String>, message: String) -> Note {
    let user = || std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok();
    let author = author.cloned().or_else(user).unwrap_or_else(|| "anonymous".to_owned());
    Note { author, time: waymark_server::now(), message }
}

/// A thing by its id, or by a name that leaves no doubt.
pub(crate) fn find(ask: &Ask, text: &str) -> anyhow::Result<EntityId> {
    if let Ok(id) = EntityId::parse(text)
        && ask.map().entity(&id).is_some()
    {
        return Ok(id);
    }
    let search = waymark_engine::Search { query: text, kind: None, limit: 5 };
    let (hits, _) = ask.view.search_index().find(&search);
    match &hits[..] {
        [only] => Ok(only.id.clone()),
        [best, second, ..] if best.score >= 0.95 && second.score < 0.95 => Ok(best.id.clone()),
        [] => anyhow::bail!("there is nothing called `{text}` on the map"),
        several => {
            let ids: Vec<String> = several.iter().map(|hit| format!("`{}`", hit.id)).collect();
            anyhow::bail!("`{text}` may be one of {}: give the id", ids.join(", "))
        }
    }
}
