//! Whole-system tests: stories (`flows`), the document against the program (`contract`), who may what (`identity`).

mod contract;
mod flows;
mod identity;
