//! Rectification, enforcement cases and official documents (S16–S18).

use super::events;

events! { ENFORCEMENT: Application {
    "document.issued" "文书已制发" "An official document was issued"
        { document: Id, department: Department, kind: Word, number: Text, content_hash: Text }
    "document.voided" "文书已作废" "An official document was voided"
        { document: Id, department: Department, kind: Word, number: Text }
    "rectification.ordered" "责令整改" "Rectification was ordered"
        { order: Id, task: Id, certificate: Id, item: Code, department: Department, clauses: Codes, due_on: Date, status: Word }
    "rectification.extended" "整改期限已延长" "A rectification got more time"
        { order: Id, task: Id, certificate: Id, item: Code, department: Department, clauses: Codes, due_on: Date, status: Word }
    "rectification.submitted" "整改情况已报送" "The holder says what was mended"
        { order: Id, task: Id, certificate: Id, item: Code, department: Department, clauses: Codes, due_on: Date, status: Word }
    "rectification.mended" "整改合格" "What was ordered is mended"
        { order: Id, task: Id, certificate: Id, item: Code, department: Department, clauses: Codes, due_on: Date, status: Word }
    "rectification.not_mended" "整改不合格" "What was ordered is not mended"
        { order: Id, task: Id, certificate: Id, item: Code, department: Department, clauses: Codes, due_on: Date, status: Word }
    "rectification.overdue" "整改逾期" "A rectification's day passed"
        { order: Id, task: Id, certificate: Id, item: Code, department: Department, clauses: Codes, due_on: Date, status: Word }
    "rectification.fallen_away" "整改已终止" "An order to rectify fell away with its certificate"
        { order: Id, task: Id, certificate: Id, item: Code, department: Department, clauses: Codes, due_on: Date, status: Word }
    "rectification.restored" "整改已恢复" "An order to rectify that had fallen away stands again"
        { order: Id, task: Id, certificate: Id, item: Code, department: Department, clauses: Codes, due_on: Date, status: Word }
    "enforcement.case_opened" "已立案" "An enforcement case was opened"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "certificate.stopped" "责令停止" "The holder was ordered to stop"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "certificate.stop_lifted" "停止令已解除" "An order to stop was lifted"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "enforcement.hearing_offered" "已告知听证权利" "A hearing was offered"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "enforcement.hearing_requested" "已申请听证" "The holder asked for the hearing"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word }
    "enforcement.hearing_held" "听证已举行" "The hearing was held"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "enforcement.hearing_waived" "未申请听证" "Nobody asked for the hearing in time"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word }
    "enforcement.penalised" "已作出处罚决定" "A penalty was decided"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "certificate.revoked" "证件已吊销" "A certificate was revoked (吊销)"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "enforcement.letter_sent" "已函告审批部门" "The approving department was written to"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "enforcement.letter_acknowledged" "函告已签收" "The approving department acknowledged the letter"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "certificate.annulled" "许可已撤销" "A grant was annulled (撤销)"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "certificate.deregistered" "许可已注销" "A certificate was deregistered (注销)"
        { certificate: Id, item: Code, grantor: Department, document: Text }
        [ case: Id, department: Department, cause: Word, status: Word ]
    "certificate.restored" "证件已恢复" "A certificate stands again"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "enforcement.objection_made" "已提出异议" "The holder objected to a decision"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "enforcement.objection_decided" "异议已决定" "An objection was decided"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
    "enforcement.case_closed" "已结案" "An enforcement case was closed"
        { case: Id, certificate: Id, item: Code, department: Department, grantor: Department, cause: Word, status: Word, document: Text }
}}
