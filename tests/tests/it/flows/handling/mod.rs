//! Handling: the window's answers, the joint review, ordinary decisions and their clocks, designations, calendars, work
//! lists, and what time brings about (S5–S7, S20).

mod acceptance;
mod calendars;
mod closed;
mod correction;
mod designations;
mod ordinary;
mod review;
mod sweeps;
mod visits;
mod worklist;
