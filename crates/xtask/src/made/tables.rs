//! The five tables of a guide.

use std::fs::File;
use std::path::Path;

use csv::Writer;

use super::lots::Lots;

const SOURCE: [&str; 2] = ["source_url_or_repo_path", "confidence"];

pub(super) struct Tables {
    organizations: Writer<File>,
    goals: Writer<File>,
    initiatives: Writer<File>,
    ties: Writer<File>,
    milestones: Writer<File>,
}

/// A row of the table of initiatives; what is not known is left empty.
pub(super) struct Initiative<'a> {
    pub(super) number: usize,
    pub(super) name: &'a str,
    pub(super) lead: Option<usize>,
    pub(super) goal: Option<usize>,
    pub(super) inferred: bool,
    pub(super) stages: &'a str,
    pub(super) start: Option<usize>,
}

impl Tables {
    pub(super) fn create(folder: &Path) -> anyhow::Result<Self> {
        let table = |name: &str, columns: &[&str]| -> anyhow::Result<Writer<File>> {
            let mut table = Writer::from_path(folder.join(name))?;
            table.write_record(columns.iter().chain(&SOURCE))?;
            Ok(table)
        };
        let organization = ["org_id", "name", "type", "role_in_map"];
        let initiative = [
            "initiative_id",
            "name",
            "lead_org_id",
            "goal_id",
            "goal_basis",
            "stage_1to5_by_year",
            "start",
        ];
        let tie = ["from_id", "relation", "to_id", "date", "amount_usd"];
        Ok(Self {
            organizations: table("organizations.csv", &organization)?,
            goals: table("goals.csv", &["goal_id", "name", "order_in_third_edition"])?,
            initiatives: table("initiatives.csv", &initiative)?,
            ties: table("ties.csv", &tie)?,
            milestones: table("milestones.csv", &["subject_id", "date", "event"])?,
        })
    }

    pub(super) fn organization(
        &mut self,
        letter: &str,
        number: usize,
        name: &str,
        sort: &str,
        role: &str,
    ) -> csv::Result<()> {
        let code = format!("{letter}{number}");
        self.organizations.write_record([&code, name, sort, role, &source(number), "reported"])
    }

    pub(super) fn goal(&mut self, number: usize, name: &str) -> csv::Result<()> {
        let (code, order) = (format!("G{number}"), (number + 1).to_string());
        self.goals.write_record([&code, name, &order, &source(0), "verified"])
    }

    pub(super) fn initiative(&mut self, row: &Initiative<'_>) -> csv::Result<()> {
        let code = |letter: &str, number: Option<usize>| {
            number.map_or_else(String::new, |number| format!("{letter}{number}"))
        };
        let basis = if row.inferred { "inferred" } else { "guide text" };
        self.initiatives.write_record([
            code("I", Some(row.number)).as_str(),
            row.name,
            &code("L", row.lead),
            &code("G", row.goal),
            if row.goal.is_some() { basis } else { "" },
            row.stages,
            &code("", row.start),
            &source(row.number),
            "reported",
        ])
    }

    /// A tie; one in twelve is inferred, and few are looked up twice.
    pub(super) fn tie(
        &mut self,
        from: &str,
        verb: &str,
        to: &str,
        year: Option<usize>,
        amount: Option<usize>,
        lots: &mut Lots,
    ) -> csv::Result<()> {
        let number = |given: Option<usize>| given.map_or_else(String::new, |it| it.to_string());
        let sure = match lots.below(12) {
            0 => "inferred",
            1..=4 => "verified",
            _ => "reported",
        };
        let source = source(lots.below(1_000));
        self.ties.write_record([from, verb, to, &number(year), &number(amount), &source, sure])
    }

    pub(super) fn milestone(&mut self, subject: usize, date: &str, event: &str) -> csv::Result<()> {
        let code = format!("I{subject}");
        self.milestones.write_record([&code, date, event, &source(subject), "reported"])
    }

    pub(super) fn finish(self) -> anyhow::Result<()> {
        let Self { organizations, goals, initiatives, ties, milestones } = self;
        for mut table in [organizations, goals, initiatives, ties, milestones] {
            table.flush()?;
        }
        Ok(())
    }
}

/// One of a hundred reports, none of which there is (RFC 2606).
fn source(number: usize) -> String {
    format!("https://example.org/reports/{}", number % 100)
}
