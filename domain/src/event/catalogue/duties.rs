//! What departments answer for (S20, S24): of an application's duties, and of the duty to answer a supervision notice.

use super::events;

events! { DUTIES: Application | SupervisionNotice {
    "duty.overdue" "职责逾期" "A duty was not done in time"
        { duty: Id, rule: Word, department: Department, subject_kind: Word, subject: Id } [ due_on: Date ]
    "duty.done_late" "职责逾期后完成" "A duty was done late"
        { duty: Id, rule: Word, department: Department, subject_kind: Word, subject: Id, done_on: Date } [ due_on: Date ]
    "duty.done_in_time" "职责实为按期完成" "A duty noted as overdue had been done in time"
        { duty: Id, rule: Word, department: Department, subject_kind: Word, subject: Id, done_on: Date } [ due_on: Date ]
    "duty.fallen_away" "逾期职责已终止" "A duty that was overdue need not be done any more"
        { duty: Id, rule: Word, department: Department, subject_kind: Word, subject: Id, fell_away_on: Date }
        [ due_on: Date ]
    "duty.restored" "逾期职责已恢复" "A duty that was overdue is to be done again"
        { duty: Id, rule: Word, department: Department, subject_kind: Word, subject: Id } [ due_on: Date ]
    "escalation.raised" "已逐级上报" "What is overdue went up the chain of responsibility"
        { escalation: Id, duty: Id, department: Department, rule: Word, step: Word, due_on: Date }
    "escalation.acknowledged" "上报已知悉" "A post took note of what is overdue"
        { escalation: Id, duty: Id, step: Word } [ department: Department ]
}}
