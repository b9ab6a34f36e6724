//! The README's answers are the map's own.

use serde_json::Value;

use crate::world::World;

/// The README on one line, so that where it wraps does not matter.
fn readme() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    std::fs::read_to_string(path).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn of(share: &Value) -> String {
    format!("{} of {}", share["known"], share["of"])
}

#[test]
fn the_answers_of_the_readme_are_those_of_the_guide() {
    let world = World::with_guide();
    let summary = world.json(["summary", "--today", "2026-11-23"]);
    let (who, what) = (&summary["who"], &summary["what"]);
    let (fast, tied) = (&summary["how_fast"], &summary["coordinated"]);
    let first = &world.json(["overlap"])["pairs"][0];
    let pairs = &tied["same_goal_pairs_tied"];
    let sentences = [
        format!(
            "{} organizations and {} initiatives are on the map.",
            summary["organizations"], summary["initiatives"]
        ),
        format!("{} organizations are known to fund something", who["funders"]),
        format!(
            "Lumina Foundation the most ({} initiatives and organizations)",
            who["top_funders"][0]["count"]
        ),
        format!("For {} initiatives a funder is known", of(&who["initiatives_with_funder"])),
        format!(
            "{} initiatives stand under one of {} goals.",
            of(&what["initiatives_with_goal"]),
            summary["goals"]
        ),
        format!("Sources place {} of them", what["placements_stated"]),
        format!("the other {} placements were inferred", what["placements_inferred"]),
        format!("{} milestones are known, {} of them met.", summary["milestones"], fast["met"]),
        format!(
            "The stage of {} initiatives is known, with its year for {}.",
            of(&fast["initiatives_with_stage"]),
            fast["initiatives_with_dated_stage"]["known"]
        ),
        format!("{} initiatives are known to be tied to another.", of(&tied["initiatives_linked"])),
        format!(
            "Of {} pairs that serve the same goal, {} are known to be tied.",
            pairs["of"], pairs["known"]
        ),
        format!(
            "Lumina and Walmart share the most: {} initiatives and organizations, where chance \
             would make about {:.1}.",
            first["shared"],
            first["expected"].as_f64().unwrap()
        ),
    ];
    assert_eq!(who["top_funders"][0]["entity"]["id"], "lumina-foundation");
    assert_eq!(
        (&first["a_name"], &first["b_name"]),
        (&Value::from("Lumina Foundation"), &Value::from("Walmart / Walmart Foundation"),)
    );
    let readme = readme();
    for sentence in sentences {
        assert!(readme.contains(&sentence), "the README does not say `{sentence}`");
    }
}
