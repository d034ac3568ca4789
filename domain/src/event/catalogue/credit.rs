//! Credit records and their repair (S19).

use super::events;

events! { CREDIT: Application {
    "exclusion.imposed" "已列入限期不得申请" "Somebody may not apply for an item for a time"
        { item: Code, cause: Word, document: Text, subjects: Words, from_on: Date, to_on: Date }
    "exclusion.lifted" "限期不得申请已解除" "Somebody may apply for an item again"
        { item: Code, document: Text }
    "credit.recorded" "失信信息已记入" "A breach went on record"
        { record: Id, case: Id, certificate: Id, item: Code, department: Department, ground: Word, class: Word, cause: Word,
          subjects: Words, status: Word, bars: Flag }
        [ public_from: Date, public_to: Date ]
    "credit.extended" "失信信息已追加" "A record got a further ground"
        { record: Id, case: Id, certificate: Id, item: Code, department: Department, ground: Word, class: Word, cause: Word,
          subjects: Words, status: Word, bars: Flag }
        [ public_from: Date, public_to: Date ]
    "credit.reduced" "失信信息已减除" "A ground of a record was set aside"
        { record: Id, case: Id, certificate: Id, item: Code, department: Department, ground: Word, class: Word, cause: Word,
          subjects: Words, status: Word, bars: Flag }
        [ public_from: Date, public_to: Date ]
    "credit.withdrawn" "失信信息已撤销" "A record was withdrawn"
        { record: Id, case: Id, certificate: Id, item: Code, department: Department, ground: Word, class: Word, cause: Word,
          subjects: Words, status: Word, bars: Flag }
        [ public_from: Date, public_to: Date ]
    "credit.ended" "失信公示期满" "A record's publication ended"
        { record: Id, certificate: Id, item: Code, department: Department, bars: Flag } [ public_to: Date ]
    "credit.repair_requested" "已申请信用修复" "The repair of a record was asked for"
        { record: Id, repair: Id, certificate: Id, item: Code }
    "credit.repaired" "信用已修复" "A record was repaired"
        { record: Id, repair: Id, certificate: Id, item: Code, department: Department, bars: Flag }
    "credit.repair_refused" "信用修复未获准" "A repair was refused"
        { record: Id, repair: Id, certificate: Id, item: Code, department: Department, bars: Flag }
    "credit.receipt_recorded" "信用平台已回执" "A credit platform acknowledged a record"
        { record: Id, receipt: Id, record_version: Count, outcome: Word }
}}
