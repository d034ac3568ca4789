//! The words of the national data standards: where a 办件 stands as a number from 1 to 15, as the exchange standards of
//! approval platforms have it; and what the publication of permits and penalties (双公示, 发改办财金〔2018〕424号) says
//! of a permit in its fields `XK_*`.

use chrono::NaiveDate;

use super::Approval;
use crate::{
    application::{DeclineGround, Handling, ItemState, LapseCause},
    catalogue::ItemKind,
    certificate::{Certificate, CertificateStatus},
};

/// 办件状态.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
#[repr(u8)]
pub enum HandlingState {
    /// 已接件.
    Received = 1,
    /// 已撤件: taken back before it was accepted, or not corrected in time.
    TakenBack = 2,
    /// 窗口受理.
    AcceptedAtWindow = 3,
    /// 不受理: no permit is needed.
    NotNeeded = 4,
    /// 不予受理: another authority's.
    NotAccepted = 5,
    /// 补正（开始）.
    CorrectionBegun = 6,
    /// 补正（结束）.
    CorrectionEnded = 7,
    /// 部门受理.
    AcceptedByDepartment = 8,
    /// 特别程序（开始）: the period stands still (行政许可法 §45).
    SpecialProcedureBegun = 9,
    /// 特别程序（结束）.
    SpecialProcedureEnded = 10,
    /// 办结（通过）.
    Granted = 11,
    /// 办结（容缺通过）.
    GrantedWithMaterialsToFollow = 12,
    /// 办结（不通过）.
    Refused = 13,
    /// 撤回: taken back after it was accepted, or a material due before the decision did not come.
    Withdrawn = 14,
    /// 撤销: what was granted was annulled.
    Annulled = 15,
}

impl HandlingState {
    /// Its number.
    pub fn number(self) -> u8 {
        self as u8
    }
}

impl Approval {
    /// Where it stands in the national words. A draft has not reached any office and is none.
    pub fn handling_state(&self) -> HandlingState {
        use HandlingState as S;
        match &self.item.state {
            ItemState::Draft => S::Received,
            ItemState::Submitted { at } if *at > self.filed_at => S::CorrectionEnded,
            ItemState::Submitted { .. } => S::Received,
            ItemState::Correction { .. } => S::CorrectionBegun,
            ItemState::Accepted { .. } if self.past.suspended => S::SpecialProcedureEnded,
            ItemState::Accepted { .. } if self.item.handling == Handling::Window => S::AcceptedAtWindow,
            ItemState::Accepted { .. } | ItemState::InReview { .. } | ItemState::Approved { .. } => {
                S::AcceptedByDepartment
            }
            ItemState::Suspended { .. } => S::SpecialProcedureBegun,
            ItemState::Issued { .. } if self.is_annulled() => S::Annulled,
            ItemState::Issued { .. } | ItemState::Filed { .. } if self.past.deferred => S::GrantedWithMaterialsToFollow,
            ItemState::Issued { .. } | ItemState::Filed { .. } => S::Granted,
            ItemState::Declined { ground: DeclineGround::NoPermitNeeded, .. } => S::NotNeeded,
            ItemState::Declined { ground: DeclineGround::NotThisAuthority, .. } => S::NotAccepted,
            ItemState::Refused { .. } => S::Refused,
            ItemState::Withdrawn { .. } if self.past.accepted => S::Withdrawn,
            ItemState::Withdrawn { .. } => S::TakenBack,
            ItemState::Lapsed { cause: LapseCause::MaterialOverdue, .. } => S::Withdrawn,
            ItemState::Lapsed { cause: LapseCause::CorrectionOverdue | LapseCause::DraftExpired, .. } => S::TakenBack,
        }
    }

    fn is_annulled(&self) -> bool {
        self.certificate.as_ref().is_some_and(|certificate| certificate.status() == CertificateStatus::Annulled)
    }
}

/// XK_XDR_LB: the class of who holds it, which stands in the second character of its unified social credit code.
pub fn party_class(certificate: &Certificate) -> &'static str {
    if certificate.face.holder_uscc.starts_with("92") { "个体工商户" } else { "法人及非法人组织" }
}

/// XK_XKLB: what kind of permit it is (行政许可法 §12).
pub fn permit_class(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::BusinessLicence | ItemKind::Registration => "登记",
        ItemKind::Permit => "普通",
        ItemKind::Filing => "其他",
    }
}

/// XK_ZT: 1 in force, 0 not.
pub fn standing(certificate: &Certificate) -> &'static str {
    if certificate.status() == CertificateStatus::Valid { "1" } else { "0" }
}

/// A day as the standard writes it; an open end is its last day of all.
pub fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "2099/12/31".to_owned(), |day| day.format("%Y/%m/%d").to_string())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use uuid::Uuid;

    use super::{HandlingState as S, *};
    use crate::{
        application::{Acceptance, AcceptanceWay, ChosenRoute, RefusalGround, RequestedItem},
        approval::Past,
        id::{ApplicationId, CertificateId, RequestedItemId, ReviewId},
        time::SuspensionGround,
    };

    const FILED: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn stands(state: ItemState, handling: Handling, past: Past) -> S {
        let item = RequestedItem {
            id: RequestedItemId(Uuid::nil()),
            item_code: "fire_check".into(),
            item_version: 1,
            kind: ItemKind::Permit,
            route: ChosenRoute::Ordinary,
            handling,
            issuer: "fire_brigade".into(),
            supervisor: "fire_brigade".into(),
            existing_permit: None,
            state,
        };
        let approval = Approval {
            item,
            application: ApplicationId(Uuid::nil()),
            number: "1".into(),
            business: "好邻居".into(),
            division: "652325".into(),
            filed_at: FILED,
            certificate: None,
            decision: None,
            past,
        };
        approval.handling_state()
    }

    #[test]
    fn every_state_has_its_number() {
        let at = FILED;
        let acceptance = Acceptance { at, way: AcceptanceWay::InOrder, receipt: "SL-1".into() };
        let later = FILED + TimeDelta::days(1);
        let none = Past::default();
        let accepted = Past { accepted: true, ..none };
        let by_department = Handling::Approver;
        let table = [
            (ItemState::Submitted { at }, by_department, none, 1),
            (ItemState::Withdrawn { at }, by_department, none, 2),
            (ItemState::Accepted { acceptance: acceptance.clone() }, Handling::Window, accepted, 3),
            (decline(DeclineGround::NoPermitNeeded), by_department, none, 4),
            (decline(DeclineGround::NotThisAuthority), by_department, none, 5),
            (ItemState::Correction { at, notice: "BZ-1".into() }, by_department, none, 6),
            (ItemState::Submitted { at: later }, by_department, none, 7),
            (ItemState::Accepted { acceptance: acceptance.clone() }, by_department, accepted, 8),
            (in_review(&acceptance), Handling::JointReview, accepted, 8),
            (
                ItemState::Suspended { at, acceptance: acceptance.clone(), ground: SuspensionGround::Testing },
                by_department,
                accepted,
                9,
            ),
            (ItemState::Accepted { acceptance }, by_department, Past { suspended: true, ..accepted }, 10),
            (ItemState::Issued { at, certificate: CertificateId(Uuid::nil()) }, by_department, accepted, 11),
            (ItemState::Filed { at, receipt: "BA-1".into() }, Handling::Window, accepted, 11),
            (
                ItemState::Filed { at, receipt: "BA-1".into() },
                Handling::Window,
                Past { deferred: true, ..accepted },
                12,
            ),
            (
                ItemState::Refused { at, ground: RefusalGround { code: "barred".into(), text: String::new() } },
                by_department,
                accepted,
                13,
            ),
            (ItemState::Withdrawn { at }, by_department, accepted, 14),
            (ItemState::Lapsed { at, cause: LapseCause::MaterialOverdue }, by_department, accepted, 14),
            (ItemState::Lapsed { at, cause: LapseCause::CorrectionOverdue }, by_department, none, 2),
        ];
        for (state, handling, past, number) in table {
            assert_eq!(stands(state.clone(), handling, past).number(), number, "{state:?}");
        }
    }

    fn decline(ground: DeclineGround) -> ItemState {
        ItemState::Declined { at: FILED, ground, receipt: "BSL-1".into() }
    }

    fn in_review(acceptance: &Acceptance) -> ItemState {
        ItemState::InReview { review: ReviewId(Uuid::nil()), acceptance: acceptance.clone() }
    }

    #[test]
    fn an_open_end_is_the_standards_last_day() {
        assert_eq!(day(None), "2099/12/31");
        assert_eq!(day(NaiveDate::from_ymd_opt(2025, 6, 3)), "2025/06/03");
    }
}
