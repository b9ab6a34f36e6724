//! One activity, as its XML says it, in version 1 or 2.

use waymark_model::Date;

use super::codes::Role;
use crate::xml::Element;

/// An activity.
#[derive(Debug, Default)]
pub(super) struct Activity {
    pub(super) line: u64,
    pub(super) identifier: Option<String>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) website: Option<String>,
    pub(super) reporting: Option<Body>,
    pub(super) status: Option<String>,
    pub(super) currency: Option<String>,
    pub(super) organizations: Vec<(Result<Role, String>, Body)>,
    /// When it began and when it ends, and whether that is only planned.
    pub(super) start: Option<(Date, bool)>,
    pub(super) end: Option<(Date, bool)>,
    /// Facets, terms, and what is to be known of them.
    pub(super) terms: Vec<(&'static str, String, Option<String>)>,
    pub(super) flows: Vec<Statement>,
    /// The names of elements that are not read.
    pub(super) unread: Vec<String>,
    /// Dates that cannot be read.
    pub(super) bad_dates: Vec<String>,
}

/// An organization as an activity names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) name: Option<String>,
    pub(super) reference: Option<String>,
}

/// A transaction or a budget.
#[derive(Debug, Default)]
pub(super) struct Statement {
    pub(super) line: u64,
    /// The code of its type; `None` for a budget.
    pub(super) code: Option<String>,
    pub(super) value: Option<String>,
    pub(super) currency: Option<String>,
    pub(super) date: Option<String>,
    pub(super) provider: Option<Body>,
    pub(super) receiver: Option<Body>,
}

impl Activity {
    pub(super) fn of(element: &Element) -> Self {
        let mut activity = Self {
            line: element.line,
            currency: element.attribute("default-currency").map(str::to_owned),
            ..Self::default()
        };
        for child in &element.children {
            activity.take(child);
        }
        activity
    }

    fn take(&mut self, child: &Element) {
        match child.name.as_str() {
            "iati-identifier" => self.identifier = child.words(),
            "title" => self.title = self.title.take().or(narrative(child)),
            "description" => self.description = self.description.take().or(narrative(child)),
            "activity-website" => self.website = self.website.take().or(child.words()),
            "reporting-org" => self.reporting = body(child),
            "participating-org" => {
                let code = child.attribute("role").unwrap_or_default();
                let role = Role::from_code(code).ok_or_else(|| code.to_owned());
                self.organizations.extend(body(child).map(|body| (role, body)));
            }
            "activity-status" => {
                self.status = child.attribute("code").map(str::to_owned).or(child.words());
            }
            "activity-date" => self.date(child),
            "sector" => self.sector(child),
            "recipient-country" | "recipient-region" => {
                let code = child.attribute("code").map(str::to_owned);
                let note = code.as_ref().map(|code| format!("{} {code}", child.name));
                let term = narrative(child).or(code);
                self.terms.extend(term.map(|term| ("place", term, note)));
            }
            "location" => {
                let name = child.first("name").and_then(narrative);
                self.terms.extend(name.map(|name| ("place", name, None)));
            }
            "transaction" => self.flows.push(transaction(child)),
            "budget" => self.flows.push(budget(child)),
            other => self.unread.push(other.to_owned()),
        }
    }

    /// The words of version 1 and the numbers of version 2; what happened goes before what was
    /// planned.
    fn date(&mut self, child: &Element) {
        let text = child.attribute("iso-date").map(str::to_owned).or(child.words());
        let Some(text) = text else { return };
        let (date, planned, starts) = match child.attribute("type").unwrap_or_default() {
            "1" | "start-planned" => (day(&text), true, true),
            "2" | "start-actual" => (day(&text), false, true),
            "3" | "end-planned" => (day(&text), true, false),
            "4" | "end-actual" => (day(&text), false, false),
            _ => (None, true, true),
        };
        let Some(date) = date else {
            self.bad_dates.push(text);
            return;
        };
        let slot = if starts { &mut self.start } else { &mut self.end };
        if slot.is_none_or(|(_, only_planned)| only_planned && !planned) {
            *slot = Some((date, planned));
        }
    }

    fn sector(&mut self, child: &Element) {
        let code = child.attribute("code").map(str::to_owned);
        let dac = matches!(child.attribute("vocabulary"), None | Some("1" | "2" | "DAC" | "DAC-3"));
        let group = code.as_deref().filter(|_| dac).and_then(super::codes::dac_group);
        let term = narrative(child).or(group.map(str::to_owned)).or(code.clone());
        let percentage = child.attribute("percentage").map(|share| format!("{share}%"));
        let code = code.map(|code| format!("sector {code}"));
        let note: Vec<String> = code.into_iter().chain(percentage).collect();
        let note = (!note.is_empty()).then(|| note.join(", "));
        self.terms.extend(term.map(|term| ("sector", term, note)));
    }
}

/// The text of an element: in version 2 within a `narrative`, the first of several languages.
fn narrative(element: &Element) -> Option<String> {
    let narratives = element.all("narrative").find_map(Element::words);
    narratives.or_else(|| element.words())
}

fn body(element: &Element) -> Option<Body> {
    let body =
        Body { name: narrative(element), reference: element.attribute("ref").map(str::to_owned) };
    (body != Body::default()).then_some(body)
}

/// Without a time behind it.
pub(super) fn day(text: &str) -> Option<Date> {
    let day = text.split(['T', 'Z']).next().unwrap_or(text);
    Date::parse(day).ok()
}

fn value_of(element: &Element, statement: &mut Statement) {
    if let Some(value) = element.first("value") {
        statement.value = value.words();
        statement.currency = value.attribute("currency").map(str::to_owned);
        statement.date = value.attribute("value-date").map(str::to_owned);
    }
}

fn transaction(element: &Element) -> Statement {
    let mut statement = Statement { line: element.line, ..Statement::default() };
    value_of(element, &mut statement);
    let code = element.first("transaction-type");
    let code = code.and_then(|it| it.attribute("code").map(str::to_owned).or(it.words()));
    statement.code = Some(code.unwrap_or_default());
    let date = element.first("transaction-date").and_then(|date| date.attribute("iso-date"));
    statement.date = date.map(str::to_owned).or(statement.date);
    statement.provider = element.first("provider-org").and_then(body);
    statement.receiver = element.first("receiver-org").and_then(body);
    statement
}

fn budget(element: &Element) -> Statement {
    let mut statement = Statement { line: element.line, ..Statement::default() };
    value_of(element, &mut statement);
    let start = element.first("period-start").and_then(|it| it.attribute("iso-date"));
    let end = element.first("period-end").and_then(|it| it.attribute("iso-date"));
    if let (Some(start), Some(end)) = (start, end) {
        statement.date = Some(format!("{start}/{end}"));
    }
    statement
}
