//! Finding a business by any part of its name. Every ending of the folded name is kept, so that what contains a text is
//! what has an ending that begins with it: a range of an ordered index, whatever the language of the name.

use crate::folding::folded;

/// What is shorter than this would find nearly everything.
pub const SEARCHED_AT_LEAST: usize = 2;

/// The endings by which a name is found.
pub fn found_by(name: &str) -> Vec<String> {
    let name = folded(name);
    let last = name.chars().count().saturating_sub(SEARCHED_AT_LEAST - 1);
    name.char_indices().take(last).map(|(at, _)| name[at..].to_owned()).collect()
}

/// What the endings of a name that contains the text begin with; none for a text that is too short to search by.
pub fn searched(text: &str) -> Option<String> {
    Some(folded(text)).filter(|text| text.chars().count() >= SEARCHED_AT_LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(name: &str, text: &str) -> bool {
        searched(text).is_some_and(|text| found_by(name).iter().any(|ending| ending.starts_with(&text)))
    }

    #[test]
    fn any_part_of_a_name_finds_it() {
        let name = "准东开发区好邻居（一店）ａbc超市";
        for part in ["准东", "好邻居", "一店", "超市", "邻居(一店)", "ABC", "abc 超", name] {
            assert!(finds(name, part), "{part}");
        }
        for other in ["邻好", "好邻居店", "市", "", "（", "超市2"] {
            assert!(!finds(name, other), "{other}");
        }
    }

    #[test]
    fn a_name_has_an_ending_a_character_but_for_the_last() {
        assert_eq!(found_by("好邻居"), ["好邻居", "邻居"]);
        assert!(found_by("好").is_empty() && found_by("").is_empty());
    }
}
