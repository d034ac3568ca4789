//! Filing: the catalogue, the one-time notice, drafts, materials, commitments, submission and withdrawal (S1–S5, S21,
//! S22).

mod catalogue;
mod commitments;
mod corrections;
mod deferrals;
mod drafts;
mod materials;
mod notices;
mod reach;
mod routes;
mod submission;
mod withdrawal;
