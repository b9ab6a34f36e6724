//! What the server holds while it runs.

use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::broadcast;
use waymark_engine::Engine;
use waymark_model::{Date, Day, Timestamp};
use waymark_wire::Event;

use crate::EmbedOrigin;
use crate::jobs::Jobs;

/// How many events a slow reader may lag behind before it misses some.
const LAG: usize = 256;

/// What every request can reach.
pub struct State {
    /// The map.
    pub engine: Arc<Engine>,
    /// Work that goes on by itself.
    pub jobs: Jobs,
    /// Whether changes are refused.
    pub read_only: bool,
    /// Whether suggestions are taken where changes are refused.
    pub suggestions: bool,
    /// Hosts that requests may name; empty for any.
    pub hosts: Vec<String>,
    /// Sites that may show views of the page within their own.
    pub embed_origins: Vec<EmbedOrigin>,
    pub(crate) events: broadcast::Sender<Event>,
    pub(crate) metrics: Option<PrometheusHandle>,
}

impl State {
    /// The state of a server for a map.
    pub fn new(engine: Arc<Engine>, metrics: Option<PrometheusHandle>) -> Self {
        let (events, _) = broadcast::channel(LAG);
        let sender = events.clone();
        engine.on_event(move |event| {
            let waymark_engine::Event { position, author, message } = event.clone();
            // Nobody listening is no failure.
            let _ = sender.send(Event::Changed { position, author, message });
        });
        let jobs = Jobs::new(events.clone());
        Self {
            engine,
            jobs,
            read_only: false,
            suggestions: false,
            hosts: Vec::new(),
            embed_origins: Vec::new(),
            events,
            metrics,
        }
    }

    /// Whether readers may send suggestions: where the map may be changed, always.
    pub fn takes_suggestions(&self) -> bool {
        !self.read_only || self.suggestions
    }
}

/// The present moment.
pub fn now() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_millisecond())
}

/// The day of a moment, in UTC.
pub fn day_of(moment: Timestamp) -> Day {
    let stamp = jiff::Timestamp::from_millisecond(moment.0).unwrap_or_default();
    let date = stamp.to_zoned(jiff::tz::TimeZone::UTC).date();
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Day { year: i32::from(date.year()), month, day }
}

/// A day as it is written in answers.
pub(crate) fn day(text: &str) -> Option<Day> {
    Date::parse(text).ok()?.earliest()
}

/// A moment as RFC 3339.
pub(crate) fn rfc3339(moment: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(moment.0).unwrap_or_default().to_string()
}
