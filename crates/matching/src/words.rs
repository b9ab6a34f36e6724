//! The words that names are written with or without: legal forms and abbreviations.

/// Legal forms, each beside the one spelling that stands for it. `foundation` is none: a name says
/// much by it. Only at the end of a name are they taken for legal forms.
const LEGAL_FORMS: &[(&str, &str)] = &[
    ("inc", "inc"),
    ("incorporated", "inc"),
    ("llc", "llc"),
    ("llp", "llp"),
    ("lp", "lp"),
    ("ltd", "ltd"),
    ("limited", "ltd"),
    ("plc", "plc"),
    ("corp", "corp"),
    ("corporation", "corp"),
    ("co", "co"),
    ("company", "co"),
    ("pbc", "pbc"),
    ("gmbh", "gmbh"),
    ("ggmbh", "gmbh"),
    ("ag", "ag"),
    ("kg", "kg"),
    ("ev", "ev"),
    ("bv", "bv"),
    ("nv", "nv"),
    ("sa", "sa"),
    ("sas", "sas"),
    ("sarl", "sarl"),
    ("srl", "srl"),
    ("spa", "spa"),
    ("oy", "oy"),
    ("ab", "ab"),
    ("asbl", "asbl"),
    ("vzw", "vzw"),
    ("pty", "pty"),
    ("cic", "cic"),
    ("cio", "cio"),
    ("501c3", "501c3"),
];

/// Abbreviations and spellings, each beside the word that it stands for. Ones that may stand for
/// several words (`st`, `comm`) are left out.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("univ", "university"),
    ("dept", "department"),
    ("intl", "international"),
    ("natl", "national"),
    ("assn", "association"),
    ("assoc", "association"),
    ("fdn", "foundation"),
    ("fndn", "foundation"),
    ("fnd", "foundation"),
    ("inst", "institute"),
    ("ctr", "center"),
    ("centre", "center"),
    ("soc", "society"),
    ("govt", "government"),
    ("mgmt", "management"),
    ("tech", "technology"),
    ("acad", "academy"),
    ("cmte", "committee"),
    ("comte", "committee"),
    ("org", "organization"),
    ("organisation", "organization"),
    ("usa", "us"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("labour", "labor"),
    ("defence", "defense"),
    ("sch", "school"),
    ("hosp", "hospital"),
    ("svcs", "services"),
    ("svc", "service"),
    ("bros", "brothers"),
    ("mt", "mount"),
];

/// Several words that are usually written as one.
const CONTRACTIONS: &[(&[&str], &str)] = &[
    (&["united", "states", "of", "america"], "us"),
    (&["united", "states"], "us"),
    (&["united", "kingdom"], "uk"),
    (&["u", "s"], "us"),
    (&["non", "profit"], "nonprofit"),
];

/// The spelling that stands for a legal form.
pub(crate) fn legal_form(word: &str) -> Option<&'static str> {
    LEGAL_FORMS.iter().find(|(form, _)| *form == word).map(|(_, stands)| *stands)
}

/// The word that an abbreviation stands for.
pub(crate) fn spelled_out(word: &str) -> Option<&'static str> {
    ABBREVIATIONS.iter().find(|(short, _)| *short == word).map(|(_, long)| *long)
}

/// Writes several words as one where that is usual.
pub(crate) fn contract(words: &mut Vec<String>) {
    for (long, short) in CONTRACTIONS {
        while let Some(at) = words.windows(long.len()).position(|window| window == *long) {
            words.splice(at..at + long.len(), [(*short).to_owned()]);
        }
    }
}

/// Words that stand in most names and that acronyms leave out.
pub(crate) fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the" | "and" | "for" | "a" | "an" | "in" | "on" | "at" | "to" | "de" | "la" | "du"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foundation_is_no_legal_form() {
        assert_eq!(legal_form("incorporated"), Some("inc"));
        assert_eq!(legal_form("foundation"), None);
        assert_eq!(legal_form("trust"), None);
    }

    #[test]
    fn countries_are_written_as_one_word() {
        let mut words: Vec<String> =
            ["united", "states", "of", "america", "aid"].map(str::to_owned).to_vec();
        contract(&mut words);
        assert_eq!(words, ["us", "aid"]);
    }
}
