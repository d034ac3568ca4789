//! What comes in on paper, by e-mail or in batches.

use super::events;

events! { INTAKES: Intake {
    "intake.recorded" "来件已登记" "Something that came in was recorded"
        { number: Text, channel: Word, received_at: Instant, digest: Text }
    "intake.filed" "来件已立办件" "What came in belongs to an application" { application: Id }
    "intake.overdue" "来件逾期未录入" "Nobody typed in what came by its last day"
        { due_on: Date, department: Department }
    "intake.declined" "来件未予接收" "What came in was declined" { reason: Word }
}}

events! { INTAKE_BATCHES: IntakeBatch {
    "intake_batch.received" "批次已收到" "A batch of applications came"
        { number: Text, format: Word, digest: Text } [ department: Department ]
    "intake_batch.ended" "批次已处理" "Every row of a batch has its outcome"
        { status: Word, accepted: Count, repeated: Count, rejected: Count } [ department: Department ]
}}
