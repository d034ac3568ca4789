//! Whole-system tests: stories (`flows`), the document against the program (`contract`), who may what (`identity`), the platform's edges
//! (`service`).

mod contract;
mod flows;
mod identity;
mod service;
