//! How persons are masked where anybody may read (S12). What is public holds persons only as [`Masked`], and nothing but
//! this file makes one: citizen numbers never (there is no way to make one of them), names and telephone numbers masked,
//! names of businesses not at all, as they stand on the licence.

use serde::Serialize;

use crate::identity::Phone;

/// Something of a person that anybody may read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Masked(String);

impl Masked {
    /// A natural person's name: the first character, and a star for each other one.
    pub fn person(name: &str) -> Self {
        let mut characters = name.trim().chars();
        let first = characters.next().filter(|_| !characters.as_str().is_empty());
        let stars = "*".repeat(characters.count().max(1));
        Self(first.map(String::from).unwrap_or_default() + &stars)
    }

    /// A telephone number: what tells its kind, and its last digits.
    pub fn phone(phone: &Phone) -> Self {
        Self(phone.masked())
    }

    /// The masked text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_its_first_character_at_most() {
        for (name, masked) in
            [("张三", "张*"), ("欧阳修远", "欧***"), ("张", "*"), ("", "*"), ("Li", "L*"), (" 王 五 ", "王**")]
        {
            assert_eq!(Masked::person(name).as_str(), masked, "{name}");
        }
    }

    #[test]
    fn a_telephone_number_shows_what_the_identity_module_shows() {
        assert_eq!(Masked::phone(&"13812345678".parse().unwrap()).as_str(), "138****5678");
    }
}
