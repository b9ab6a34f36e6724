//! A work as others cite it: APA (7th edition, a data set without a named author), BibTeX, RIS and
//! CSL-JSON. Nothing is made up: what is not known has no field.

use serde_json::{Map, Value, json};
use waymark_model::{Certainty, Date, Day, Endpoint, Part, Point};

/// A state of a map, or a view of it, as a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Work {
    /// A short name, unique among the works of a map: letters, digits and hyphens.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) title: String,
    /// Which state it is: `edition 2019-01` or `position 17`.
    pub(crate) version: String,
    /// When the edition came out, or the state was last changed.
    pub(crate) issued: Option<Date>,
    /// Who publishes it.
    pub(crate) publisher: Option<String>,
    /// Under which licence.
    pub(crate) licence: Option<String>,
    /// Where it is.
    pub(crate) url: String,
    /// The day it was looked at.
    pub(crate) accessed: Day,
    /// How it can be told from any other state.
    pub(crate) note: String,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as precise as all the formats can say it: a season or a third of a year is its year.
struct Issued {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
    is_about: bool,
}

impl Issued {
    fn of(date: &Date) -> Option<Self> {
        let point: &Point = match date {
            Date::At(point)
            | Date::Between(_, Endpoint::At(point))
            | Date::Between(Endpoint::At(point), _) => point,
            Date::Between(..) => return None,
        };
        let (month, day) = match point.part {
            Part::Month(month) => (Some(month), None),
            Part::Day(month, day) => (Some(month), Some(day)),
            Part::Year | Part::Grouping(_) | Part::Decade => (None, None),
        };
        let is_about = point.certainty != Certainty::Exact || point.part == Part::Decade;
        Some(Self { year: point.year, month, day, is_about })
    }

    fn words(&self) -> String {
        let mut text =
            if self.is_about { format!("ca. {}", self.year) } else { self.year.to_string() };
        if let Some(month) = self.month {
            text += &format!(", {}", month_name(month));
        }
        if let Some(day) = self.day {
            text += &format!(" {day}");
        }
        text
    }

    fn parts(&self) -> Vec<i32> {
        let rest = self.month.into_iter().chain(self.day).map(i32::from);
        std::iter::once(self.year).chain(rest).collect()
    }
}

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

impl Work {
    fn date(&self) -> Option<Issued> {
        self.issued.as_ref().and_then(Issued::of)
    }

    /// `Title (Edition 2019-01) [Data set]. (2019, January). Publisher. Retrieved … from …`
    pub(crate) fn apa(&self) -> String {
        let date = self.date().map_or_else(|| "n.d.".to_owned(), |date| date.words());
        let publisher = self.publisher.as_ref();
        let publisher = publisher.map_or(String::new(), |name| format!(" {}", ended(&line(name))));
        let Day { year, month, day } = self.accessed;
        format!(
            "{} ({}) [Data set]. ({date}).{publisher} Retrieved {} {day}, {year}, from {}",
            line(&self.title),
            capital(&self.version),
            month_name(month),
            self.url,
        )
    }

    /// A `@misc` with a field on a line.
    pub(crate) fn bibtex(&self) -> String {
        let date = self.date();
        let mut fields = vec![("title", format!("{{{}}}", latex(&self.title)))];
        if let Some(date) = &date {
            fields.push(("year", date.year.to_string()));
            let word =
                |month: u8| month_name(month).chars().take(3).collect::<String>().to_lowercase();
            fields.extend(date.month.map(|month| ("month", word(month))));
        }
        fields.push(("version", latex(&capital(&self.version))));
        fields.extend(self.publisher.iter().map(|name| ("publisher", latex(name))));
        fields.push(("howpublished", "Data set".to_owned()));
        fields.push(("url", verbatim(&self.url)));
        fields.push(("urldate", self.accessed.to_string()));
        fields.push(("note", latex(&self.note())));
        // A month is a word that the style knows, and stands without braces.
        let value = |name: &str, value: &str| match name {
            "month" => value.to_owned(),
            _ => format!("{{{value}}}"),
        };
        let lines = fields.iter().map(|(name, text)| format!("  {name} = {}", value(name, text)));
        format!("@misc{{{},\n{}\n}}\n", self.key, lines.collect::<Vec<_>>().join(",\n"))
    }

    /// A record of type `DATA`.
    pub(crate) fn ris(&self) -> String {
        let mut fields = vec![("TY", "DATA".to_owned()), ("ID", self.key.clone())];
        fields.push(("TI", line(&self.title)));
        if let Some(Issued { year, month, day, .. }) = self.date() {
            fields.push(("PY", format!("{year:04}")));
            let part = |part: Option<u8>| part.map_or(String::new(), |part| format!("{part:02}"));
            fields.push(("DA", format!("{year:04}/{}/{}/", part(month), part(day))));
        }
        fields.push(("ET", capital(&self.version)));
        fields.extend(self.publisher.iter().map(|name| ("PB", line(name))));
        fields.push(("UR", self.url.clone()));
        let Day { year, month, day } = self.accessed;
        fields.push(("Y2", format!("{year:04}/{month:02}/{day:02}/")));
        fields.push(("N1", line(&self.note())));
        fields.push(("ER", String::new()));
        fields.iter().map(|(tag, value)| format!("{tag}  - {value}\r\n")).collect()
    }

    /// An item of CSL-JSON.
    pub(crate) fn csl(&self) -> Value {
        let Day { year, month, day } = self.accessed;
        let mut item = Map::new();
        let mut put = |name: &str, value: Value| item.insert(name.to_owned(), value);
        put("id", json!(self.key));
        put("type", json!("dataset"));
        put("title", json!(line(&self.title)));
        if let Some(date) = self.date() {
            let mut issued = json!({ "date-parts": [date.parts()] });
            if date.is_about {
                issued["circa"] = json!(true);
            }
            put("issued", issued);
        }
        put("version", json!(capital(&self.version)));
        if let Some(publisher) = &self.publisher {
            put("publisher", json!(publisher));
        }
        if let Some(licence) = &self.licence {
            put("license", json!(licence));
        }
        put("URL", json!(self.url));
        put("accessed", json!({ "date-parts": [[year, month, day]] }));
        put("note", json!(self.note));
        Value::Object(item)
    }

    /// The note, with the licence, for formats that have no field for it.
    fn note(&self) -> String {
        let licence = self.licence.as_ref();
        let licence =
            licence.map_or(String::new(), |licence| format!(" Licence: {}", ended(licence)));
        format!("{}{licence}", self.note)
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// With a full stop at its end.
fn ended(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

/// Text in one line, so that no field ends before its end and none begins.
fn line(text: &str) -> String {
    text.split(|each: char| each.is_control() || each.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Text as BibTeX and LaTeX show it.
fn latex(text: &str) -> String {
    let mut safe = String::new();
    for character in line(text).chars() {
        match character {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => safe.extend(['\\', character]),
            other => safe.push(other),
        }
    }
    safe
}

/// An address as BibTeX keeps it: it has no way to escape, so what would end the field is encoded.
fn verbatim(url: &str) -> String {
    let mut safe = String::new();
    for character in url.chars() {
        match character {
            '{' => safe.push_str("%7B"),
            '}' => safe.push_str("%7D"),
            '\\' => safe.push_str("%5C"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use waymark_model::{Date, Day};

    use super::Work;

    fn plain() -> Work {
        Work {
            key: "waymark-2019-01".to_owned(),
            title: "Waymark map: First edition, overlap".to_owned(),
            version: "edition 2019-01".to_owned(),
            issued: Some(Date::parse("2019-01-15").unwrap()),
            publisher: None,
            licence: None,
            url: "https://map.example.org/e/2019-01/overlap?by=goals&sort=-name".to_owned(),
            accessed: Day::new(2026, 11, 23).unwrap(),
            note: "Position 17 of the log, hash 0f82.".to_owned(),
        }
    }

    /// A work whose words have all that the formats have a meaning for.
    fn wild() -> Work {
        Work {
            title: "50 % of {A}_B\\C & #1 ~ $2 ^\nER  - \nÜber “Ω”".to_owned(),
            issued: Some(Date::parse("2019-38~").unwrap()),
            publisher: Some("Nuts & Bolts Inc.".to_owned()),
            licence: Some("CC BY 4.0".to_owned()),
            url: "/e/2019-01/{x}\\".to_owned(),
            ..plain()
        }
    }

    #[test]
    fn a_work_of_which_little_is_known() {
        insta::assert_snapshot!("apa", plain().apa());
        insta::assert_snapshot!("bibtex", plain().bibtex());
        insta::assert_snapshot!("ris", plain().ris());
        insta::assert_json_snapshot!("csl", plain().csl());
    }

    #[test]
    fn a_work_with_all_that_has_a_meaning_in_some_format() {
        insta::assert_snapshot!("wild_apa", wild().apa());
        insta::assert_snapshot!("wild_bibtex", wild().bibtex());
        insta::assert_snapshot!("wild_ris", wild().ris());
        insta::assert_json_snapshot!("wild_csl", wild().csl());
    }

    #[test]
    fn a_record_of_ris_ends_once_and_braces_of_bibtex_meet() {
        let ris = wild().ris();
        assert_eq!(ris.matches("\r\nER  - ").count(), 1, "{ris}");
        let bibtex = wild().bibtex();
        let bare = bibtex.replace("\\{", "").replace("\\}", "");
        assert_eq!(bare.matches('{').count(), bare.matches('}').count(), "{bibtex}");
    }

    #[test]
    fn without_a_date_there_is_none() {
        let undated = Work { issued: None, ..plain() };
        assert!(undated.apa().contains("(n.d.)"));
        assert!(!undated.bibtex().contains("year") && !undated.ris().contains("PY  -"));
        assert!(undated.csl().get("issued").is_none());
    }
}
