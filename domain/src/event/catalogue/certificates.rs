//! Certificates, their readiness and their public entries.

use super::events;

events! { CERTIFICATES: Application {
    "certificate.issued" "证件已颁发" "A certificate was issued"
        { certificate: Id, item: Code, number: Text, issuer: Department, supervisor: Department, route: Word,
          operative: Flag, notice: Text }
        [ valid_to: Date ]
    "certificate.replaced" "证件已换发" "A certificate was replaced by a new one" { certificate: Id, item: Code, by: Id }
    "certificate.operative" "可以营业" "The holder may open" { certificate: Id, item: Code }
    "certificate.expired" "证件已到期" "A certificate's term ended" { certificate: Id, item: Code } [ valid_to: Date ]
    "certificate.deemed_renewed" "视为准予延续" "A certificate counts as renewed"
        { certificate: Id, item: Code, renewal: Id } [ valid_to_before: Date, valid_to: Date ]
    "certificate.readiness_submitted" "已报送具备条件的证明" "Proof of promised conditions was filed"
        { certificate: Id, item: Code, proof: Id, clauses: Codes }
    "certificate.readiness_confirmed" "已确认具备条件" "Promised conditions are proved"
        { certificate: Id, item: Code, proof: Id, clauses: Codes }
    "certificate.readiness_rejected" "证明未获认可" "A proof was rejected"
        { certificate: Id, item: Code, proof: Id, clauses: Codes }
    "certificate.promise_missed" "承诺期限已过" "A promised day passed without proof"
        { certificate: Id, item: Code, clauses: Codes, due_on: Date }
    "publication.published" "已公示" "An entry was published" { publication: Id, kind: Word, certificate: Id, item: Code }
    "publication.withdrawn" "公示已撤下" "An entry was taken back"
        { publication: Id, kind: Word, certificate: Id, item: Code, ground: Word }
    "publication.restored" "公示已恢复" "An entry was published anew"
        { publication: Id, instead_of: Id, kind: Word, certificate: Id, item: Code }
}}
