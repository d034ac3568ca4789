//! Loading again: nothing changes, or a new version begins (S28).

use std::collections::BTreeMap;

use super::{day, zhundong, zhundong_files};
use crate::catalogue::{ChangeKind, Jurisdiction, Merge, load};

const FILE: &str = "items/08-beauty-hygiene-permit.toml";
const CODE: &str = "beauty_hygiene_permit";

fn reload(previous: &Jurisdiction, files: &BTreeMap<String, String>, today: &str) -> Merge {
    Jurisdiction::merge(Some(previous), load(files).expect("sound").jurisdiction, day(today))
}

fn edited(from: &str, to: &str) -> BTreeMap<String, String> {
    let mut files = zhundong_files();
    let text = files.get_mut(FILE).expect("the file");
    assert!(text.contains(from));
    *text = text.replace(from, to);
    files
}

fn changes(merge: &Merge) -> Vec<(ChangeKind, &str, Option<&str>, Option<i32>)> {
    merge.changes.iter().map(|it| (it.kind, it.part.as_str(), it.code.as_deref(), it.version)).collect()
}

fn in_force(zone: &Jurisdiction, on: &str) -> Option<i32> {
    zone.item_in_force(CODE, day(on)).map(|item| item.version)
}

#[test]
fn the_same_files_change_nothing() {
    let first = zhundong();
    let again = reload(&first, &zhundong_files(), "2027-01-01");
    assert_eq!(again.changes, []);
    assert_eq!(again.jurisdiction, first);
    let spaced = edited("\nreview =", "\n# no comment\n\nreview   =");
    assert_eq!(reload(&first, &spaced, "2027-01-01").changes, [], "layout and comments say nothing");
}

#[test]
fn another_review_body_or_court_is_a_change() {
    let first = zhundong();
    for (file, from, to, part) in [
        ("jurisdiction.toml", "review_body = \"zone_management\"", "review_body = \"public_security\"", "jurisdiction"),
        ("divisions.toml", "吉木萨尔县人民法院", "昌吉市人民法院", "divisions"),
    ] {
        let mut files = zhundong_files();
        let text = files.get_mut(file).expect("the file");
        *text = text.replace(from, to);
        let merge = reload(&first, &files, "2027-01-01");
        assert_eq!(changes(&merge), [(ChangeKind::Changed, part, None, None)]);
        let court = merge.jurisdiction.court_over("jimsar_health").map(|court| court.zh.as_str());
        assert_eq!(court, Some(if part == "divisions" { to } else { "吉木萨尔县人民法院" }));
        assert_eq!(merge.jurisdiction.court_over("zone_management"), None, "nobody confirmed one");
        assert_eq!(merge.jurisdiction.review_body_over("jimsar_health"), "jimsar_government");
        let over_the_zones = if part == "divisions" { "zone_management" } else { "public_security" };
        assert_eq!(merge.jurisdiction.review_body_over("fire_brigade"), over_the_zones);
    }
}

#[test]
fn a_changed_item_is_a_new_version_from_today_and_the_old_one_stays() {
    let first = zhundong();
    // In one prefecture it became a filing in 2025: here only its review changes, and its letter stays.
    let files = edited("review = \"none\"", "review = \"joint\"");
    let second = reload(&first, &files, "2026-07-01");
    assert_eq!(changes(&second), [(ChangeKind::Changed, "items", Some(CODE), Some(2))]);
    let zone = &second.jurisdiction;
    assert_eq!((in_force(zone, "2026-06-30"), in_force(zone, "2026-07-01")), (Some(1), Some(2)));
    assert_eq!(zone.item(CODE, 1).and_then(|it| it.effective_to), Some(day("2026-06-30")));
    assert_eq!(zone.items_in_force(day("2026-07-01")).filter(|it| it.code == CODE).count(), 1);
    assert_eq!(reload(zone, &files, "2026-08-01").changes, []);
    let back = reload(zone, &zhundong_files(), "2026-08-01");
    assert_eq!(in_force(&back.jurisdiction, "2026-08-01"), Some(3), "changed back is changed");
}

#[test]
fn a_version_for_a_later_day_waits_for_it() {
    let first = zhundong();
    let later = edited("effective_from = \"2020-06-01\"", "effective_from = \"2027-01-01\"");
    let second = reload(&first, &later, "2026-07-01").jurisdiction;
    assert_eq!((in_force(&second, "2026-12-31"), in_force(&second, "2027-01-01")), (Some(1), Some(2)));
    // Thought better of before that day: the version that never began gives way, without a gap.
    let third = reload(&second, &edited("review = \"none\"", "review = \"joint\""), "2026-10-01").jurisdiction;
    for (on, version) in [("2026-09-30", 1), ("2026-10-01", 3), ("2027-01-01", 3)] {
        assert_eq!(in_force(&third, on), Some(version), "{on}");
    }
    assert!(third.item(CODE, 2).is_some(), "no version disappears");
}

#[test]
fn a_removed_item_ends_and_may_come_back() {
    let first = zhundong();
    let mut files = zhundong_files();
    files.remove(FILE);
    files.remove("letters/08-beauty-hygiene-permit.toml");
    files.remove("bundles/hair-salon.toml");
    files.remove("guides/beauty_hygiene_permit.md");
    let second = reload(&first, &files, "2026-07-01");
    let ended = [
        (ChangeKind::Ended, "items", Some(CODE), Some(1)),
        (ChangeKind::Ended, "letters", Some("beauty_hygiene_permit_letter"), Some(1)),
        (ChangeKind::Changed, "bundles", None, None),
        (ChangeKind::Changed, "guides", None, None),
    ];
    assert_eq!(changes(&second), ended);
    let zone = &second.jurisdiction;
    assert_eq!((in_force(zone, "2026-06-30"), in_force(zone, "2026-07-01")), (Some(1), None));
    assert_eq!(reload(zone, &files, "2026-08-01").changes, []);
    let back = reload(zone, &zhundong_files(), "2026-09-01").jurisdiction;
    assert_eq!((in_force(&back, "2026-08-31"), in_force(&back, "2026-09-01")), (None, Some(2)));
}

#[test]
fn what_filed_cases_name_stays_readable() {
    let first = zhundong();
    let mut files = zhundong_files();
    let materials = files.get_mut("materials.toml").expect("the file");
    materials.push_str("\n[[material]]\ncode = \"photo\"\nname = { zh = \"照片\", en = \"Photo\" }\n");
    let second = reload(&first, &files, "2026-07-01").jurisdiction;
    let third = reload(&second, &zhundong_files(), "2026-08-01");
    assert!(third.jurisdiction.material("photo").is_some());
    assert_eq!(third.changes, []);
}
