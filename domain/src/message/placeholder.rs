//! The places in a message's texts that are filled in when it is sent: `{number}`, `{due_on}`…

use std::collections::BTreeMap;

/// What a text may name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[strum(serialize_all = "snake_case")]
pub enum Placeholder {
    /// 办件编号.
    Number,
    /// Name of the business.
    Business,
    /// Names of the items it is about.
    Items,
    /// Number of the notice, decision or document.
    Document,
    /// The last day.
    DueOn,
}

/// What they stand for.
pub type Values = BTreeMap<Placeholder, String>;

/// A piece of a text.
enum Piece<'t> {
    Words(&'t str),
    Name(&'t str),
}

/// The names in braces of a text, in their order; a brace that is not closed is a name to its end.
pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Name(name) => Some(name),
        Piece::Words(_) => None,
    })
}

/// The text with every name filled in; what there is no value for is left blank.
pub fn rendered(text: &str, values: &Values) -> String {
    let value =
        |name: &str| name.parse().ok().and_then(|name: Placeholder| values.get(&name)).map_or("", String::as_str);
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Name(name) => value(name),
        })
        .collect()
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        pieces.extend([Piece::Words(words), Piece::Name(name)]);
        rest = behind;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in_once() {
        let values = Values::from([(Placeholder::Number, "A{due_on}".to_owned())]);
        assert_eq!(rendered("您的申请{number}，{due_on}前", &values), "您的申请A{due_on}，前");
        assert_eq!(placeholders("{number} 与 {unknown}").collect::<Vec<_>>(), ["number", "unknown"]);
        assert_eq!(placeholders("{open").collect::<Vec<_>>(), ["open"]);
    }
}
