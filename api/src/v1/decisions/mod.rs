//! The approver's steps with an item of the ordinary route: the decision, and its clock (行政许可法 §38, §42, §45).

pub mod decide;
pub mod extend;
pub mod resume;
pub mod suspend;
