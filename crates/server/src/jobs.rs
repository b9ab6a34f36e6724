//! Long work: it has an id, tells how far it is, and can be stopped.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use tokio::sync::broadcast;
use waymark_measures::Watch;
use waymark_wire::{Event, ImportFile, ImportReport, Job, JobState, Problem};

use crate::ApiError;

/// How many finished jobs are remembered.
const REMEMBERED: usize = 100;

/// Who has not asked for this long how a question stands has gone away: a closed page cannot say so.
const GONE_AFTER: Duration = Duration::from_secs(60);

/// What a job came to.
pub enum Done {
    /// An import.
    Import(Box<ImportReport>),
    /// A question: the address of its answer.
    Answer(String),
}

/// All jobs of a server.
pub struct Jobs {
    jobs: Mutex<VecDeque<Arc<RunningJob>>>,
    next: AtomicU64,
    events: broadcast::Sender<Event>,
}

/// A job from the side of whoever does it.
pub struct RunningJob {
    job: Mutex<Job>,
    stop: AtomicBool,
    /// When somebody last asked how it stands; nothing for work that goes on by itself.
    asked_for: Option<Mutex<Instant>>,
    events: broadcast::Sender<Event>,
}

impl Jobs {
    pub(crate) fn new(events: broadcast::Sender<Event>) -> Self {
        Self { jobs: Mutex::default(), next: AtomicU64::new(1), events }
    }

    /// Begins a job that goes on by itself, such as an import. It is up to the caller to do it.
    pub fn begin(&self, title: String) -> Arc<RunningJob> {
        self.add(title, None)
    }

    /// Begins to answer a question: for as long as somebody asks for it at least once a minute.
    pub(crate) fn begin_question(&self, title: String) -> Arc<RunningJob> {
        self.add(title, Some(Mutex::new(Instant::now())))
    }

    fn add(&self, title: String, asked_for: Option<Mutex<Instant>>) -> Arc<RunningJob> {
        let id = format!("job-{}", self.next.fetch_add(1, Ordering::Relaxed));
        let job = Job {
            id,
            title,
            state: JobState::Running,
            step: "waiting to begin".to_owned(),
            progress: None,
            report: None,
            files: None,
            answer: None,
            problem: None,
        };
        let running = Arc::new(RunningJob {
            job: Mutex::new(job),
            stop: AtomicBool::new(false),
            asked_for,
            events: self.events.clone(),
        });
        let mut jobs = self.jobs.lock();
        if jobs.len() == REMEMBERED {
            let finished = jobs.iter().position(|job| job.shown().state != JobState::Running);
            finished.map(|at| jobs.remove(at));
        }
        jobs.push_back(running.clone());
        running
    }

    /// The job with this id; whoever asks for it still wants it.
    pub fn find(&self, id: &str) -> Option<Arc<RunningJob>> {
        let found = self.jobs.lock().iter().find(|job| job.job.lock().id == id).cloned()?;
        if let Some(asked_for) = &found.asked_for {
            *asked_for.lock() = Instant::now();
        }
        Some(found)
    }
}

impl RunningJob {
    /// How it stands.
    pub fn shown(&self) -> Job {
        self.job.lock().clone()
    }

    /// Asks it to stop before it writes anything.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether nobody asked it to stop, and somebody still waits for it.
    pub fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::Relaxed) && self.is_wanted_at(Instant::now())
    }

    fn is_wanted_at(&self, now: Instant) -> bool {
        let wanted = |at: &Mutex<Instant>| now.saturating_duration_since(*at.lock()) < GONE_AFTER;
        self.asked_for.as_ref().is_none_or(wanted)
    }

    /// Says how far it is.
    pub fn step(&self, step: String, progress: Option<f64>) {
        self.change(|job| {
            job.step = step;
            job.progress = progress;
        });
    }

    /// Does the work, and says what it came to; work that panics has failed.
    pub(crate) fn run(&self, work: impl FnOnce() -> Result<Done, ApiError>) {
        let _guard = EndsAnyway(self);
        self.end(work().map_err(|error| error.problem()));
    }

    /// Keeps what can be told of files that cannot be read as they are.
    pub(crate) fn looked_at(&self, files: Vec<ImportFile>) {
        self.change(|job| job.files = Some(files));
    }

    /// Says what it came to.
    pub fn end(&self, outcome: Result<Done, Problem>) {
        self.change(|job| match outcome {
            Ok(done) => {
                job.state = JobState::Done;
                job.step = "done".to_owned();
                job.progress = Some(1.0);
                match done {
                    Done::Import(report) => job.report = Some(*report),
                    Done::Answer(address) => job.answer = Some(address),
                }
            }
            Err(problem) if problem.code == "cancelled" => {
                job.state = JobState::Cancelled;
                job.step = "stopped".to_owned();
            }
            Err(problem) => {
                job.state = JobState::Failed;
                job.step = "failed".to_owned();
                job.problem = Some(problem);
            }
        });
    }

    fn change(&self, change: impl FnOnce(&mut Job)) {
        let mut job = self.job.lock();
        change(&mut job);
        // The report may be large; whoever wants it asks for the job.
        let told = Job { report: None, files: None, ..job.clone() };
        let _ = self.events.send(Event::Job(Box::new(told)));
    }
}

/// Ends a job as failed if nobody ended it before: whoever follows it must not wait for ever.
struct EndsAnyway<'j>(&'j RunningJob);

impl Drop for EndsAnyway<'_> {
    fn drop(&mut self) {
        if self.0.shown().state == JobState::Running {
            let panicked = ApiError::Internal("the work panicked".to_owned());
            self.0.end(Err(panicked.problem()));
        }
    }
}

impl Watch for RunningJob {
    fn goes_on(&self) -> bool {
        RunningJob::goes_on(self)
    }

    fn step(&self, what: &str, done: usize, of: usize) {
        let share = (of > 0).then(|| done as f64 / of as f64);
        RunningJob::step(self, what.to_owned(), share);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_panics_has_failed_and_does_not_run_for_ever() {
        let (events, _) = broadcast::channel(8);
        let jobs = Jobs::new(events);
        let running = jobs.begin("work that panics".to_owned());
        let doing = running.clone();
        let ended = std::thread::spawn(move || doing.run(|| panic!("a bug"))).join();
        assert!(ended.is_err());
        let job = jobs.find(&running.shown().id).unwrap().shown();
        assert_eq!((job.state, job.step.as_str()), (JobState::Failed, "failed"));
        assert_eq!(job.problem.unwrap().code, "internal");
    }

    #[test]
    fn a_question_that_nobody_asks_for_any_more_does_not_go_on() {
        let (events, _) = broadcast::channel(8);
        let jobs = Jobs::new(events);
        let (question, import) = (jobs.begin_question("a".to_owned()), jobs.begin("b".to_owned()));
        let later = Instant::now() + GONE_AFTER;
        assert!(question.goes_on());
        assert_eq!((question.is_wanted_at(later), import.is_wanted_at(later)), (false, true));

        while Instant::now() + GONE_AFTER == later {
            std::thread::yield_now();
        }
        jobs.find(&question.shown().id).unwrap();
        assert!(question.is_wanted_at(later), "it was asked for since");
    }

    #[test]
    fn work_that_ends_is_told_as_it_ended() {
        let (events, _) = broadcast::channel(8);
        let running = Jobs::new(events).begin("work".to_owned());
        running.run(|| Ok(Done::Answer("/api/v1/summary".to_owned())));
        assert_eq!(running.shown().state, JobState::Done);
        assert_eq!(running.shown().answer.as_deref(), Some("/api/v1/summary"));
    }
}
