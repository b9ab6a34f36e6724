//! Invented names, no two alike. The places are nowhere.

const PLACES: [&str; 40] = [
    "Alder County",
    "Ash River",
    "Bellmont",
    "Birch Hollow",
    "Blue Prairie",
    "Brackenridge",
    "Calder Bay",
    "Cedar Forks",
    "Clearwater Basin",
    "Cobble Hill",
    "Copper Range",
    "Dunmore",
    "East Harbor",
    "Elkhorn Valley",
    "Fairhaven",
    "Fernley",
    "Four Lakes",
    "Granite Falls",
    "Great Bend",
    "Greyfield",
    "Harrow Point",
    "Highmeadow",
    "Iron Gate",
    "Juniper Mesa",
    "Kestrel County",
    "Lakeshore",
    "Long Prairie",
    "Marlow",
    "North Fork",
    "Oak Barrens",
    "Old Mill",
    "Pine Ridge",
    "Quarry Town",
    "Red Mesa",
    "Saltmarsh",
    "Silver Creek",
    "Tallgrass",
    "Three Rivers",
    "Upper Delta",
    "Whitestone",
];

const TOPICS: [&str; 30] = [
    "Apprenticeship",
    "Badge",
    "Career Ladder",
    "Career Navigation",
    "Civic Data",
    "College Credit",
    "Community College",
    "Competency",
    "Credential",
    "Digital Skills",
    "Early Childhood Workforce",
    "Employer Signaling",
    "Energy Transition",
    "Health Careers",
    "Job Quality",
    "Labor Market Data",
    "Learner Record",
    "Licensing",
    "Manufacturing Skills",
    "Micro-credential",
    "Prior Learning",
    "Reentry",
    "Rural Broadband",
    "Skills Assessment",
    "Teacher Preparation",
    "Transcript",
    "Transfer",
    "Upskilling",
    "Work-Based Learning",
    "Youth Employment",
];

const FORMS: [&str; 25] = [
    "Accelerator",
    "Alliance",
    "Bridge",
    "Challenge",
    "Collaborative",
    "Commons",
    "Compact",
    "Consortium",
    "Corps",
    "Exchange",
    "Framework",
    "Hub",
    "Initiative",
    "Lab",
    "Network",
    "Observatory",
    "Pathways",
    "Pilot",
    "Project",
    "Registry",
    "Roadmap",
    "Roundtable",
    "Standards",
    "Studio",
    "Toolkit",
];

const AUDIENCES: [&str; 12] = [
    "for Adult Learners",
    "for Employers",
    "for Families",
    "for First-Generation Students",
    "for Immigrants",
    "for Native Communities",
    "for Older Workers",
    "for Rural Schools",
    "for Small Firms",
    "for States",
    "for Veterans",
    "for Young Parents",
];

const BODIES: [&str; 20] = [
    "Association",
    "Board of Education",
    "Center",
    "Chamber of Commerce",
    "College",
    "Community Partners",
    "Development Council",
    "Economic Council",
    "Employers Group",
    "Institute",
    "Learning Trust",
    "Library System",
    "Policy Center",
    "Research Group",
    "School District",
    "Skills Council",
    "State University",
    "Union Training Fund",
    "Workforce Board",
    "Works",
];

const FAMILIES: [&str; 50] = [
    "Abernathy",
    "Adeyemi",
    "Alvarado",
    "Ashworth",
    "Balogun",
    "Bancroft",
    "Beaumont",
    "Bergstrom",
    "Castellanos",
    "Chaudhry",
    "Coldwell",
    "Dalgaard",
    "Delacroix",
    "Eastman-Rhee",
    "Ellery",
    "Fontaine",
    "Galbraith",
    "Greenleaf",
    "Hallström",
    "Hargrove",
    "Ibarra",
    "Ingersoll",
    "Jankowski",
    "Kapoor",
    "Kirkwood",
    "Lachance",
    "Lindqvist",
    "Madrigal",
    "Marchetti",
    "Nakagawa",
    "Novak",
    "Okafor",
    "Oyelaran",
    "Pemberton",
    "Petrosyan",
    "Quigley",
    "Radcliffe",
    "Rosenthal",
    "Sandoval",
    "Shirazi",
    "Stavros",
    "Tamburello",
    "Thackeray",
    "Uchida",
    "Valtierra",
    "Vandermeer",
    "Wexford",
    "Whitlock",
    "Yarborough",
    "Zielinski",
];

const FUNDS: [&str; 8] = [
    "Foundation",
    "Family Foundation",
    "Fund",
    "Charitable Trust",
    "Philanthropies",
    "Endowment",
    "Giving Circle",
    "Memorial Fund",
];

pub(super) const GOALS: [&str; 12] = [
    "Make every credential findable and comparable",
    "Let records of learning travel with the learner",
    "Say what skills work asks for, in words machines can read",
    "Open paths from first job to good job",
    "Count learning wherever it happened",
    "Help people choose with facts they can trust",
    "Join data of schools, colleges and employers",
    "Bring adults back to learning",
    "Assure the quality of short courses",
    "Reach places that others pass by",
    "Train those who teach and advise",
    "Learn what works, and tell",
];

pub(super) const MILESTONES: [&str; 10] = [
    "First partners sign",
    "Pilot begins",
    "First learners enrolled",
    "Data model published",
    "Evaluation published",
    "Second round of funding",
    "Open to other states",
    "Thousandth record issued",
    "Governance handed to a board",
    "Pays its own way",
];

/// How many initiatives in a row are of one place, and how many bodies that lead.
pub(super) const NEIGHBOURS: usize = 40;
const LEADS: usize = 16;

/// An initiative's name; above 30 000 they say whom it is for.
pub(super) fn initiative(number: usize) -> String {
    let (name, round) = placed(number, NEIGHBOURS, &FORMS);
    match round {
        0 => name,
        round if round <= AUDIENCES.len() => format!("{name} {}", AUDIENCES[round - 1]),
        round => format!("{name} {round}"),
    }
}

/// The name of a body that leads.
pub(super) fn lead(number: usize) -> String {
    let (name, round) = placed(number, LEADS, &BODIES);
    if round == 0 { name } else { format!("{name} {}", round + 1) }
}

/// A name of a place, a topic and a form, and how often all such names were given before. Those
/// whose numbers are near are of one place.
fn placed(number: usize, together: usize, forms: &[&str]) -> (String, usize) {
    /// Steps that have no factor in common with how many names a place has go over all of them.
    const STEP: usize = 7_919;
    let place = number / together % PLACES.len();
    let within = number / (together * PLACES.len()) * together + number % together;
    let all = TOPICS.len() * forms.len();
    let mixed = within % all * STEP % all;
    let (topic, form) = (TOPICS[mixed % TOPICS.len()], forms[mixed / TOPICS.len()]);
    (format!("{} {topic} {form}", PLACES[place]), within / all)
}

/// What sort of body that is.
pub(super) fn lead_sort(number: usize) -> &'static str {
    ["nonprofit", "state agency", "association", "university", "company"][number % 5]
}

/// The name of a funder: of one family first, then of two.
pub(super) fn funder(number: usize) -> String {
    let (one, two) = (FAMILIES.len(), FAMILIES.len() * FUNDS.len());
    let fund = FUNDS[number / one % FUNDS.len()];
    let family = FAMILIES[number % one];
    match number / two {
        0 => format!("{family} {fund}"),
        apart if apart < one => format!("{family} & {} {fund}", FAMILIES[(number + apart) % one]),
        round => format!("{family} {fund} {round}"),
    }
}

/// What sort of body that is.
pub(super) fn funder_sort(number: usize) -> &'static str {
    ["private foundation", "corporate funder", "community foundation", "public funder"][number % 4]
}
