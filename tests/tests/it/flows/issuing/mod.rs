//! Entrusting, issuing, checking, proving, and what time brings about with certificates (S8–S10, S12, S14, S15).

mod certificates;
mod changes;
mod crash;
mod delegations;
mod hotel;
mod many;
mod refusals;
mod shop;
mod terms;
