//! A material: filed once, shared by every item that needs it (S1). Its bytes lie in the content-addressed store.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Application, ApplicationReason, ItemState, RequestedItem, closed::is_named};
use crate::{
    catalogue::Jurisdiction,
    correction::CorrectionPoint,
    deferred::DeferredMaterial,
    id::MaterialId,
    refusal::{Fault, Refusal},
};

/// Most materials that one application keeps, replaced ones included.
pub const MAX_MATERIALS: usize = 200;

/// A filed material.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// Its id.
    pub id: MaterialId,
    /// Code of the material in the catalogue.
    pub code: String,
    /// Name of the file as sent.
    pub file_name: String,
    /// Media type, found from the content.
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// Named hash of the content.
    pub digest: String,
    /// Who filed it.
    pub uploaded_by: Uuid,
    /// When.
    pub uploaded_at: DateTime<Utc>,
    /// When a newer one took its place.
    pub replaced_at: Option<DateTime<Utc>>,
}

impl Material {
    /// Whether no newer one took its place.
    pub fn is_current(&self) -> bool {
        self.replaced_at.is_none()
    }
}

/// The media type of a material by its first bytes, when it is one that offices take: PDF, JPEG or PNG. What the
/// sender says of it does not count.
pub fn media_type_of(head: &[u8]) -> Option<&'static str> {
    match head {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("image/png"),
        _ => None,
    }
}

/// A file's name without folders, control characters or quotes, and no longer than names are.
pub fn plain_file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control() && *c != '"').take(200).collect();
    if plain.trim_matches('.').trim().is_empty() { "file".to_owned() } else { plain }
}

impl Application {
    /// Whether a material may be filed now. What an item needs, while the item is written or corrected, while the
    /// window looks at it and corrects it on the spot (行政许可法 §32(3)), and while it is owed (容缺, S5): a dossier
    /// that was accepted does not change under those who decide on it, and what one item was accepted on is filed anew
    /// for another only where its correction `named` it. What no item here needs is evidence (a power of
    /// attorney, a signed letter, a proof of readiness) and may come while anything in the application stands.
    pub fn require_material_open(
        &self,
        code: &str,
        jurisdiction: &Jurisdiction,
        deferred: &[DeferredMaterial],
        named: &[CorrectionPoint],
        at_window: bool,
    ) -> Result<(), Refusal> {
        if jurisdiction.material(code).is_none() {
            let fault = Fault { pointer: "/code".into(), code: "material_unknown" };
            return Err(Refusal::fields("content_invalid", vec![fault]));
        }
        let needs = |item: &RequestedItem| {
            let entry = jurisdiction.item(&item.item_code, item.item_version);
            entry.is_some_and(|entry| entry.materials.iter().any(|need| need.material == code))
        };
        let needing: Vec<_> = self.items.iter().filter(|item| needs(item)).collect();
        let open = if needing.is_empty() {
            self.items.iter().any(|item| !item.state.is_final() || item.state.is_granted())
        } else {
            let at_hand = |item: &RequestedItem| {
                item.state.is_editable() || (at_window && matches!(item.state, ItemState::Submitted { .. }))
            };
            let relied_on = needing.iter().any(|item| item.state.was_accepted());
            let corrected = !relied_on || is_named(named, &format!("materials/{code}"));
            (corrected && needing.into_iter().any(at_hand))
                || deferred.iter().any(|owed| owed.is_owed() && owed.material_code == code)
        };
        if open { Ok(()) } else { Err(ApplicationReason::MaterialNotOpen.into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_it_is() {
        assert_eq!(media_type_of(b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(media_type_of(&[0xFF, 0xD8, 0xFF, 0xE0]), Some("image/jpeg"));
        assert_eq!(media_type_of(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        for other in [b"<html>" as &[u8], b"", b"%PD", b"MZ", b"PK\x03\x04"] {
            assert_eq!(media_type_of(other), None);
        }
    }

    #[test]
    fn a_name_leads_nowhere() {
        assert_eq!(plain_file_name("../../etc/平面图.pdf"), "平面图.pdf");
        assert_eq!(plain_file_name("C:\\x\\a\"b\n.png"), "ab.png");
        assert_eq!(plain_file_name("a/.."), "file");
    }
}
