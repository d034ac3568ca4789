//! Whom and which place a letter is signed for: what stands in its blanks (S4).

use serde::Serialize;

use crate::application::{Application, SubjectRole};

/// What of the application stands in the blanks of its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Blanks<'a> {
    /// Name of the business, or of its operator while it has none.
    pub applicant: &'a str,
    /// Address of the premises.
    pub address: &'a str,
    /// Name of who signs.
    pub signer: Option<&'a str>,
}

impl<'a> Blanks<'a> {
    /// Those of a letter that is signed in this capacity.
    pub fn of(application: &'a Application, capacity: SubjectRole) -> Self {
        let (business, people) = (&application.business, &application.people);
        let operator = people.operator.as_ref().map(|person| person.name.as_str());
        let agent = people.agent.as_ref().map(|person| person.name.as_str());
        Self {
            applicant: business.name.as_deref().or(operator).unwrap_or_default(),
            address: business.address.as_deref().unwrap_or_default(),
            signer: if capacity == SubjectRole::Agent { agent } else { operator },
        }
    }

    /// All of it in one text; its keyed hash is kept with what was signed.
    pub fn text(&self) -> String {
        serde_json::json!(self).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_text_is_the_same_for_ever() {
        let blanks = Blanks { applicant: "𠮷店", address: "路1号", signer: None };
        assert_eq!(blanks.text(), r#"{"address":"路1号","applicant":"𠮷店","signer":null}"#);
    }
}
