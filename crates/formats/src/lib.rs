//! Bytes to changes and problems, and a map to bytes.
