//! The order in which items are named and issued: the licence first, then each item after those it builds on (S9).

use crate::catalogue::{Item, ItemKind};

/// Puts items in order; those named twice are there once.
pub(super) fn in_order(mut items: Vec<&Item>) -> Vec<&Item> {
    items.sort_by_key(|item| item.kind != ItemKind::BusinessLicence);
    let mut ordered: Vec<&Item> = Vec::new();
    while !items.is_empty() {
        // Something always is ready: no item builds on itself, which is checked when the catalogue is loaded.
        let waits = |item: &Item| item.prerequisites.iter().any(|code| items.iter().any(|it| it.code == *code));
        let ready = items.iter().position(|item| !waits(item)).unwrap_or(0);
        let item = items.remove(ready);
        if !ordered.iter().any(|earlier| earlier.code == item.code) {
            ordered.push(item);
        }
    }
    ordered
}
