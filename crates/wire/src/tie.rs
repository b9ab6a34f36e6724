//! Ties and milestones, whole.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use waymark_model as model;

use crate::fact::facts;
use crate::{
    Confidence, CoordinationLevel, Declared, EntityRef, Fact, FundingStatus, MilestoneStatus,
    Money, Provenance, TermRef, TieKind,
};

/// A typed, dated, sourced edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tie {
    /// Its id.
    pub id: String,
    /// What it says.
    pub kind: TieKind,
    /// Where it comes from.
    pub from: EntityRef,
    /// Where it goes to.
    pub to: EntityRef,
    /// The source's own word for it.
    pub verb: Option<String>,
    /// When it holds (EDTF).
    pub date: Vec<Fact<String>>,
    /// Terms it is described with.
    pub terms: Vec<Fact<TermRef>>,
    /// Who declared it.
    pub declared: Option<Declared>,
    /// The strongest confidence with which it is stated.
    pub confidence: Confidence,
    /// Of a `funds` tie: what it says as a funding.
    pub funding: Option<Funding>,
    /// Of a `serves` tie: how much of the initiative is for the goal, as a decimal string.
    pub weight: Option<String>,
    /// Of a `serves` tie: whether the goal is its main one.
    pub primary: Option<bool>,
    /// Of a `coordinates` tie: how closely.
    pub level: Option<CoordinationLevel>,
    /// Who says that it exists; at least one.
    pub stated: Vec<Provenance>,
}

/// What a funding says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Funding {
    /// How much. Empty is unknown.
    #[serde(default)]
    #[schema(required = true)]
    pub amount: Vec<Fact<Money>>,
    /// How it stands.
    #[serde(default)]
    #[schema(required = true)]
    pub status: Vec<Fact<FundingStatus>>,
    /// The programme it is given under.
    #[serde(default)]
    pub programme: Option<String>,
    /// Whether it passes on money that another tie already counts.
    #[serde(default)]
    #[schema(required = true)]
    pub regrant: bool,
}

impl Tie {
    /// A tie with the names of its ends.
    pub fn from_model(map: &model::Map, tie: &model::Tie) -> Self {
        let model::Tie { id, kind, from, to, verb, date, terms, declared, details, stated } = tie;
        let mut wire = Self {
            id: id.to_string(),
            kind: (*kind).into(),
            from: EntityRef::of(map, from),
            to: EntityRef::of(map, to),
            verb: verb.as_deref().map(str::to_owned),
            date: facts(date, ToString::to_string),
            terms: facts(terms, TermRef::from),
            declared: declared.map(Into::into),
            confidence: tie.confidence().into(),
            funding: None,
            weight: None,
            primary: None,
            level: None,
            stated: stated.iter().map(Into::into).collect(),
        };
        match details {
            model::TieDetails::Plain => {}
            model::TieDetails::Funding(funding) => wire.funding = Some((&**funding).into()),
            model::TieDetails::Service(model::Service { weight, primary }) => {
                wire.weight = weight.map(|weight| weight.normalize().to_string());
                wire.primary = *primary;
            }
            model::TieDetails::Coordination(model::Coordination { level }) => {
                wire.level = level.map(Into::into);
            }
        }
        wire
    }
}

impl From<&model::Funding> for Funding {
    fn from(funding: &model::Funding) -> Self {
        let model::Funding { amount, status, programme, regrant } = funding;
        Self {
            amount: facts(amount, Money::from),
            status: facts(status, |status| (*status).into()),
            programme: programme.clone(),
            regrant: *regrant,
        }
    }
}

/// An event: when it was due, when it was done, how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Milestone {
    /// Its id.
    pub id: String,
    /// Whose event it is.
    pub subject: EntityRef,
    /// What happened or is to happen.
    pub title: Vec<Fact<String>>,
    /// When it was to be done (EDTF).
    pub due: Vec<Fact<String>>,
    /// When it was done (EDTF).
    pub done: Vec<Fact<String>>,
    /// How it stands. Empty is unknown.
    pub status: Vec<Fact<MilestoneStatus>>,
    /// An amount stated with the event; never added to funding.
    pub amount: Vec<Fact<Money>>,
}

impl Milestone {
    /// A milestone with the name of its subject.
    pub fn from_model(map: &model::Map, milestone: &model::Milestone) -> Self {
        let model::Milestone { id, subject, title, due, done, status, amount } = milestone;
        Self {
            id: id.to_string(),
            subject: EntityRef::of(map, subject),
            title: facts(title, String::clone),
            due: facts(due, ToString::to_string),
            done: facts(done, ToString::to_string),
            status: facts(status, |status| (*status).into()),
            amount: facts(amount, Money::from),
        }
    }
}
