//! Applications from draft to decision, and who answers when that takes too long.

use super::events;

events! { APPLICATIONS: Application {
    "application.created" "申请已建立" "An application was begun"
        { number: Text, items: Codes, channel: Word } [ bundle: Code, notice_id: Id, intake_id: Id ]
    "application.updated" "申请已修改" "A draft was changed" { parts: Words }
    "application.submitted" "申请已提交" "An application was filed" { items: Codes, received_at: Instant }
    "application.corrected" "补正后已提交" "A corrected application was filed again" { items: Codes, received_at: Instant }
    "application.accepted" "已受理" "An application was accepted" { receipt: Text, items: Rows }
    "application.materials_deferred" "容缺材料已告知" "Materials may be filed later" { notice: Text, materials: Rows }
    "application.declined" "不予受理" "Items were declined" { items: Rows }
    "application.correction_requested" "一次性告知补正" "A correction was asked for"
        { notice: Text, points: Rows } [ due_on: Date ]
    "application.withdrawn" "申请已撤回" "Items were withdrawn" { items: Codes }
    "application.draft_expired" "草稿已失效" "A draft was not filed in time" {}
    "application.issued" "证照联发" "What could be issued was issued"
        { decision_id: Id, issued: Codes, filed: Codes, waiting: Codes, refused: Codes }
    "material.added" "材料已提交" "A material was filed"
        { material_id: Id, code: Code, digest: Text, delivers: Codes }
    "material.overdue" "容缺材料逾期未补" "A deferred material did not come in time"
        { material: Code, due: Word } [ item: Code ]
    "commitment.signed" "承诺书已签署" "A commitment was signed"
        { commitment_id: Id, item: Code, letter: Code, letter_version: Count, letter_hash: Text, by_date: Days }
    "commitment.withdrawn" "承诺已撤回" "A commitment was taken back" { commitment_id: Id, item: Code } [ route: Word ]
    "review.opened" "联合会审已启动" "A joint review was opened"
        { review: Id, review_on: Date, departments: Departments }
    "review.handed_over" "材料已转交县级部门" "The dossier was handed to the county authority"
        { review: Id, task: Id, department: Department, at: Instant }
    "review.opinion_given" "部门意见已出具" "A department gave its opinion"
        { review: Id, task: Id, department: Department, opinions: Rows }
    "review.task_released" "会审任务已解除" "A department's opinion is no longer needed"
        { review: Id, task: Id, department: Department }
    "review.closed" "联合会审已结束" "A joint review was closed" { review: Id, cleared: Codes, refused: Codes }
    "item.decided" "事项已决定" "An item was decided" { item: Code, outcome: Word, notice: Text } [ ground: Word ]
    "item.filed" "备案完成" "A filing was noted" { item: Code, receipt: Text }
    "item.lapsed" "事项已失效" "An item ended without a decision" { item: Code, cause: Word, notice: Text }
    "item.suspended" "审批时限已中止" "An item's period was suspended" { item: Code, ground: Word, notice: Text }
    "item.resumed" "审批时限已恢复" "An item's period runs again" { item: Code, notice: Text } [ due_on: Date ]
    "item.extended" "审批时限已延长" "An item's period was extended" { item: Code, notice: Text } [ due_on: Date ]
    "deadlines.recomputed" "期限已按新日历重算" "Due dates moved with the calendar" { calendar: Count, deadlines: Rows }
    "outbound_notice.opened" "有待寄送" "Something has to be sent on paper" { outbound_notice: Id, kind: Word }
    "outbound_notice.redrawn" "待寄告知承诺书已变更" "Other commitment letters have to be sent" { outbound_notice: Id }
    "outbound_notice.sent" "已寄送" "It was sent on paper"
        { outbound_notice: Id, kind: Word, way: Word, sent_on: Date }
    "outbound_notice.fallen_away" "无需寄送" "What was to be sent is not needed any more" { outbound_notice: Id }
    "visit.recorded" "到场已记录" "A visit to the window was recorded"
        { visit: Id, department: Department, purpose: Word }
    "duty.near_due" "申请人义务即将到期" "The applicant was reminded of what is due soon"
        { duty: Id, rule: Word, subject_kind: Word, subject: Id, due_on: Date }
}}
