//! Errors as problem details: one type, one exhaustive table of statuses and codes.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use waymark_analysis::AnalysisError;
use waymark_engine::EngineError;
use waymark_formats::ReadError;
use waymark_model::ChangeError;
use waymark_store::StoreError;
use waymark_wire::{EntityRef, Problem, ProblemPlace};

use crate::words::WordError;

/// Why a request was not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The engine could not do it.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The query cannot be understood.
    #[error(transparent)]
    Word(#[from] WordError),
    /// There is no such thing.
    #[error("there is no {what} `{id}`")]
    NotFound {
        /// What was asked for.
        what: &'static str,
        /// Its id.
        id: String,
        /// Editions that have it.
        present_in: Vec<String>,
    },
    /// It was merged into another thing.
    #[error("`{id}` was merged into `{}`", became.id)]
    Merged {
        /// Its id.
        id: String,
        /// What it is now.
        became: Box<EntityRef>,
    },
    /// There is no such address.
    #[error("there is nothing at `{path}`: see /api/docs for what there is")]
    NoSuchPath {
        /// The path.
        path: String,
    },
    /// Nothing can be done in this way at this address.
    #[error("the page can be read, not changed: `{method}` is not for it")]
    NoSuchMethod {
        /// The method.
        method: String,
    },
    /// The body of the request cannot be read.
    #[error("the body cannot be read: {reason}")]
    Body {
        /// Why.
        reason: String,
        /// The parts that are wrong.
        places: Vec<ProblemPlace>,
    },
    /// The body of the request is too large.
    #[error("the body is larger than {most} bytes, which is the most that is taken here")]
    TooLarge {
        /// How many bytes it may have.
        most: usize,
    },
    /// The request comes from another page, or names another host.
    #[error("{reason}")]
    Forbidden {
        /// Why.
        reason: String,
    },
    /// The state that `If-Match` names is not the present one.
    #[error("`If-Match: {value}` names no state of this map: give the `ETag` of an answer")]
    IfMatch {
        /// The header's value.
        value: String,
    },
    /// The state that `If-Match` names is another than the present one.
    #[error("`If-Match: {value}` names a state of another map than this, or of another time")]
    OtherState {
        /// The header's value.
        value: String,
    },
    /// The server failed.
    #[error("{0}")]
    Internal(String),
}

/// A code and the status it goes with.
struct Sort(StatusCode, &'static str, &'static str);

impl ApiError {
    fn sort(&self) -> Sort {
        use StatusCode as S;
        match self {
            Self::Engine(error) => engine_sort(error),
            Self::Word(_) => Sort(S::BAD_REQUEST, "bad_query", "The query cannot be understood"),
            Self::NotFound { .. } => Sort(S::NOT_FOUND, "not_found", "There is no such thing"),
            Self::Merged { .. } => Sort(S::GONE, "merged", "It is another thing now"),
            Self::NoSuchPath { .. } => {
                Sort(S::NOT_FOUND, "no_such_path", "There is nothing at this address")
            }
            Self::NoSuchMethod { .. } => {
                Sort(S::METHOD_NOT_ALLOWED, "no_such_method", "This cannot be done here")
            }
            Self::Body { .. } => Sort(S::BAD_REQUEST, "bad_body", "The body cannot be read"),
            Self::TooLarge { .. } => too_large(),
            Self::Forbidden { .. } => Sort(S::FORBIDDEN, "forbidden", "This is not allowed"),
            Self::IfMatch { .. } => {
                Sort(S::BAD_REQUEST, "bad_if_match", "The header If-Match cannot be understood")
            }
            Self::OtherState { .. } => changed_meanwhile(),
            Self::Internal(_) => internal(),
        }
    }

    /// The problem as it is sent.
    pub fn problem(&self) -> Problem {
        let Sort(status, code, title) = self.sort();
        let detail = if status.is_server_error() && code == "internal" {
            "Something failed inside. The log has more under the request id.".to_owned()
        } else {
            self.to_string()
        };
        Problem {
            kind: format!("/problems/{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail,
            request_id: None,
            places: self.places(),
            present_in: self.present_in(),
            became: match self {
                Self::Merged { became, .. } => Some((**became).clone()),
                _ => None,
            },
        }
    }

    fn places(&self) -> Vec<ProblemPlace> {
        match self {
            Self::Body { places, .. } => places.clone(),
            Self::Word(error) => vec![ProblemPlace {
                file: None,
                line: None,
                column: Some(error.word.clone()),
                value: Some(error.value.clone()),
                expected: error.expected.clone(),
            }],
            _ => Vec::new(),
        }
    }

    fn present_in(&self) -> Vec<String> {
        match self {
            Self::NotFound { present_in, .. } => present_in.clone(),
            _ => Vec::new(),
        }
    }
}

fn internal() -> Sort {
    Sort(StatusCode::INTERNAL_SERVER_ERROR, "internal", "The server failed")
}

fn too_large() -> Sort {
    Sort(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "It is more than is taken here")
}

fn stopped() -> Sort {
    Sort(StatusCode::CONFLICT, "cancelled", "The work was stopped")
}

fn changed_meanwhile() -> Sort {
    let title = "Somebody changed the map meanwhile";
    Sort(StatusCode::PRECONDITION_FAILED, "changed_meanwhile", title)
}

fn engine_sort(error: &EngineError) -> Sort {
    use StatusCode as S;
    match error {
        EngineError::Store(error) => store_sort(error),
        EngineError::Rejected(rejected) => change_sort(&rejected.error),
        EngineError::Read(error) => read_sort(error),
        EngineError::Analysis(error) => analysis_sort(error),
        EngineError::Unreplayable { .. } => internal(),
        EngineError::Conflict { .. } => changed_meanwhile(),
        EngineError::NoSuchPosition { .. } => {
            Sort(S::NOT_FOUND, "unknown_position", "There is no such position in the log")
        }
        EngineError::NoSuchEdition { .. } => {
            Sort(S::NOT_FOUND, "unknown_edition", "There is no such edition")
        }
        EngineError::NotOnRecord { .. } => {
            Sort(S::NOT_FOUND, "edition_not_on_record", "The edition is known from sources only")
        }
        EngineError::EditionExists { .. } => {
            Sort(S::CONFLICT, "edition_exists", "Editions do not change")
        }
        EngineError::ChangedSince { .. } => {
            Sort(S::CONFLICT, "changed_since", "It was changed again since")
        }
        EngineError::NoSuchSuggestion { .. } => {
            Sort(S::NOT_FOUND, "not_found", "There is no such thing")
        }
        EngineError::AlreadySettled { .. } => {
            Sort(S::CONFLICT, "already_settled", "It was decided on already")
        }
        EngineError::ChangedSinceSuggested { .. } => {
            Sort(S::CONFLICT, "changed_since", "It was changed again since")
        }
        EngineError::ChangesNothing => {
            Sort(S::UNPROCESSABLE_ENTITY, "changes_nothing", "Nothing would be changed")
        }
        EngineError::SuggestionTooLarge { .. } => too_large(),
        EngineError::TooManyWaiting { .. } => {
            Sort(S::TOO_MANY_REQUESTS, "too_many_waiting", "Too many suggestions wait already")
        }
        EngineError::NoSuchThing { .. } => {
            Sort(S::UNPROCESSABLE_ENTITY, "unknown_record", "There is no such thing here")
        }
        EngineError::CannotMerge { .. } => {
            Sort(S::UNPROCESSABLE_ENTITY, "cannot_merge", "They cannot become one, or two again")
        }
        EngineError::NotAMerge { .. } => {
            Sort(S::UNPROCESSABLE_ENTITY, "not_a_merge", "There is no merge at this position")
        }
        EngineError::Cancelled => stopped(),
    }
}

fn store_sort(error: &StoreError) -> Sort {
    use StatusCode as S;
    match error {
        StoreError::NoSpace { .. } => Sort(S::INSUFFICIENT_STORAGE, "no_space", "The disk is full"),
        StoreError::ReadOnly { .. } => {
            Sort(S::FORBIDDEN, "read_only", "The data folder cannot be written")
        }
        StoreError::Stopped { .. } => {
            Sort(S::SERVICE_UNAVAILABLE, "writing_stopped", "Nothing more can be written")
        }
        StoreError::Unstorable { .. } => {
            Sort(S::UNPROCESSABLE_ENTITY, "unstorable", "The change cannot be stored")
        }
        _ => internal(),
    }
}

fn change_sort(error: &ChangeError) -> Sort {
    let code = match error {
        ChangeError::Unknown { .. } => "unknown_record",
        ChangeError::StillUsed { .. } => "still_used",
        ChangeError::Retired { .. } => "id_retired",
        ChangeError::OtherKind { .. } => "other_kind",
        ChangeError::WrongEnds { .. } => "wrong_ends",
        ChangeError::Cycle { .. } => "cycle",
        ChangeError::Invalid { .. } => "invalid_record",
        ChangeError::Id(_) => "bad_id",
    };
    Sort(StatusCode::UNPROCESSABLE_ENTITY, code, "The change cannot be applied")
}

fn read_sort(error: &ReadError) -> Sort {
    let status = match error {
        ReadError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Sort(status, "unreadable_file", "The file cannot be read")
}

fn analysis_sort(error: &AnalysisError) -> Sort {
    use StatusCode as S;
    match error {
        AnalysisError::Unknown { .. } => {
            Sort(S::NOT_FOUND, "unknown_record", "There is no such thing here")
        }
        AnalysisError::OtherKind { .. } => {
            Sort(S::UNPROCESSABLE_ENTITY, "other_kind", "It is of another kind")
        }
        AnalysisError::Parameter { .. } => {
            Sort(S::UNPROCESSABLE_ENTITY, "bad_parameter", "A parameter makes no sense")
        }
        AnalysisError::Stopped(_) => stopped(),
        AnalysisError::Money(_) => {
            Sort(S::UNPROCESSABLE_ENTITY, "sum_too_large", "The amounts cannot be added exactly")
        }
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.sort().0
    }

    fn error_response(&self) -> HttpResponse {
        if self.status_code().is_server_error() {
            log_chain(self);
        }
        problem_response(&self.problem())
    }
}

/// A problem as a response.
pub(crate) fn problem_response(problem: &Problem) -> HttpResponse {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    HttpResponse::build(status)
        .content_type("application/problem+json")
        .insert_header(("Cache-Control", "no-store"))
        .json(problem)
}

fn log_chain(error: &dyn std::error::Error) {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let chain: Vec<String> = causes.map(ToString::to_string).collect();
    tracing::error!(chain = chain.join(": "), "a request failed");
}
