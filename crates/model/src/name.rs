//! Names as people write them, folded to what they have in common.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name so that case, accents, punctuation and spacing do not matter.
///
/// `"Workcred: Aligning Bachelor’s Degrees"` and `"WORKCRED – aligning bachelors degrees"` fold to
/// the same text. `&` counts as `and`. Linear in the length of the name.
///
/// ```
/// assert_eq!(waymark_model::fold_name("  Fundación  Álvarez & Co. "), "fundacion alvarez and co");
/// ```
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            // An apostrophe or a full stop joins: "Bachelor's", "U.S.".
            '\'' | '’' | '‘' | '`' | '.' => {}
            '&' => folded.push_str(if folded.ends_with(' ') { "and " } else { " and " }),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The readable id that a name suggests: `"Credential Engine"` gives `credential-engine`.
///
/// `None` when nothing in the name is a letter or a digit. Long names are cut at a word within
/// 80 bytes, so that ids stay readable.
pub fn slug_of(name: &str) -> Option<String> {
    const LONGEST: usize = 80;
    // A circled or squared capital is upper case and has no lower case: no id can have it.
    let folded = fold_name(name).replace(char::is_uppercase, "");
    let mut words = folded.split(' ').filter(|word| !word.is_empty());
    let mut slug: String = words.next()?.chars().take(LONGEST / 4).collect();
    for word in words {
        if slug.len() + 1 + word.len() > LONGEST {
            break;
        }
        slug.push('-');
        slug.push_str(word);
    }
    (!slug.is_empty()).then_some(slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        assert_eq!(fold_name("Bachelor’s  Degrees & IT"), "bachelors degrees and it");
        assert_eq!(fold_name("U.S. Department"), fold_name("us department"));
        assert_eq!(fold_name("ﬁeld—work"), "field work");
        assert_eq!(fold_name("—"), "");
    }

    #[test]
    fn slugs_are_ids_and_end_at_a_word() {
        assert_eq!(
            slug_of("Credential Engine: State & Regional").unwrap(),
            "credential-engine-state-and-regional"
        );
        assert_eq!(slug_of("★"), None);
        assert_eq!(slug_of("🅐"), None);
        assert_eq!(slug_of("Plan 🅑 now").as_deref(), Some("plan-now"));
        let long = slug_of(&"many words ".repeat(30)).unwrap();
        assert!(long.len() <= 80 && long.ends_with("words") || long.ends_with("many"));
        assert!(crate::EntityId::parse(&long).is_ok());
        assert!(crate::EntityId::parse(&slug_of(&"x".repeat(500)).unwrap()).is_ok());
    }
}
