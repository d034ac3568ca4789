//! Tests of the rules as a whole; each module's own are beside it.

mod credit;
mod escalation;
mod hotel;
mod issue_plan;
mod item_walk;
mod measures;
mod state_machines;
