//! A name without what people write in many ways: case, punctuation, legal forms, "The",
//! abbreviations, what stands in parentheses. The name itself is never touched.

use waymark_model::fold_name;

use crate::words::{contract, is_small, legal_form, spelled_out};

/// A name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normal {
    /// The name as it is written.
    pub written: String,
    /// Folded: case, accents and punctuation do not matter.
    pub folded: String,
    /// The words that matter, in their order.
    pub words: Vec<String>,
    /// The legal forms that were left out, in one spelling.
    pub legal: Vec<&'static str>,
    /// Whether a "the" was left out.
    pub the: bool,
    /// What was spelled out: as written, and in full.
    pub spelled: Vec<(String, &'static str)>,
    /// What stands in parentheses and is no acronym of the rest.
    pub aside: Option<String>,
    /// An acronym that the name gives for itself in parentheses.
    pub acronym: Option<String>,
}

impl Normal {
    /// Takes a name apart. Linear in its length.
    ///
    /// ```
    /// use waymark_matching::Normal;
    ///
    /// let name = Normal::of("The Nat'l Assn. of Colleges (NAC), Inc.");
    /// assert_eq!(name.key(), "national association of colleges");
    /// assert_eq!((name.the, name.legal.as_slice()), (true, ["inc"].as_slice()));
    /// assert_eq!(name.acronym.as_deref(), Some("nac"));
    /// ```
    pub fn of(name: &str) -> Self {
        let folded = fold_name(name);
        let (outside, inside) = without_parentheses(name);
        let mut words: Vec<String> = split(&fold_name(&outside));
        let inside = if words.is_empty() {
            words = split(&folded);
            None
        } else {
            inside.map(|inside| fold_name(&inside)).filter(|inside| !inside.is_empty())
        };
        contract(&mut words);
        let mut the = false;
        let mut legal = Vec::new();
        loop {
            if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
                words.remove(0);
                the = true;
            } else if words.len() > 1 && words.last().is_some_and(|word| word == "the") {
                words.pop();
                the = true;
            } else if let Some(form) = words.last().and_then(|word| legal_form(word))
                && words.len() > 1
            {
                words.pop();
                if words.len() > 1 && words.last().is_some_and(|word| word == "and") {
                    words.pop();
                }
                legal.push(form);
            } else {
                break;
            }
        }
        let mut spelled = Vec::new();
        for word in &mut words {
            if let Some(full) = spelled_out(word) {
                spelled.push((std::mem::replace(word, full.to_owned()), full));
            }
        }
        let own = initials(&words);
        let is_own = |inside: &String| own.iter().any(|own| own == inside);
        let acronym = inside.clone().filter(is_own);
        let aside = inside.filter(|inside| !is_own(inside));
        Self { written: name.trim().to_owned(), folded, words, legal, the, spelled, aside, acronym }
    }

    /// The words that matter as one text.
    pub fn key(&self) -> String {
        self.words.join(" ")
    }

    /// The words that matter in the order of the alphabet, without the small ones.
    pub fn sorted_key(&self) -> String {
        let mut words: Vec<&str> =
            self.words.iter().map(String::as_str).filter(|word| !is_small(word)).collect();
        words.sort_unstable();
        words.join(" ")
    }

    /// The acronyms that the words make: with and without the small ones.
    pub fn initials(&self) -> Vec<String> {
        initials(&self.words)
    }

    /// The letters of the words that matter, without spaces: some write `PolicyLink`, others
    /// `Policy Link`.
    pub fn letters(&self) -> String {
        self.words.concat()
    }

    /// Whether both are said to be bodies of different legal forms: each has one that the other
    /// lacks. `Theatre Company, Inc.` and `Theatre Company` are no such two.
    pub fn differs_in_legal_form(&self, other: &Self) -> bool {
        let has_more =
            |one: &Self, other: &Self| one.legal.iter().any(|it| !other.legal.contains(it));
        has_more(self, other) && has_more(other, self)
    }

    /// Whether both are surely the same name: nothing differs but case, accents, punctuation, "The",
    /// an abbreviation, an acronym of its own in parentheses, or a legal form that one of them
    /// leaves out.
    pub fn is_surely(&self, other: &Self) -> bool {
        self.words == other.words && self.aside == other.aside && !self.differs_in_legal_form(other)
    }

    /// What differs between two names that are surely the same, each thing in words.
    pub fn difference(&self, other: &Self) -> Vec<String> {
        let mut by = Vec::new();
        if self.the != other.the {
            by.push("`The`".to_owned());
        }
        let legal = self.legal.iter().filter(|it| !other.legal.contains(it));
        let legal = legal.chain(other.legal.iter().filter(|it| !self.legal.contains(it)));
        by.extend(legal.map(|form| format!("the legal form `{form}`")));
        let spelled = self.spelled.iter().filter(|it| !other.spelled.contains(it));
        let spelled = spelled.chain(other.spelled.iter().filter(|it| !self.spelled.contains(it)));
        by.extend(spelled.map(|(short, long)| format!("`{short}` for `{long}`")));
        if self.acronym != other.acronym
            && let Some(acronym) = self.acronym.as_ref().or(other.acronym.as_ref())
        {
            by.push(format!("the acronym `{}`", acronym.to_uppercase()));
        }
        if by.is_empty() {
            by.push("how words are written".to_owned());
        }
        by
    }

    /// What is left of both when they are surely the same: the key for looking one up.
    pub fn sure_key(&self) -> String {
        match &self.aside {
            Some(aside) => format!("{} ({aside})", self.key()),
            None => self.key(),
        }
    }
}

fn split(folded: &str) -> Vec<String> {
    folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A name without what stands in round or square brackets, and that.
fn without_parentheses(name: &str) -> (String, Option<String>) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_u32);
    for c in name.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                inside.push(' ');
                outside.push(' ');
            }
            ')' | ']' if depth > 0 => depth -= 1,
            c if depth > 0 => inside.push(c),
            c => outside.push(c),
        }
    }
    (outside, (!inside.trim().is_empty()).then_some(inside))
}

fn initials(words: &[String]) -> Vec<String> {
    let of = |keep: &dyn Fn(&str) -> bool| -> String {
        let kept = words.iter().filter(|word| keep(word));
        kept.filter_map(|word| word.chars().next()).collect()
    };
    let (short, long) = (of(&|word| !is_small(word)), of(&|_| true));
    let mut all = vec![short, long];
    all.dedup();
    all.retain(|acronym| acronym.chars().count() >= 3);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> String {
        Normal::of(name).key()
    }

    fn sure(a: &str, b: &str) -> bool {
        Normal::of(a).is_surely(&Normal::of(b))
    }

    #[test]
    fn legal_forms_go_at_the_end_only_and_never_leave_nothing() {
        assert_eq!(key("Acme, Inc."), "acme");
        assert_eq!(key("Acme L.L.C."), "acme");
        assert_eq!(key("Brown & Co., Ltd"), "brown");
        assert_eq!(key("Company of Friends"), "company of friends");
        assert_eq!(key("Limited"), "limited");
        assert_eq!(key("Acme Foundation"), "acme foundation");
    }

    #[test]
    fn two_legal_forms_are_two_bodies() {
        assert!(sure("Acme Inc", "Acme"));
        assert!(sure("Acme Inc.", "Acme, Incorporated"));
        assert!(!sure("Acme Inc", "Acme LLC"));
        assert!(sure("Roundabout Theatre Company", "Roundabout Theatre Company, Inc."));
    }

    #[test]
    fn a_the_goes_wherever_lists_put_it() {
        assert_eq!(key("Fund for Public Schools, Inc., The"), "fund for public schools");
        assert_eq!(key("The The"), "the");
        assert_eq!(key("Institute for the Future"), "institute for the future");
    }

    #[test]
    fn abbreviations_are_spelled_out() {
        assert!(sure("Univ. of Ohio", "University of Ohio"));
        assert!(sure("U.S. Dept. of Labor", "United States Department of Labor"));
        assert!(sure("Ford Fdn", "Ford Foundation"));
        assert!(sure("Arts & Letters", "Arts and Letters"));
    }

    #[test]
    fn its_own_acronym_adds_nothing_and_other_asides_do() {
        assert!(sure("Fund for Equal Access (FEA)", "Fund for Equal Access"));
        assert!(!sure("TCC Group (Evaluation)", "TCC Group"));
        assert_eq!(key("(Whole)"), "whole");
    }

    proptest::proptest! {
        #[test]
        fn any_name_can_be_taken_apart_and_keeps_a_word(name in "\\PC{0,40}") {
            let normal = Normal::of(&name);
            proptest::prop_assert_eq!(normal.words.is_empty(), normal.folded.is_empty());
            proptest::prop_assert!(normal.is_surely(&normal));
        }

        #[test]
        fn the_and_a_legal_form_change_no_key(name in "Zq[a-z]{3,8}( Zq[a-z]{3,8}){0,3}") {
            let longer = format!("The {name}, Inc.");
            proptest::prop_assert!(sure(&name, &longer));
        }
    }
}
