//! Images of seals as pages hold them. What is deposited never changes, so each is read and opened once a process and not
//! with every certificate.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

/// How many are remembered: more than a zone has departments that entrust their seals.
const MOST: usize = 64;

/// The addresses of images, by whose seal each is and its hash.
#[derive(Default)]
pub struct SealImages(RwLock<BTreeMap<(String, String), Arc<str>>>);

impl SealImages {
    /// The address of a department's image with this hash, where it was read before.
    pub fn known(&self, entruster: &str, hash: &str) -> Option<Arc<str>> {
        let images = self.0.read().unwrap_or_else(PoisonError::into_inner);
        images.get(&(entruster.to_owned(), hash.to_owned())).cloned()
    }

    /// Remembers it.
    pub fn learn(&self, entruster: String, hash: String, address: Arc<str>) {
        let mut images = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if images.len() >= MOST {
            images.clear();
        }
        images.insert((entruster, hash), address);
    }
}
