//! The whole program from outside: its command line, its HTTP answers, its sudden ends.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod access;
mod arrows;
mod bad_input;
mod batch;
mod binary;
mod care;
mod changes;
mod citing;
mod crash;
mod documents;
mod empty;
mod events;
mod exports;
mod files;
mod gaps;
mod guide;
mod imports;
mod jobs;
mod keep;
mod measures;
mod merging;
mod overlap;
mod pace;
mod pack;
mod partners;
mod reading;
mod readme;
mod repeated;
mod same_answers;
mod server;
mod shutdown;
mod suggestions;
mod trouble;
mod world;
