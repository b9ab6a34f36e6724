//! The one door to a map: apply, undo, as-of, editions, search, cached answers, events.
