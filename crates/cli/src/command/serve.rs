//! Serving the map.

use std::io::IsTerminal;
use std::sync::Arc;

use waymark_engine::Engine;
use waymark_server::{Bound, ServeConfig, bind};

use super::import::{expand, import_into};
use crate::args::{Args, Import, Serve};
use crate::open;
use crate::output::{Outcome, say};

/// Serves until an interrupt or a termination signal, then ends in good order.
pub(crate) fn serve(args: &Args, serve: &Serve) -> anyhow::Result<Outcome> {
    log();
    let engine = Arc::new(open::engine(args)?);
    if !serve.first.is_empty() && engine.now().head.position == 0 {
        load_first(&engine, serve)?;
    }
    // The first to search need not wait for the index of names.
    let searched = engine.now();
    std::thread::spawn(move || {
        searched.search_index();
    });
    let loopback = serve.listen.ip().is_loopback();
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let config = ServeConfig {
        listen: serve.listen,
        suggestions: serve.suggestions,
        read_only: serve.read_only || (!loopback && !serve.allow_writes),
        workers: serve.workers.unwrap_or(cores),
        embed_origins: serve.embed_origin.clone(),
    };
    actix_web::rt::System::new().block_on(async {
        let bound = bind(engine.clone(), &config)?;
        let mode = match (config.read_only, config.suggestions) {
            (true, true) => ", read-only but for suggestions,",
            (true, false) => ", read-only",
            (false, _) => "",
        };
        let folder = open::folder(args)?;
        let editors = for_editors(&engine, serve)?;
        say(&format!("Waymark serves {}{mode} at http://{}", folder.display(), bound.address))?;
        if let Some(editors) = &editors {
            say(&format!("Editors change the map at http://{}", editors.address))?;
        }
        // Each ends by itself when it is told to.
        let editors = editors.map(|editors| actix_web::rt::spawn(editors.server));
        bound.server.await?;
        if let Some(editors) = editors {
            editors.await??;
        }
        anyhow::Ok(())
    })?;
    engine.checkpoint();
    Ok(Outcome::Fine)
}

/// The map's folder can be open in one process only, so that the same one that readers ask must let
/// editors in.
fn for_editors(engine: &Arc<Engine>, serve: &Serve) -> anyhow::Result<Option<Bound>> {
    let Some(listen) = serve.editors else { return Ok(None) };
    let config = ServeConfig {
        listen,
        read_only: false,
        suggestions: true,
        workers: 1,
        embed_origins: Vec::new(),
    };
    Ok(Some(bind(engine.clone(), &config)?))
}

fn load_first(engine: &Engine, serve: &Serve) -> anyhow::Result<()> {
    let import = Import::first(&serve.first);
    let files = expand(&serve.first)?;
    let imported = import_into(engine, &import, &files)?;
    let tally = imported.parsed.tally();
    say(&format!("The map is new: {} rows were read, {} refused.", tally.rows(), tally.refused))
}

/// Logs to standard error: for people on a terminal, as JSON elsewhere. `RUST_LOG` says how much.
fn log() {
    use tracing_subscriber::EnvFilter;
    let usual = "info,actix_server=warn,sled=warn";
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        logs.compact().init();
    } else {
        logs.json().init();
    }
}
