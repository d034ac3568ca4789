//! What hangs on a certificate follows it: when it is taken, its tasks, its orders to rectify and what its holder still owed
//! fall away, so that nobody is late with what is not to be done any more; when what took it is set aside they are
//! restored, and the time between does not count.

use kaiye_domain::certificate::Certificate;

use crate::operations::{Outcome, Tx, dossier::Dossier, promises, rectification, verification};

/// Lets it follow a certificate that stood so; gives the certificate as it then is. What it notes is saved with the dossier.
pub(super) fn follow(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    was: &Certificate,
    certificate: Certificate,
    holder_key: &str,
) -> Outcome<Certificate> {
    let certificate = match (was.has_been_taken(), certificate.has_been_taken()) {
        (false, true) => {
            verification::fall_away(tx, dossier, &certificate)?;
            rectification::fall_away(tx, dossier, &certificate)?;
            promises::fall_away(tx, dossier, &certificate)?;
            certificate
        }
        (true, false) => {
            verification::restore(tx, dossier, certificate.id)?;
            rectification::restore(tx, dossier, certificate.id)?;
            promises::restore(tx, dossier, certificate)?
        }
        _ => return Ok(certificate),
    };
    verification::reckon(tx, holder_key)?;
    Ok(certificate)
}
