//! The change log, its journal, snapshots and backups, on sled.
