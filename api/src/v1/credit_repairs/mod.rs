//! Credit repair (信用修复, S19).

pub mod apply;
pub mod decide;
