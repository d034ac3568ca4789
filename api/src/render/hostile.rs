//! What hostile people write, wherever a template is given words: it must come out as text, and whole.

use chrono::{DateTime, NaiveDate};
use serde_json::Value;

use super::Sample;

/// What is no word of anybody: what templates turn on and compare, and addresses.
const KEPT: [&str; 16] = [
    "business_kind",
    "cause",
    "check_url",
    "code",
    "due",
    "grantor_fault",
    "ground",
    "item",
    "kind",
    "language",
    "need",
    "on_failure",
    "outcome",
    "penalty",
    "seal",
    "way",
];
/// What the program says itself.
const OWN: [&str; 2] = ["look", "words"];
/// Markup, a script that would name the page anew, a template, a formula, marks that turn text, and characters of planes
/// that few fonts have.
const HEAD: &str = "=1+1<script>alert(1);document.title='ran'</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}</bdi>\
    \u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}𠮷𬭸\"'&";
/// Characters that each of them has.
const LENGTH: usize = 300;

impl Sample {
    /// The same with a hostile text in each place, which ends with the place's number.
    pub fn hostile(&self) -> Self {
        Self {
            name: format!("{}-hostile", self.name),
            template: self.template.clone(),
            context: marked(&self.context, hostile),
        }
    }
}

/// The hostile text of a place.
pub(crate) fn hostile(place: usize) -> String {
    let tail = format!("END{place:04}");
    let filler = "长".repeat(LENGTH - HEAD.chars().count() - tail.len());
    format!("{HEAD}{filler}{tail}")
}

/// The same context with each word in it replaced by what its place, counted from one, is to say.
pub(crate) fn marked(context: &Value, mut words: impl FnMut(usize) -> String) -> Value {
    let (mut marked, mut place) = (context.clone(), 0);
    mark(&mut marked, &mut || {
        place += 1;
        words(place)
    });
    marked
}

fn mark(value: &mut Value, next: &mut impl FnMut() -> String) {
    match value {
        Value::String(text) if !is_a_time(text) => *text = next(),
        Value::Array(all) => all.iter_mut().for_each(|one| mark(one, next)),
        Value::Object(all) => {
            let kept = |name: &str, one: &Value| OWN.contains(&name) || one.is_string() && KEPT.contains(&name);
            all.iter_mut().filter(|(name, one)| !kept(name, one)).for_each(|(_, one)| mark(one, next));
        }
        _ => {}
    }
}

fn is_a_time(text: &str) -> bool {
    text.parse::<NaiveDate>().is_ok() || DateTime::parse_from_rfc3339(text).is_ok()
}
