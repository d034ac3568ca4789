//! Filing a proof.

use kaiye_domain::{
    certificate::{ReadinessProof, ReadinessState},
    id::MaterialId,
};
use kaiye_persistence::{map::readiness_row, repo::readiness};
use serde_json::json;

use super::Opened;
use crate::operations::{Outcome, Tx, certificates::Kept};

/// What is filed.
#[derive(Debug, Clone)]
pub struct Filing {
    /// The clauses it proves.
    pub clauses: Vec<String>,
    /// What it rests on: materials of the application.
    pub materials: Vec<MaterialId>,
    /// The business's words.
    pub statement: String,
}

/// Files a proof; it waits for the department.
pub fn submit(tx: &mut Tx<'_>, opened: Opened, filing: &Filing) -> Outcome<Kept> {
    let Opened { mut dossier, mut kept, .. } = opened;
    let proof = ReadinessProof {
        id: tx.id(),
        certificate: kept.certificate.id,
        clauses: filing.clauses.clone(),
        materials: filing.materials.clone(),
        statement: filing.statement.clone(),
        filed_at: tx.now,
        filed_by: tx.actor.id,
        state: ReadinessState::Filed,
    };
    let filed: Vec<MaterialId> = dossier.current_materials().map(|material| material.id).collect();
    proof.check(&kept.certificate, &filed)?;
    let application = &dossier.application;
    readiness::insert(tx.conn, &readiness_row(&proof, application.id, application.division())?)?;
    dossier.fact(
        "certificate.readiness_submitted",
        json!({
            "certificate": kept.certificate.id, "item": kept.certificate.item_code, "proof": proof.id,
            "clauses": proof.clauses,
        }),
    );
    dossier.save(tx)?;
    kept.proofs.push(proof);
    Ok(kept)
}
