//! Large maps that are made up: tables as the guide has them, for as many initiatives as are asked
//! for. The same number gives the same bytes, so that what was measured can be measured again.
//!
//! Shaped as real fields are: a few funders support very many, most support few; those who work in
//! one place on one goal know each other; and much is unknown. Names and places are invented.

mod lots;
mod names;
mod tables;
#[cfg(test)]
mod tests;

use std::path::Path;

use anyhow::Context;

use lots::Lots;
use names::NEIGHBOURS;
use tables::Tables;

/// Where the lots begin.
const SEED: u64 = 20_190_104;

/// Writes the five tables for so many initiatives into a folder.
pub(crate) fn made(initiatives: usize, folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the folder `{}` cannot be made", folder.display()))?;
    let mut tables = Tables::create(folder)?;
    Field::of(initiatives).write(&mut tables)?;
    tables.finish()
}

/// How many there are of each sort.
struct Field {
    initiatives: usize,
    goals: usize,
    leads: usize,
    funders: usize,
}

impl Field {
    fn of(initiatives: usize) -> Self {
        Self {
            initiatives,
            goals: (initiatives.ilog2() as usize).clamp(1, names::GOALS.len()),
            leads: (initiatives * 2 / 5).max(1),
            funders: (initiatives / 15).max(2),
        }
    }

    fn write(&self, tables: &mut Tables) -> csv::Result<()> {
        let mut lots = Lots::from(SEED);
        for (goal, name) in names::GOALS.iter().take(self.goals).enumerate() {
            tables.goal(goal, name)?;
        }
        for lead in 0..self.leads {
            tables.organization("L", lead, &names::lead(lead), names::lead_sort(lead), "lead")?;
        }
        for funder in 0..self.funders {
            let sort = names::funder_sort(funder);
            tables.organization("F", funder, &names::funder(funder), sort, "funder")?;
        }
        for initiative in 0..self.initiatives {
            self.initiative(tables, &mut lots, initiative)?;
        }
        Ok(())
    }

    /// An initiative with its stages, ties and milestones. Of one in eight hardly anything is known.
    fn initiative(&self, tables: &mut Tables, lots: &mut Lots, number: usize) -> csv::Result<()> {
        let obscure = lots.one_in(8);
        let start = 2008 + lots.below(17);
        let goal = (!obscure && !lots.one_in(9)).then(|| self.goal_of(lots, number));
        let lead = (!obscure && !lots.one_in(6)).then(|| self.lead_of(lots, number));
        let stages = if obscure || lots.one_in(3) { String::new() } else { stages(lots, start) };
        let start_known = !obscure && !lots.one_in(3);
        tables.initiative(&tables::Initiative {
            number,
            name: &names::initiative(number),
            lead,
            goal,
            inferred: lots.one_in(5),
            stages: &stages,
            start: start_known.then_some(start),
        })?;
        if !obscure {
            self.ties(tables, lots, number, start)?;
            milestones(tables, lots, number, start)?;
        }
        Ok(())
    }

    /// Those of one place mostly work on one goal.
    fn goal_of(&self, lots: &mut Lots, number: usize) -> usize {
        let usual = number / NEIGHBOURS * 7;
        (if lots.one_in(4) { lots.below(self.goals) } else { usual }) % self.goals
    }

    fn lead_of(&self, lots: &mut Lots, number: usize) -> usize {
        let near = number * self.leads / self.initiatives;
        (near + lots.below(6)).min(self.leads - 1)
    }

    fn ties(
        &self,
        tables: &mut Tables,
        lots: &mut Lots,
        number: usize,
        start: usize,
    ) -> csv::Result<()> {
        let own = |number: usize| format!("I{number}");
        let me = own(number);
        for funder in self.funders_of(lots, number) {
            let year = start + lots.below(5);
            let amount = (!lots.one_in(2)).then(|| 5_000 * (1 + lots.skewed(800)));
            tables.tie(&format!("F{funder}"), "funds", &me, Some(year), amount, lots)?;
        }
        for _ in 0..lots.skewed(4) {
            let lead = self.lead_of(lots, number);
            tables.tie(&format!("L{lead}"), "partners_with", &me, None, None, lots)?;
        }
        if let Some(other) = self.near(lots, number).filter(|_| !lots.one_in(3)) {
            let verb = ["partners_with", "builds_on", "uses_standard", "informs"][lots.below(4)];
            tables.tie(&me, verb, &own(other), None, None, lots)?;
        }
        if number > 0 && lots.one_in(9) {
            // A few are built on by very many.
            let other = lots.skewed(number);
            tables.tie(&me, "builds_on", &own(other), None, None, lots)?;
        }
        Ok(())
    }

    /// Nobody is known to fund a third of them; the first funders support the most.
    fn funders_of(&self, lots: &mut Lots, number: usize) -> Vec<usize> {
        if lots.one_in(3) {
            return Vec::new();
        }
        let local = number * self.funders / self.initiatives;
        let mut funders: Vec<usize> = (0..=lots.skewed(3))
            .map(|_| if lots.one_in(3) { self.known_funder(lots) } else { local })
            .collect();
        funders.sort_unstable();
        funders.dedup();
        funders
    }

    /// One of those whom everybody knows; the first of them by far the most.
    fn known_funder(&self, lots: &mut Lots) -> usize {
        let end = 1 + lots.skewed(self.funders);
        let end = 1 + lots.skewed(end);
        lots.skewed(end)
    }

    /// Another of the same place, which comes before.
    fn near(&self, lots: &mut Lots, number: usize) -> Option<usize> {
        let first = number - number % NEIGHBOURS;
        (number > first).then(|| first + lots.below(number - first))
    }
}

/// Progress on the guide's scale, a reading a year or every other.
fn stages(lots: &mut Lots, start: usize) -> String {
    let mut stage = 1;
    let mut readings = Vec::new();
    for year in start..2026 {
        if lots.one_in(2) {
            readings.push(format!("{year}:{stage}"));
        }
        stage = (stage + usize::from(lots.one_in(3))).min(5);
    }
    readings.join(";")
}

/// What it did and means to do. Of some the date is unknown.
fn milestones(
    tables: &mut Tables,
    lots: &mut Lots,
    number: usize,
    start: usize,
) -> csv::Result<()> {
    for step in 0..lots.skewed(5) {
        let year = start + step + lots.below(3);
        let date = match lots.below(5) {
            0 => String::new(),
            1 | 2 => year.to_string(),
            _ => format!("{year}-{:02}", 1 + lots.below(12)),
        };
        tables.milestone(
            number,
            &date,
            names::MILESTONES[(number + step) % names::MILESTONES.len()],
        )?;
    }
    Ok(())
}
