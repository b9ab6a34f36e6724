//! Bringing files in.

use waymark_engine::{Engine, EngineError, Imported};
use waymark_formats::{Input, ReadConfig};

use crate::support::{Fallible, engine, note};

const GRANTS: &str = "funder,recipient,amount,currency,date
Lumina Foundation,Credential Engine,50000,USD,2019
Joyce Foundation,Credential Engine,75000,USD,2019-03
Joyce Foundation,,1,USD,2019
";

fn inputs() -> Vec<Input<'static>> {
    vec![Input::new("grants.csv", GRANTS.as_bytes())]
}

fn import(engine: &Engine) -> Result<Imported, EngineError> {
    engine.import(&note("import"), inputs(), &ReadConfig::default(), None, &|| true)
}

#[test]
fn an_import_is_one_batch_and_tells_what_it_refused() {
    let engine = engine();
    let imported = import(&engine).unwrap();
    assert_eq!(imported.applied.head.position, 1);
    assert_eq!(imported.parsed.tally().created, 2);
    assert_eq!(imported.parsed.refused().count(), 1);
    assert_eq!(engine.now().map.tie_count(), 2);
}

#[test]
fn importing_the_same_again_changes_nothing() {
    let engine = engine();
    import(&engine).unwrap();
    let again = import(&engine).unwrap();
    assert_eq!((again.applied.changes, again.parsed.tally().matched), (0, 2));
    assert_eq!(engine.now().head.position, 1);
}

#[test]
fn an_import_can_be_taken_back_and_made_again() {
    let engine = engine();
    import(&engine).unwrap();
    let imported = engine.now().map.clone();
    engine.undo(&note("undo"), 1, None).unwrap();
    assert_eq!(engine.now().map.as_changes().count(), 0);
    assert_eq!(import(&engine).unwrap().parsed.tally().created, 2);
    assert_eq!(engine.now().map, imported);
}

#[test]
fn a_dry_run_counts_what_an_import_would_change() {
    let engine = engine();
    let told = engine.dry_run_import(inputs(), &ReadConfig::default()).unwrap();
    assert_eq!(engine.now().head.position, 0);
    assert_eq!(told.applied.changes, import(&engine).unwrap().applied.changes);
}

#[test]
fn an_import_that_is_stopped_or_cannot_be_written_leaves_nothing() {
    let store = Fallible::default();
    let engine = store.open();
    let config = ReadConfig::default();
    let stopped = engine.import(&note("import"), inputs(), &config, None, &|| false);
    assert!(matches!(stopped, Err(EngineError::Cancelled)));
    store.fail(true);
    assert!(matches!(import(&engine), Err(EngineError::Store(_))));
    assert_eq!(engine.now().map.entity_count(), 0);
}
