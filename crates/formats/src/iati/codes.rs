//! The code lists of IATI that are read, in the words of version 1 and the numbers of version 2.

use waymark_model::{FundingStatus, TieKind};

/// What an organization does in an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    Funding,
    Accountable,
    Extending,
    Implementing,
}

impl Role {
    /// Reads `1` or `Funding`.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Some(match code.to_lowercase().as_str() {
            "1" | "funding" => Self::Funding,
            "2" | "accountable" => Self::Accountable,
            "3" | "extending" => Self::Extending,
            "4" | "implementing" => Self::Implementing,
            _ => return None,
        })
    }

    /// The word for it, which becomes the verb of the tie.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Funding => "funding",
            Self::Accountable => "accountable",
            Self::Extending => "extending",
            Self::Implementing => "implementing",
        }
    }

    /// Whoever carries an activity out leads it; who answers for it or passes it on takes part.
    pub(crate) fn kind(self) -> TieKind {
        match self {
            Self::Funding => TieKind::Funds,
            Self::Implementing => TieKind::Leads,
            Self::Accountable | Self::Extending => TieKind::Partners,
        }
    }
}

/// What a transaction or a budget does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Flow {
    /// Money that is bound to the activity.
    Commitment,
    /// Money that was handed over or spent.
    Spending,
    /// Money that is promised.
    Pledge,
    /// Money that is planned.
    Budget,
}

impl Flow {
    /// In the order in which they tell how much was given. All of them speak of the same money, so
    /// only the first that there is becomes the amount.
    pub(crate) const ALL: [Self; 4] =
        [Self::Commitment, Self::Spending, Self::Pledge, Self::Budget];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Commitment => "committed",
            Self::Spending => "spent",
            Self::Pledge => "pledged",
            Self::Budget => "budgeted",
        }
    }

    pub(crate) fn status(self) -> FundingStatus {
        match self {
            Self::Commitment => FundingStatus::Awarded,
            Self::Spending => FundingStatus::Paid,
            Self::Pledge | Self::Budget => FundingStatus::Pledged,
        }
    }
}

/// Reads the type of a transaction: what it does, and whether it comes in from outside.
pub(crate) fn flow_of(code: &str) -> Option<(Flow, bool)> {
    Some(match code.to_uppercase().as_str() {
        "1" | "IF" => (Flow::Spending, true),
        "2" | "C" => (Flow::Commitment, false),
        "3" | "D" | "4" | "E" => (Flow::Spending, false),
        "11" => (Flow::Commitment, true),
        "12" => (Flow::Pledge, false),
        "13" => (Flow::Pledge, true),
        _ => return None,
    })
}

/// The words of an activity's status.
pub(crate) fn status_of(code: &str) -> Option<&'static str> {
    Some(match code {
        "1" => "Pipeline/identification",
        "2" => "Implementation",
        "3" => "Finalisation",
        "4" => "Closed",
        "5" => "Cancelled",
        "6" => "Suspended",
        _ => return None,
    })
}

/// The group that a code of the OECD's sectors belongs to, by its first three digits.
pub(crate) fn dac_group(code: &str) -> Option<&'static str> {
    const GROUPS: [(&str, &str); 38] = [
        ("111", "Education, level unspecified"),
        ("112", "Basic education"),
        ("113", "Secondary education"),
        ("114", "Post-secondary education"),
        ("121", "Health, general"),
        ("122", "Basic health"),
        ("123", "Non-communicable diseases"),
        ("130", "Population policies and reproductive health"),
        ("140", "Water supply and sanitation"),
        ("151", "Government and civil society"),
        ("152", "Conflict, peace and security"),
        ("160", "Other social infrastructure and services"),
        ("210", "Transport and storage"),
        ("220", "Communications"),
        ("230", "Energy"),
        ("231", "Energy policy"),
        ("232", "Energy generation, renewable sources"),
        ("233", "Energy generation, non-renewable sources"),
        ("236", "Energy distribution"),
        ("240", "Banking and financial services"),
        ("250", "Business and other services"),
        ("311", "Agriculture"),
        ("312", "Forestry"),
        ("313", "Fishing"),
        ("321", "Industry"),
        ("322", "Mineral resources and mining"),
        ("323", "Construction"),
        ("331", "Trade policies and regulations"),
        ("332", "Tourism"),
        ("410", "General environment protection"),
        ("430", "Other multisector"),
        ("510", "General budget support"),
        ("520", "Development food assistance"),
        ("600", "Action relating to debt"),
        ("720", "Emergency response"),
        ("730", "Reconstruction relief and rehabilitation"),
        ("740", "Disaster prevention and preparedness"),
        ("910", "Administrative costs of donors"),
    ];
    let digits = code.len() >= 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    let found = GROUPS.iter().find(|(group, _)| digits && code.starts_with(group));
    found.map(|(_, name)| *name)
}
