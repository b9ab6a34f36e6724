//! Eighteen women and the fourteen social events they came to: Davis, Gardner & Gardner (1941),
//! *Deep South*.

use waymark_measures::Incidence;

/// The women, and the events each came to.
pub(crate) const ATTENDED: [(&str, &[u32]); 18] = [
    ("evelyn", &[1, 2, 3, 4, 5, 6, 8, 9]),
    ("laura", &[1, 2, 3, 5, 6, 7, 8]),
    ("theresa", &[2, 3, 4, 5, 6, 7, 8, 9]),
    ("brenda", &[1, 3, 4, 5, 6, 7, 8]),
    ("charlotte", &[3, 4, 5, 7]),
    ("frances", &[3, 5, 6, 8]),
    ("eleanor", &[5, 6, 7, 8]),
    ("pearl", &[6, 8, 9]),
    ("ruth", &[5, 7, 8, 9]),
    ("verne", &[7, 8, 9, 12]),
    ("myra", &[8, 9, 10, 12]),
    ("katherina", &[8, 9, 10, 12, 13, 14]),
    ("sylvia", &[7, 8, 9, 10, 12, 13, 14]),
    ("nora", &[6, 7, 9, 10, 11, 12, 13, 14]),
    ("helen", &[7, 8, 10, 11, 12]),
    ("dorothy", &[8, 9]),
    ("olivia", &[9, 11]),
    ("flora", &[9, 11]),
];

/// Women by events.
pub(crate) fn matrix() -> Incidence {
    let entries = ATTENDED.iter().zip(0..).flat_map(|((_, events), woman)| {
        events.iter().map(move |event| (woman, event - 1)).collect::<Vec<_>>()
    });
    Incidence::of(ATTENDED.len(), 14, &entries.collect::<Vec<_>>())
}

/// The row of a woman.
pub(crate) fn woman(name: &str) -> u32 {
    ATTENDED.iter().position(|(woman, _)| *woman == name).unwrap() as u32
}
