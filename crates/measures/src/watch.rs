//! Who waits for long work.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Who waits for long work: is told how far it is, and says whether it is still wanted.
pub trait Watch: Sync {
    /// Whether the work is still wanted.
    fn goes_on(&self) -> bool {
        true
    }

    /// Hears what is being done, and how much of it is done.
    fn step(&self, what: &str, done: usize, of: usize) {
        let _ = (what, done, of);
    }
}

/// Nobody waits: the work goes on to its end.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {}

/// The work was stopped because nobody wants it any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the work was stopped")]
pub struct Stopped;

/// Counts what is done of some work, from any thread, and tells whoever waits about each hundredth.
pub struct Progress<'a> {
    watch: &'a dyn Watch,
    what: &'a str,
    done: AtomicUsize,
    of: usize,
}

impl<'a> Progress<'a> {
    /// Begins work of so many parts.
    pub fn new(watch: &'a dyn Watch, what: &'a str, of: usize) -> Self {
        watch.step(what, 0, of);
        Self { watch, what, done: AtomicUsize::new(0), of }
    }

    /// Says that one more part is done.
    ///
    /// # Errors
    /// When nobody wants the rest.
    pub fn one_done(&self) -> Result<(), Stopped> {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let hundredth = (self.of / 100).max(1);
        if done.is_multiple_of(hundredth) || done == self.of {
            self.watch.step(self.what, done, self.of);
        }
        if self.watch.goes_on() { Ok(()) } else { Err(Stopped) }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;

    #[derive(Default)]
    struct Heard {
        last: AtomicUsize,
        tired: AtomicBool,
    }

    impl Watch for Heard {
        fn goes_on(&self) -> bool {
            !self.tired.load(Ordering::Relaxed)
        }

        fn step(&self, _: &str, done: usize, of: usize) {
            self.last.store(100 * done / of, Ordering::Relaxed);
        }
    }

    #[test]
    fn work_is_heard_of_and_can_be_stopped() {
        let heard = Heard::default();
        let progress = Progress::new(&heard, "drawing", 200);
        for _ in 0..100 {
            progress.one_done().unwrap();
        }
        assert_eq!(heard.last.load(Ordering::Relaxed), 50);
        heard.tired.store(true, Ordering::Relaxed);
        assert_eq!(progress.one_done(), Err(Stopped));
    }
}
