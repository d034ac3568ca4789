//! Enforcement cases (S17, S18). Every step happens under the lock of the certificate's application: the case, the
//! certificate, the document, the publication, the credit record and the events stand together or leave no trace.

mod close;
mod decide;
mod follow;
mod grant;
mod hearing;
mod keep;
mod letter;
mod objection;
mod open;
mod publish;
mod stop;

pub use close::close;
pub use decide::{Punished, Revoked, penalise, revoke};
pub use grant::{annul, deregister};
pub use hearing::{Heard, offer_hearing, record_hearing, request_hearing, waive};
pub use keep::{Kept, Opened, find, open};
pub use letter::{acknowledge_letter, send_letter};
pub use objection::{decide_objection, object};
pub use open::{Ground, Subject, of_certificate, open_case};
pub use stop::{lift_stop, order_stop};
