//! The Mermaid pages of `docs/state-machines` say what the code does: the same arrows, under the same operations.

use std::{collections::BTreeSet, fmt::Display};

use kaiye_domain::{
    application::ARROWS,
    certificate::{CERTIFICATE_ARROWS, READINESS_ARROWS},
    credit::{CREDIT_ARROWS, REPAIR_ARROWS},
    delegation::{DELEGATION_ARROWS, NUMBER_ARROWS},
    document::DOCUMENT_ARROWS,
    enforcement::{CASE_ARROWS, HEARING_ARROWS},
    escalation::ESCALATION_ARROWS,
    intake::INTAKE_ARROWS,
    message::MESSAGE_ARROWS,
    outbound::OUTBOUND_ARROWS,
    rectification::RECTIFICATION_ARROWS,
    review::TASK_ARROWS,
    supervision_notice::SUPERVISION_ARROWS,
    verification::VERIFICATION_ARROWS,
};

type Arrows = BTreeSet<(String, String, String)>;

fn code<S: Display + Copy>(arrows: &[(S, &str, S)]) -> Arrows {
    arrows.iter().map(|(from, by, to)| (from.to_string(), (*by).to_owned(), to.to_string())).collect()
}

fn page(text: &str) -> Arrows {
    let arrow = |line: &str| {
        let (states, operation) = line.trim().split_once(": ")?;
        let (from, to) = states.split_once(" --> ")?;
        Some((from.to_owned(), operation.to_owned(), to.to_owned()))
    };
    text.lines().filter_map(arrow).collect()
}

macro_rules! agrees {
    ($test:ident, $file:literal, $arrows:expr) => {
        #[test]
        fn $test() {
            let page = page(include_str!(concat!("../../../docs/state-machines/", $file, ".md")));
            assert_eq!(page, code($arrows), "docs/state-machines/{}.md and the code differ", $file);
        }
    };
}

agrees!(requested_item, "requested-item", ARROWS);
agrees!(review_task, "review-task", TASK_ARROWS);
agrees!(delegation, "delegation", DELEGATION_ARROWS);
agrees!(number, "number", NUMBER_ARROWS);
agrees!(certificate, "certificate", CERTIFICATE_ARROWS);
agrees!(credit_record, "credit-record", CREDIT_ARROWS);
agrees!(escalation, "escalation", ESCALATION_ARROWS);
agrees!(intake, "intake", INTAKE_ARROWS);
agrees!(outbound_notice, "outbound-notice", OUTBOUND_ARROWS);
agrees!(message, "message", MESSAGE_ARROWS);
agrees!(official_document, "official-document", DOCUMENT_ARROWS);
agrees!(supervision_notice, "supervision-notice", SUPERVISION_ARROWS);
agrees!(credit_repair, "credit-repair", REPAIR_ARROWS);
agrees!(rectification, "rectification", RECTIFICATION_ARROWS);
agrees!(enforcement_case, "enforcement-case", CASE_ARROWS);
agrees!(hearing, "hearing", HEARING_ARROWS);
agrees!(readiness_proof, "readiness-proof", READINESS_ARROWS);
agrees!(verification_task, "verification-task", VERIFICATION_ARROWS);
