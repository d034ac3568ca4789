//! What inspection asks departments for (督办, S26).

use super::events;

events! { SUPERVISION_NOTICES: SupervisionNotice {
    "supervision_notice.issued" "督办通知已下达" "Inspection asked a department for something"
        { department: Department, number: Text, due_on: Date } [ about_kind: Word, about: Id, application: Id ]
    "supervision_notice.answered" "督办已答复" "The department answered a supervision notice"
        { department: Department, round: Count, late: Flag }
    "supervision_notice.reopened" "督办要求再次答复" "Inspection asked again"
        { department: Department, round: Count, due_on: Date }
    "supervision_notice.closed" "督办已办结" "Inspection is content with the answer" { department: Department }
    "supervision_notice.withdrawn" "督办已撤回" "Inspection took a supervision notice back" { department: Department }
}}
