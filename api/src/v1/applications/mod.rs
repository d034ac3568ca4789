//! Applications (办件): filed once for the licence and any number of permits (S1).

pub mod body;
pub mod check;
pub mod create;
pub mod events;
pub mod get;
pub mod item_view;
pub mod list;
pub mod progress;
pub mod served_notices;
pub mod submit;
pub mod update;
pub mod view;
pub mod withdraw;
