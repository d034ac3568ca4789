//! The tree of a TOML file: finding what stands at a key such as `materials[2].unless`, and what key a place belongs to.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

/// What stands at a key.
pub(super) enum Node<'t, 'a> {
    /// The file itself.
    Root,
    /// A value.
    Value(&'t Spanned<DeValue<'a>>),
}

/// `outer.field`, or `field` at the root.
pub(super) fn join(outer: &str, field: &str) -> String {
    if outer.is_empty() { field.to_owned() } else { format!("{outer}.{field}") }
}

/// The field that serde's message says is missing.
pub(super) fn missing_field(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.strip_suffix('`')
}

/// A step of a key: into a table, or into a list.
enum Step<'k> {
    Field(&'k str),
    Index(usize),
}

fn steps(key: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    for part in key.split('.').filter(|part| !part.is_empty()) {
        let (field, indices) = part.split_once('[').unwrap_or((part, ""));
        steps.push(Step::Field(field));
        let indices = indices.split(['[', ']']).filter(|it| !it.is_empty());
        steps.extend(indices.filter_map(|it| it.parse().ok()).map(Step::Index));
    }
    steps
}

/// What stands at a key.
pub(super) fn find<'t, 'a>(table: &'t Spanned<DeTable<'a>>, key: &str) -> Option<Node<'t, 'a>> {
    let mut node = Node::Root;
    for step in steps(key) {
        let next = match (&node, step) {
            (Node::Root, Step::Field(field)) => table.get_ref().get(field),
            (Node::Value(value), Step::Field(field)) => value.get_ref().as_table()?.get(field),
            (Node::Value(value), Step::Index(index)) => value.get_ref().as_array()?.get(index),
            (Node::Root, Step::Index(_)) => None,
        };
        node = Node::Value(next?);
    }
    Some(node)
}

/// Where a key stands; where the nearest that there is around it does, if it does not.
pub(super) fn span_of(table: &Spanned<DeTable<'_>>, key: &str) -> Option<Range<usize>> {
    let mut key = key;
    loop {
        match find(table, key) {
            Some(Node::Value(value)) => return Some(value.span()),
            Some(Node::Root) => return Some(0..0),
            None => key = &key[..key.rfind(['.', '[']).unwrap_or(0)],
        }
    }
}

/// Calls `visit` with every value and its key.
pub(super) fn walk<'t, 'a>(table: &'t Spanned<DeTable<'a>>, visit: &mut impl FnMut(&str, &'t Spanned<DeValue<'a>>)) {
    walk_table(table.get_ref(), "", visit);
}

fn walk_table<'t, 'a>(table: &'t DeTable<'a>, at: &str, visit: &mut impl FnMut(&str, &'t Spanned<DeValue<'a>>)) {
    for (field, value) in table {
        walk_value(value, &join(at, field.get_ref()), visit);
    }
}

fn walk_value<'t, 'a>(
    value: &'t Spanned<DeValue<'a>>,
    at: &str,
    visit: &mut impl FnMut(&str, &'t Spanned<DeValue<'a>>),
) {
    visit(at, value);
    match value.get_ref() {
        DeValue::Table(table) => walk_table(table, at, visit),
        DeValue::Array(list) => {
            for (index, element) in list.iter().enumerate() {
                walk_value(element, &format!("{at}[{index}]"), visit);
            }
        }
        _ => {}
    }
}

/// The key whose value or name the span lies in: the innermost, and the file itself when there is none.
pub(super) fn path_of(table: &Spanned<DeTable<'_>>, span: &Range<usize>) -> String {
    let mut innermost: Option<(usize, String)> = None;
    let mut offer = |outer: Range<usize>, key: &str| {
        let smaller = innermost.as_ref().is_none_or(|(length, _)| outer.len() <= *length);
        if outer.start <= span.start && span.end <= outer.end && smaller {
            innermost = Some((outer.len(), key.to_owned()));
        }
    };
    offer_names(table.get_ref(), "", &mut offer);
    walk(table, &mut |key, value| {
        offer(value.span(), key);
        if let DeValue::Table(inner) = value.get_ref() {
            offer_names(inner, key, &mut offer);
        }
    });
    innermost.map(|(_, key)| key).unwrap_or_default()
}

fn offer_names(table: &DeTable<'_>, at: &str, offer: &mut impl FnMut(Range<usize>, &str)) {
    for (field, _) in table {
        offer(field.span(), &join(at, field.get_ref()));
    }
}

/// Takes what stands at a key out of the tree; whether there was anything.
pub(super) fn remove(table: &mut DeTable<'_>, key: &str) -> bool {
    let mut steps = steps(key);
    let Some(last) = steps.pop() else { return false };
    let mut steps = steps.into_iter();
    let Some(Step::Field(first)) = steps.next() else {
        return matches!(last, Step::Field(field) if table.remove(field).is_some());
    };
    let mut node = table.get_mut(first);
    for step in steps {
        node = node.and_then(|value| match (value.get_mut(), step) {
            (DeValue::Table(inner), Step::Field(field)) => inner.get_mut(field),
            (DeValue::Array(list), Step::Index(index)) => list.get_mut(index),
            _ => None,
        });
    }
    match (node.map(Spanned::get_mut), last) {
        (Some(DeValue::Table(inner)), Step::Field(field)) => inner.remove(field).is_some(),
        (Some(DeValue::Array(list)), Step::Index(index)) if index < list.len() => {
            let rest = std::mem::replace(list, DeArray::new()).into_iter().enumerate().filter(|(at, _)| *at != index);
            *list = rest.map(|(_, element)| element).collect();
            true
        }
        _ => false,
    }
}

/// One spelling of the content, in order of keys.
pub(super) fn canonical(table: &Spanned<DeTable<'_>>) -> String {
    let mut text = String::new();
    walk(table, &mut |key, value| {
        let content = match value.get_ref() {
            DeValue::String(text) => format!("{text:?}"),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Boolean(flag) => flag.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Array(list) => format!("[{}]", list.len()),
            DeValue::Table(inner) => format!("{{{}}}", inner.len()),
        };
        text.push_str(&format!("{key}={content}\n"));
    });
    text
}
