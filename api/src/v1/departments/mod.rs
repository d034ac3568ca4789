//! The departments of the zone and its counties.

pub mod list;
