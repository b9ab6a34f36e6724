//! Eighteen women and the fourteen social events they came to: Davis, Gardner & Gardner (1941),
//! *Deep South*. Women stand for funders and events for what they support.

use waymark_model::{Map, sketch};

const ATTENDED: &str = "
    evelyn 1 2 3 4 5 6 8 9
    laura 1 2 3 5 6 7 8
    theresa 2 3 4 5 6 7 8 9
    brenda 1 3 4 5 6 7 8
    charlotte 3 4 5 7
    frances 3 5 6 8
    eleanor 5 6 7 8
    pearl 6 8 9
    ruth 5 7 8 9
    verne 7 8 9 12
    myra 8 9 10 12
    katherina 8 9 10 12 13 14
    sylvia 7 8 9 10 12 13 14
    nora 6 7 9 10 11 12 13 14
    helen 7 8 10 11 12
    dorothy 8 9
    olivia 9 11
    flora 9 11
";

pub(crate) fn map() -> Map {
    let lines = ATTENDED.lines().filter(|line| !line.trim().is_empty());
    let ties = lines.flat_map(|line| {
        let mut words = line.split_whitespace();
        let woman = words.next().unwrap();
        words.map(move |event| format!("{woman} -funds-> e{event}")).collect::<Vec<_>>()
    });
    sketch(&ties.collect::<Vec<_>>().join("\n"))
}
