//! The endpoints: a folder a resource, a file an operation. A file holds its request, its answer, its handler and its
//! tests; the order of steps of a transaction is in `operations`.

pub mod acceptance;
pub mod accounts;
pub mod applications;
pub mod bundles;
pub mod calendar_years;
pub mod certificates;
pub mod clients;
pub mod commitments;
pub mod credit_records;
pub mod credit_repairs;
pub mod decisions;
pub mod delegations;
pub mod departments;
pub mod designations;
pub mod escalations;
pub mod issuing;
pub mod items;
pub mod letter_templates;
pub mod liability_findings;
pub mod materials;
pub mod me;
pub mod notices;
pub mod number_ledger;
pub mod oauth;
pub mod public_commitments;
pub mod public_reports;
pub mod publications;
pub mod readiness;
pub mod review_tasks;
pub mod reviews;
pub mod service;
pub mod sessions;
pub mod verification_tasks;
pub mod wire;
pub mod worklist;
