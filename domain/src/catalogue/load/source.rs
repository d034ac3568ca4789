//! One TOML file: read into a type with every mistake of shape it has, and able to say where a key stands.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Deserializer},
};

use super::{
    mistake::{Mistake, Place},
    tree::{self, Node},
};

/// A file and its parsed tree.
pub(super) struct Source<'a> {
    /// Its name.
    pub(super) file: &'a str,
    text: &'a str,
    table: Spanned<DeTable<'a>>,
    /// Whether it is TOML at all.
    pub(super) sound: bool,
}

impl<'a> Source<'a> {
    /// Parses a file; what is not TOML is noted, and what can be read all the same is kept.
    pub(super) fn parse(file: &'a str, text: &'a str, mistakes: &mut Vec<Mistake>) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let source = Self { file, text, table, sound: errors.is_empty() };
        for error in errors {
            mistakes.push(source.mistake_at(error.span(), String::new(), error.message().to_owned()));
        }
        source
    }

    /// Reads it into a type, when nothing about its shape is wrong. Every key at fault is noted: one that was is laid
    /// aside, and the rest is read again.
    pub(super) fn read<T: DeserializeOwned>(&self, mistakes: &mut Vec<Mistake>) -> Option<T> {
        if !self.sound {
            return None;
        }
        let mut table = self.table.clone();
        let mut laid_aside: Vec<(Option<Range<usize>>, String)> = Vec::new();
        loop {
            let error = match T::deserialize(Deserializer::from(table.clone())) {
                Ok(value) => return laid_aside.is_empty().then_some(value),
                Err(error) => error,
            };
            // A field laid aside is missed where it stood: that is no mistake of the file's.
            let missed = tree::missing_field(error.message());
            let follows = |(outer, field): &(Option<Range<usize>>, String)| {
                *outer == error.span() && missed.is_none_or(|missed| missed == field)
            };
            if !laid_aside.iter().any(follows) {
                let key = error.span().map(|span| tree::path_of(&self.table, &span)).unwrap_or_default();
                mistakes.push(self.mistake_at(error.span(), key, error.message().to_owned()));
            }
            let key = error.span().map(|span| tree::path_of(&table, &span)).unwrap_or_default();
            let (outer, field) = key.rsplit_once('.').unwrap_or(("", &key));
            let outer = if outer.is_empty() { Some(table.span()) } else { tree::span_of(&table, outer) };
            laid_aside.push((outer, field.to_owned()));
            if key.is_empty() || !tree::remove(table.get_mut(), &key) {
                return None;
            }
        }
    }

    /// A mistake at a key.
    pub(super) fn mistake(&self, key: impl Into<String>, message: impl Into<String>) -> Mistake {
        let key = key.into();
        self.mistake_at(tree::span_of(&self.table, &key), key, message.into())
    }

    /// A text in it, by its key.
    pub(super) fn word(&self, key: &str) -> Option<&str> {
        match tree::find(&self.table, key)? {
            Node::Value(value) => value.get_ref().as_str(),
            Node::Root => None,
        }
    }

    /// Whether something stands at a key.
    pub(super) fn has(&self, key: &str) -> bool {
        tree::find(&self.table, key).is_some()
    }

    /// Its outermost keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.table.get_ref().keys().map(|key| key.get_ref().as_ref())
    }

    /// How many elements the list at a key has.
    pub(super) fn count(&self, key: &str) -> usize {
        match tree::find(&self.table, key) {
            Some(Node::Value(value)) => value.get_ref().as_array().map_or(0, |list| list.len()),
            _ => 0,
        }
    }

    /// Notes every text that is empty: what there is nothing to say of is left out.
    pub(super) fn check_texts(&self, mistakes: &mut Vec<Mistake>) {
        tree::walk(&self.table, &mut |key, value| {
            if let DeValue::String(text) = value.get_ref()
                && text.trim().is_empty()
            {
                let message = "the text is missing".to_owned();
                mistakes.push(self.mistake_at(Some(value.span()), key.to_owned(), message));
            }
        });
    }

    /// What it says, whatever its layout and comments: the same for the same content.
    pub(super) fn canonical(&self) -> String {
        tree::canonical(&self.table)
    }

    fn mistake_at(&self, span: Option<Range<usize>>, key: String, message: String) -> Mistake {
        let start = span.map_or(0, |span| span.start).min(self.text.len());
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |it| it.chars().count()) + 1;
        Mistake { file: self.file.to_owned(), place: Place { line, column, key }, message }
    }
}
