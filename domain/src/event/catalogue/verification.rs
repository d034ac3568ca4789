//! Verification tasks (S14, S15) and what is reported by the public.

use super::events;

events! { VERIFICATION: Application {
    "verification.created" "核查任务已生成" "A verification task came about"
        { task: Id, kind: Word, department: Department, item: Code, certificate: Id } [ material: Code ]
    "verification.received" "部门已签收" "The department received a task"
        { task: Id, certificate: Id, item: Code, department: Department, way: Word, at: Instant, late: Flag }
        [ receipt_due_on: Date, due_on: Date ]
    "verification.deemed_received" "视为部门已签收" "A task counts as received"
        { task: Id, certificate: Id, item: Code, department: Department, way: Word, at: Instant, late: Flag }
        [ receipt_due_on: Date, due_on: Date ]
    "verification.assigned" "核查人员已指派" "Officers were put on a task"
        { task: Id, certificate: Id, item: Code, department: Department, method: Word, officers: Ids }
    "verification.suspended" "核查期限已中止" "A task's period was suspended"
        { task: Id, certificate: Id, item: Code, department: Department, ground: Word, notice: Text }
    "verification.resumed" "核查期限已恢复" "A task's period runs again"
        { task: Id, certificate: Id, item: Code, department: Department, notice: Text } [ due_on: Date ]
    "verification.evidence_added" "核查证据已提交" "Evidence was filed"
        { task: Id, certificate: Id, item: Code, department: Department, evidence: Id, digest: Text }
    "verification.finding_recorded" "条款核查结果已记录" "A clause was looked at"
        { task: Id, certificate: Id, item: Code, department: Department, clause: Code, result: Word, evidence: Ids }
    "verification.early_opening_recorded" "提前营业已记录" "The business was open before it might"
        { task: Id, certificate: Id, item: Code, department: Department, cause: Word, evidence: Ids }
    "verification.concluded" "核查已办结" "A task was concluded"
        { task: Id, certificate: Id, item: Code, department: Department, kind: Word, verdict: Word, findings: Rows,
          early_opening: Flag }
    "verification.fallen_away" "核查任务已终止" "A task fell away with its certificate"
        { task: Id, certificate: Id, item: Code, department: Department, because: Word }
    "verification.restored" "核查任务已恢复" "A task that had fallen away is to be done again"
        { task: Id, certificate: Id, item: Code, department: Department } [ due_on: Date ]
    "public_report.filed" "收到社会监督举报" "The public reported against a commitment"
        { report: Id, certificate: Id, item: Code, department: Department, task: Id }
}}
