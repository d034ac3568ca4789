//! Commitment letters: their parts, and the hash that commitments are bound to.

use super::{day, zhundong, zhundong_files};
use crate::{
    catalogue::{Jurisdiction, load},
    hash::sha256,
};

#[test]
fn a_letter_has_every_part_and_its_items_own_terms() {
    let zone = zhundong();
    for letter in &zone.letters {
        let item = zone.latest_item(&letter.item).expect("an item");
        for part in [
            "行政审批机关告知",
            "审批依据",
            "准予条件",
            "主要材料",
            "容缺后补",
            "已经具备条件",
            "限期具备条件",
            "监督和核查",
            "法律责任",
            "承诺的公开",
            "一般程序",
            "承诺的撤回",
            "申请人承诺",
        ] {
            assert!(letter.text.contains(part), "{}: {part}", letter.code);
        }
        for condition in &item.conditions {
            assert!(letter.text.contains(&condition.text.zh), "{}: {}", letter.code, condition.clause);
        }
        assert_eq!(letter.hash, sha256(&letter.text));
        assert_eq!(letter.notice.basis, item.legal_basis);
    }
    let fire = zone.letter_in_force("fire_check_letter", day("2026-06-01")).expect("a letter");
    assert!(fire.text.contains("20个工作日内到场核查"), "its own wording stands before the standard one");
}

#[test]
fn another_condition_of_the_item_makes_another_letter() {
    let before = zhundong();
    let mut files = zhundong_files();
    let item = files.get_mut("items/12-fire-check.toml").expect("the file");
    *item = item.replace("安全出口、疏散通道畅通", "安全出口、疏散通道、消防车通道畅通");
    let loaded = load(&files).expect("sound").jurisdiction;
    let after = Jurisdiction::merge(Some(&before), loaded, day("2026-07-01")).jurisdiction;
    let letter = |on| after.letter_in_force("fire_check_letter", day(on)).expect("a letter");
    assert_eq!((letter("2026-06-30").version, letter("2026-07-01").version), (1, 2));
    assert_ne!(letter("2026-06-30").hash, letter("2026-07-01").hash);
}

#[test]
fn a_letter_reads_as_one() {
    insta::assert_snapshot!(zhundong().letter("fire_check_letter", 1).expect("a letter").text);
}
