//! What a notice says beside items, materials and limits. It names nobody: anybody may ask for a notice.

use crate::{
    application::SubjectRole,
    catalogue::{Item, Route, Text},
    exclusion::ExclusionHit,
};

/// The remarks on these items: who broke a commitment is told of the ordinary route (S19), everybody of the right to it
/// (S4), who was excluded after deceit until when (行政许可法 §78, §79).
pub(super) fn on(items: &[&Item], barred: &[SubjectRole], excluded: &[ExclusionHit]) -> Vec<Text> {
    let named = |hit: &ExclusionHit| {
        items.iter().find(|item| item.code == hit.item_code).map(|item| (item.name.clone(), hit.to_on))
    };
    let mut excluded: Vec<_> = excluded.iter().filter_map(named).collect();
    excluded.dedup_by(|one, other| one.0 == other.0);
    let excluded = excluded.into_iter().map(|(name, to_on)| Text {
        zh: format!(
            "申请人或者代理人因隐瞒情况、提供虚假材料或者欺骗取得许可，{to_on}前（含当日）不得再次申请{}。",
            name.zh
        ),
        en: format!(
            "The business, its operator or the agent may not apply for this again up to and including {to_on}, because \
             facts were hidden, materials were false, or it was got by deceit: {}.",
            name.en
        ),
    });
    excluded.chain(on_commitments(items, barred)).collect()
}

fn on_commitments(items: &[&Item], barred: &[SubjectRole]) -> Vec<Text> {
    if !items.iter().any(|item| item.route == Route::Commitment) {
        return Vec::new();
    }
    let now = (!barred.is_empty()).then(|| Text {
        zh: "申请人或者代理人目前有未修复的失信记录，本次不适用告知承诺方式，请按一般程序申请。".to_owned(),
        en:
            "The business, its operator or the agent has a credit record that is not repaired: the commitment route is \
             barred now; apply on the ordinary route."
                .to_owned(),
    });
    let mut remarks = vec![
        Text {
            zh: "是否采用告知承诺方式由申请人自愿选择；不愿承诺的，按一般程序办理。".to_owned(),
            en: "Whether to commit is the applicant's free choice; who does not goes the ordinary route.".to_owned(),
        },
        Text {
            zh: "有虚假承诺或者违反承诺记录的，在信用修复前不适用告知承诺方式，可按一般程序申请。".to_owned(),
            en: "Who made a false commitment or broke one may not use the commitment route until the credit is \
                 repaired; the ordinary route is open."
                .to_owned(),
        },
    ];
    remarks.extend(now);
    remarks
}
