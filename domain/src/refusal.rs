//! How a rule says no: a stable code, what kind of no it is, and which fields are at fault. Texts for people are the
//! API's, keyed by the code.

use serde::Serialize;

/// What kind of no; each has one HTTP status, decided once in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    /// Understood, but its content breaks a rule.
    Content,
    /// The state of things does not allow the step now.
    State,
    /// Edited by somebody else since the caller read it.
    Stale,
    /// The caller is known and may not do this.
    Forbidden,
    /// It does not exist, or the caller may not learn that it does.
    NotFound,
}

/// One module's reasons to refuse. A small enum per aggregate, never one for the whole program.
pub trait Reason {
    /// Stable snake_case code; a key of the API's texts.
    fn code(&self) -> &'static str;
    /// What kind of no it is.
    fn kind(&self) -> RefusalKind;
}

/// One field at fault: where (RFC 6901 pointer) and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// JSON pointer to the field; where in a request that is, its sender's way decides.
    pub pointer: String,
    /// Stable snake_case code.
    pub code: &'static str,
}

/// A refusal with everything that is wrong, at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// What kind of no it is.
    pub kind: RefusalKind,
    /// Stable code of the whole.
    pub code: &'static str,
    /// Each field at fault.
    pub faults: Vec<Fault>,
}

impl<R: Reason> From<R> for Refusal {
    fn from(reason: R) -> Self {
        Self { kind: reason.kind(), code: reason.code(), faults: Vec::new() }
    }
}

impl Refusal {
    /// A content refusal naming each field at fault.
    pub fn fields(code: &'static str, faults: Vec<Fault>) -> Self {
        Self { kind: RefusalKind::Content, code, faults }
    }
}

/// Collects the faults of many fields, so that all are reported at once.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault at `pointer` when `result` is an error, and passes the value on otherwise.
    pub fn check<T, E>(&mut self, pointer: &str, result: Result<T, E>, code: impl Fn(&E) -> &'static str) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(pointer, code(&error));
                None
            }
        }
    }

    /// Notes a fault.
    pub fn add(&mut self, pointer: impl Into<String>, code: &'static str) {
        self.0.push(Fault { pointer: pointer.into(), code });
    }

    /// Notes all that another refusal names, and passes the value on otherwise.
    pub fn absorb<T>(&mut self, result: Result<T, Refusal>) -> Option<T> {
        result.map_err(|refusal| self.0.extend(refusal.faults)).ok()
    }

    /// Ok when nothing was noted, else one refusal with all of it.
    pub fn into_result(self, code: &'static str) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into_refusal(code)) }
    }

    /// One refusal with all that was noted.
    pub fn into_refusal(self, code: &'static str) -> Refusal {
        Refusal::fields(code, self.0)
    }
}
