//! From a request to an answer: read the query, find the state, compare the tag, ask, send.

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use futures_util::future::LocalBoxFuture;
use serde::Serialize;
use waymark_engine::At;
use waymark_model::Day;

use crate::answer::{Ask, version_of};
use crate::jobs::Done;
use crate::words::{FilterWords, WordError, Words};
use crate::{ApiError, State, state};

/// The query as pairs of words and values.
pub(crate) type Query = web::Query<Vec<(String, String)>>;

/// Words that every read knows.
const AT_WORDS: &str = "`edition`, `as_of`, `today`";
const FILTER_WORDS: &str = "`goal`, `funder`, `place`, `term`, `from`, `to`, `confidence`, `q`";

/// Whether a read takes the words of a filter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filtered {
    Yes,
    No,
}

/// What a handler answers.
pub(crate) type Reply = Result<HttpResponse, ApiError>;

/// A read: the server's state, the request, and the words of its query.
pub(crate) struct Asked {
    state: web::Data<State>,
    request: HttpRequest,
    query: Query,
    of_its_day: bool,
}

impl FromRequest for Asked {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let state = web::Data::<State>::from_request(request, payload);
        let query = Query::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let (state, query) = (state.await?, query.await?);
            Ok(Self { state, request, query, of_its_day: false })
        })
    }
}

impl Asked {
    /// The same about today, unless a day is given: even a past state is looked at today.
    pub(crate) fn today(mut self) -> Self {
        if !self.query.iter().any(|(word, _)| word == "today") {
            let today = state::day_of(state::now()).to_string();
            self.query.push(("today".to_owned(), today));
        }
        self
    }

    /// The same about the day of the state's last change, unless a day is given.
    pub(crate) fn of_its_day(mut self) -> Self {
        self.of_its_day = true;
        self
    }

    /// Where the reader reached the server.
    pub(crate) fn site(&self) -> String {
        let connection = self.request.connection_info();
        format!("{}://{}", connection.scheme(), connection.host())
    }

    /// Answers about a state as a whole.
    pub(crate) async fn whole<T: Serialize + Send + 'static>(
        self,
        work: impl FnOnce(&State, &Ask) -> Result<T, ApiError> + Send + 'static,
    ) -> Reply {
        self.answer(Filtered::No, "", |_| Ok(()), |state, ask, ()| work(state, ask)).await
    }

    /// Answers about the part of a state that a filter selects.
    pub(crate) async fn part<T: Serialize + Send + 'static>(
        self,
        work: impl FnOnce(&State, &Ask) -> Result<T, ApiError> + Send + 'static,
    ) -> Reply {
        self.answer(Filtered::Yes, "", |_| Ok(()), |state, ask, ()| work(state, ask)).await
    }

    /// Answers a read with words of its own: `parse` takes them (they are named in `own`), `work`
    /// answers.
    ///
    /// The tag of an answer is made of the state, the day and the address, so that a reader who
    /// has the answer is told so before anything is worked out.
    pub(crate) async fn answer<P: Send + 'static, T: Serialize + Send + 'static>(
        self,
        filtered: Filtered,
        own: &str,
        parse: impl FnOnce(&mut Words) -> Result<P, WordError>,
        work: impl FnOnce(&State, &Ask, P) -> Result<T, ApiError> + Send + 'static,
    ) -> Reply {
        let Understood { state, request, meant, own } = self.understand(filtered, own, parse)?;
        if prefers_a_job(&request) {
            let ask = blocking({
                let state = state.clone();
                move || meant.ask(&state)
            });
            return Ok(begin_job(state, &request, ask.await?, move |state, ask| {
                work(state, ask, own).map(drop)
            }));
        }
        let address = request.uri().to_string();
        let seen = seen(&request);
        let done = blocking(move || {
            let ask = meant.ask(&state)?;
            let tag = tag_of(&ask, &address);
            if seen.is_some_and(|seen| seen.contains(&tag)) {
                return Ok((tag, None));
            }
            let answer = work(&state, &ask, own)?;
            let body = serde_json::to_vec(&answer);
            let body = body.map_err(|error| ApiError::Internal(error.to_string()))?;
            Ok((tag, Some(body)))
        });
        let (tag, body) = done.await?;
        Ok(tagged(&tag, body))
    }

    /// Reads the words of a query: those that every read knows, those of a filter where it takes
    /// one, and those of its own (they are named in `own`). A word that is left is refused.
    pub(crate) fn understand<P>(
        self,
        filtered: Filtered,
        own: &str,
        parse: impl FnOnce(&mut Words) -> Result<P, WordError>,
    ) -> Result<Understood<P>, WordError> {
        let Self { state, request, query, of_its_day } = self;
        let mut words = Words::new(query.into_inner());
        let own_words = parse(&mut words)?;
        let at = words.at()?;
        let today = words.today()?;
        let filter = if filtered == Filtered::Yes { words.filter()? } else { Default::default() };
        let known = [own, AT_WORDS, if filtered == Filtered::Yes { FILTER_WORDS } else { "" }];
        let known: Vec<&str> = known.into_iter().filter(|words| !words.is_empty()).collect();
        words.finish(&known.join(", "))?;
        let of_its_day = of_its_day && today.is_none();
        let meant = Meant { at, today, of_its_day, filter };
        Ok(Understood { state, request, meant, own: own_words })
    }
}

/// A read whose words are understood.
pub(crate) struct Understood<P> {
    pub(crate) state: web::Data<State>,
    pub(crate) request: HttpRequest,
    pub(crate) meant: Meant,
    /// The words of its own.
    pub(crate) own: P,
}

/// Which state and which part of it are meant, and as of which day.
pub(crate) struct Meant {
    at: At,
    today: Option<Day>,
    of_its_day: bool,
    filter: FilterWords,
}

impl Meant {
    /// Finds the state.
    pub(crate) fn ask(self, state: &State) -> Result<Ask, ApiError> {
        let ask = Ask::new(&state.engine, &self.at, self.filter, self.today)?;
        Ok(if self.of_its_day { ask.of_its_day() } else { ask })
    }
}

/// The tags of the answers that the reader has.
pub(crate) fn seen(request: &HttpRequest) -> Option<String> {
    let seen = request.headers().get(header::IF_NONE_MATCH);
    seen.and_then(|tag| tag.to_str().ok()).map(str::to_owned)
}

/// Whether the reader would rather follow long work than wait for it (RFC 7240).
pub(crate) fn prefers_a_job(request: &HttpRequest) -> bool {
    let wishes = request.headers().get_all("Prefer").filter_map(|wish| wish.to_str().ok());
    wishes.flat_map(|wish| wish.split([',', ';'])).any(|wish| wish.trim() == "respond-async")
}

/// Begins to work out an answer, which is then kept with the state, at an address that pins it.
pub(crate) fn begin_job(
    state: web::Data<State>,
    request: &HttpRequest,
    ask: Ask,
    work: impl FnOnce(&State, &Ask) -> Result<(), ApiError> + Send + 'static,
) -> HttpResponse {
    let address = pinned(request, &ask);
    let running = state.jobs.begin_question(format!("working out {}", request.path()));
    let job = running.shown();
    drop(actix_web::rt::task::spawn_blocking(move || {
        let ask = ask.watched_by(running.clone());
        running.run(|| work(&state, &ask).map(|()| Done::Answer(address)));
    }));
    HttpResponse::Accepted()
        .insert_header((header::LOCATION, format!("/api/v1/jobs/{}", job.id)))
        .insert_header(("Preference-Applied", "respond-async"))
        .json(job)
}

/// The address of a request, about the state and the day that it has now.
fn pinned(request: &HttpRequest, ask: &Ask) -> String {
    let mut words: Vec<String> = request
        .query_string()
        .split('&')
        .filter(|word| !word.is_empty() && *word != "edition=now")
        .map(str::to_owned)
        .collect();
    let says = |word: &str, words: &[String]| words.iter().any(|pair| pair.starts_with(word));
    if !says("edition=", &words) && !says("as_of=", &words) {
        words.push(format!("as_of={}", ask.view.head.position));
    }
    if !says("today=", &words) {
        words.push(format!("today={}", ask.today));
    }
    format!("{}?{}", request.path(), words.join("&"))
}

/// An answer with its tag; without a body the reader has it already.
fn tagged(tag: &str, body: Option<Vec<u8>>) -> HttpResponse {
    let mut response = match body {
        Some(body) => HttpResponse::Ok().content_type("application/json").body(body),
        None => HttpResponse::NotModified().finish(),
    };
    put_tag(&mut response, tag);
    response
}

/// Puts the tag of an answer on it.
pub(crate) fn put_tag(response: &mut HttpResponse, tag: &str) {
    let headers = response.headers_mut();
    let tag = header::HeaderValue::from_str(tag).expect("a tag is hexadecimal in quotes");
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
}

/// Runs work that may take a while where it holds nobody up.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let done = web::block(work).await;
    done.map_err(|_| ApiError::Internal("a thread pool is gone".to_owned()))?
}

/// The tag of an answer: position, state, and everything else the answer depends on.
pub(crate) fn tag_of(ask: &Ask, address: &str) -> String {
    let version = version_of(&ask.view);
    let of = format!("{} {} {}", env!("CARGO_PKG_VERSION"), ask.today, address);
    let rest = blake3::hash(of.as_bytes()).to_hex();
    format!("\"{}-{}-{}\"", version.position, &version.hash[..16], &rest[..16])
}

/// The log position that `If-Match` asks for, if it does: the first part of a tag, or `*`.
pub(crate) fn expected(request: &HttpRequest, state: &State) -> Result<Option<u64>, ApiError> {
    let Some(value) = request.headers().get(header::IF_MATCH) else { return Ok(None) };
    let value = value.to_str().unwrap_or_default();
    if value == "*" {
        return Ok(None);
    }
    let unreadable = || ApiError::IfMatch { value: value.to_owned() };
    let mut parts = value.trim_start_matches("W/").trim_matches('"').split('-');
    let position: u64 = parts.next().and_then(|p| p.parse().ok()).ok_or_else(unreadable)?;
    let now = version_of(&state.engine.now());
    match parts.next() {
        Some(hash) if position == now.position && !now.hash.starts_with(hash) => {
            Err(ApiError::OtherState { value: value.to_owned() })
        }
        _ => Ok(Some(position)),
    }
}

/// The position in a list at which a cursor goes on, and the state it belongs to.
pub(crate) fn cursor(value: &str) -> Option<(At, usize)> {
    let (position, offset) = value.split_once('.')?;
    Some((At::Position(position.parse().ok()?), offset.parse().ok()?))
}
