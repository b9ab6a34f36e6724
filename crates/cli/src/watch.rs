//! How far long work is, on a terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use waymark_measures::Watch;

/// Work shorter than this is not worth a bar.
const SHORT: Duration = Duration::from_millis(400);

/// A bar on the terminal, for work that takes a while; nothing is drawn where there is no terminal.
pub(crate) struct Bar {
    bar: ProgressBar,
    began: Instant,
}

impl Default for Bar {
    fn default() -> Self {
        let style = ProgressStyle::with_template("{msg} {wide_bar} {percent} %");
        let bar = ProgressBar::no_length();
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, began: Instant::now() }
    }
}

impl Watch for Bar {
    fn step(&self, what: &str, done: usize, of: usize) {
        if self.began.elapsed() < SHORT {
            return;
        }
        if done == of {
            self.bar.finish_and_clear();
            return;
        }
        self.bar.set_length(of as u64);
        self.bar.set_position(done as u64);
        self.bar.set_message(what.to_owned());
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
