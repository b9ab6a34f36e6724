//! Questions about a map, as pure functions.
