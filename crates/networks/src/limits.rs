//! How large a file may be.

/// How large a file may be, so that no input can take all memory or all day.
///
/// With the limits that are the default, reading takes less than 1 GB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in the file.
    pub max_bytes: u64,
    /// Nodes.
    pub max_nodes: u64,
    /// Edges.
    pub max_edges: u64,
    /// Values of attributes, all together; in JSON, everything that is a value.
    pub max_values: u64,
    /// Different names of attributes.
    pub max_names: u64,
    /// How deep elements, objects and lists may stand in each other; 120 at most for JSON.
    pub max_depth: u64,
    /// Bytes in one value.
    pub max_text: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 1 << 27,
            max_nodes: 1_000_000,
            max_edges: 2_000_000,
            max_values: 5_000_000,
            max_names: 1_000,
            max_depth: 100,
            max_text: 1 << 20,
        }
    }
}
