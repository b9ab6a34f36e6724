//! What nodes are, by the classes of schema.org and CTDL.

use waymark_model::EntityKind;

use super::node::Node;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Thing(EntityKind),
    Grant,
    Event,
    /// The document itself.
    Document,
    Unknown,
}

const EFFORTS: [&str; 4] =
    ["Project", "ResearchProject", "EducationalOccupationalProgram", "LearningProgram"];
const BODIES: [&str; 6] =
    ["NGO", "Corporation", "CollegeOrUniversity", "FundingAgency", "School", "Consortium"];
const WORKS: [&str; 7] =
    ["CreativeWork", "Article", "ScholarlyArticle", "Report", "Book", "WebPage", "DigitalDocument"];
/// What CTDL has for something that is offered to learners and then stands for what they know.
const CREDENTIALS: [&str; 13] = [
    "Credential",
    "EducationalOccupationalCredential",
    "MicroCredential",
    "Certification",
    "License",
    "Badge",
    "OpenBadge",
    "DigitalBadge",
    "Course",
    "LearningOpportunity",
    "LearningOpportunityProfile",
    "GeneralEducationDevelopment",
    "Competency",
];

/// What a node is by its types; the most telling counts.
pub(super) fn class_of(node: &Node) -> Class {
    let types = node.types();
    let any = |is: &dyn Fn(&str) -> bool| types.iter().any(|word| is(word));
    if any(&|word| EFFORTS.contains(&word) || is_credential(word)) {
        Class::Thing(EntityKind::Initiative)
    } else if any(&|word| word.ends_with("Organization") || BODIES.contains(&word)) {
        Class::Thing(EntityKind::Organization)
    } else if any(&|word| matches!(word, "MonetaryGrant" | "Grant")) {
        Class::Grant
    } else if any(&|word| word.ends_with("Event")) {
        Class::Event
    } else if any(&|word| word == "DefinedTerm") {
        Class::Thing(EntityKind::Goal)
    } else if any(&|word| WORKS.contains(&word)) {
        Class::Thing(EntityKind::Publication)
    } else if any(&|word| word == "Dataset") {
        Class::Document
    } else {
        Class::Unknown
    }
}

fn is_credential(word: &str) -> bool {
    CREDENTIALS.contains(&word)
        || ["Degree", "Diploma", "Certificate", "Credential"].iter().any(|end| word.ends_with(end))
}

/// Whether a node is a credential, which a map has as an initiative.
pub(super) fn is_of_learning(node: &Node) -> bool {
    node.types().iter().any(|word| is_credential(word))
}
