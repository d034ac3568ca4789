use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::refusal::Refusal;

fn at(hours: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::hours(hours)
}

fn new(publish_at: Option<i64>, expires_at: Option<i64>) -> NewAnnouncement {
    NewAnnouncement {
        title: "窗口时间调整".into(),
        body: "自**下周一**起".into(),
        audience: Audience::Public,
        publish_at: publish_at.map(at),
        expires_at: expires_at.map(at),
    }
}

fn drawn_up(publish_at: Option<i64>, expires_at: Option<i64>) -> Result<Announcement, Refusal> {
    Announcement::draw_up(Uuid::nil().into(), new(publish_at, expires_at), at(0))
}

fn pointers(refusal: &Refusal) -> Vec<&str> {
    refusal.faults.iter().map(|fault| fault.pointer.as_str()).collect()
}

#[test]
fn the_status_follows_the_clock() {
    let one = drawn_up(Some(2), Some(5)).expect("drawn up");
    let at_each = [0, 1, 2, 4, 5, 6].map(|hour| one.status(at(hour)));
    use AnnouncementStatus::*;
    assert_eq!(at_each, [Scheduled, Scheduled, InForce, InForce, Expired, Expired]);
    assert_eq!(drawn_up(None, Some(5)).expect("a draft").status(at(9)), Draft);
}

#[test]
fn it_is_never_dated_back_nor_ends_before_it_begins() {
    assert_eq!(drawn_up(Some(-3), None).expect("at once").publish_at, Some(at(0)));
    for (from, until) in [(Some(2), 2), (Some(2), 1), (None, 0), (None, -1)] {
        let refused = drawn_up(from, Some(until)).expect_err("refused");
        assert_eq!(pointers(&refused), ["/expires_at"], "{from:?} {until}");
    }
    let far = drawn_up(Some(24 * 366 * 11), None).expect_err("refused");
    assert_eq!(pointers(&far), ["/publish_at"]);
}

#[test]
fn every_fault_is_named_at_once() {
    let blank = NewAnnouncement { title: " \n".into(), body: "\u{3000}".into(), ..new(None, Some(-1)) };
    let refused = Announcement::draw_up(Uuid::nil().into(), blank, at(0)).expect_err("refused");
    assert_eq!(pointers(&refused), ["/title", "/title", "/body", "/expires_at"]);
}

#[test]
fn taking_back_makes_a_draft_or_ends_it() {
    let withdraw = || AnnouncementChange { withdraw: true, ..AnnouncementChange::default() };
    let scheduled = drawn_up(Some(2), Some(5)).expect("drawn up");
    let draft = scheduled.clone().change(withdraw(), at(1)).expect("taken back");
    assert_eq!((draft.status(at(3)), draft.publish_at), (AnnouncementStatus::Draft, None));
    let ended = scheduled.change(withdraw(), at(3)).expect("ended");
    assert_eq!((ended.status(at(3)), ended.publish_at), (AnnouncementStatus::Expired, Some(at(2))));
    assert_eq!(draft.change(withdraw(), at(3)).expect_err("a draft").code, "announcement_not_scheduled");
    assert_eq!(ended.change(AnnouncementChange::default(), at(4)).expect_err("over").code, "announcement_over");
}

#[test]
fn what_is_in_force_keeps_its_beginning_and_may_change_its_end() {
    let one = drawn_up(Some(0), Some(5)).expect("in force");
    let later = AnnouncementChange { publish_at: Some(at(4)), ..AnnouncementChange::default() };
    assert_eq!(one.clone().change(later, at(1)).expect_err("refused").code, "announcement_published");
    let open = AnnouncementChange { expires_at: Some(None), ..AnnouncementChange::default() };
    assert_eq!(one.clone().change(open, at(1)).expect("open").status(at(99)), AnnouncementStatus::InForce);
    let past = AnnouncementChange { expires_at: Some(Some(at(1))), ..AnnouncementChange::default() };
    assert_eq!(pointers(&one.change(past, at(2)).expect_err("refused")), ["/expires_at"]);
}

proptest! {
    /// Whatever is asked for and when, what comes of it has its instants in order, and what was read from an instant on
    /// was so from that instant.
    #[test]
    fn changes_keep_the_instants_in_order(
        first in (proptest::option::of(-9i64..9), proptest::option::of(-9i64..20)),
        steps in proptest::collection::vec(
            (1i64..6, proptest::option::of(-9i64..30), proptest::option::of(proptest::option::of(-9i64..30)), any::<bool>()),
            0..6,
        ),
    ) {
        let Ok(mut one) = drawn_up(first.0, first.1) else { return Ok(()) };
        let mut now = 0;
        for (hours, publish_at, expires_at, withdraw) in steps {
            now += hours;
            let change = AnnouncementChange {
                publish_at: publish_at.map(at),
                expires_at: expires_at.map(|until| until.map(at)),
                withdraw,
                ..AnnouncementChange::default()
            };
            let before = one.clone();
            if let Ok(changed) = one.clone().change(change, at(now)) {
                one = changed;
                let read = before.status(at(now)) == AnnouncementStatus::InForce;
                prop_assert!(!read || one.publish_at == before.publish_at);
                prop_assert!(read || one.publish_at.is_none_or(|from| from >= at(now)) || one.publish_at == before.publish_at);
                if let (Some(from), Some(until)) = (one.publish_at, one.expires_at) {
                    prop_assert!(from <= until);
                }
                prop_assert!(before.status(at(now)) != AnnouncementStatus::Expired);
            }
        }
    }
}
