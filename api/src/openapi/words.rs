//! Schemas of the domain's enums, as the snake_case words that they are on the wire. The domain knows nothing of schemas:
//! a field says `#[schema(schema_with = words::<Role>)]`.

use strum::IntoEnumIterator;
use utoipa::openapi::{
    Array, ArrayBuilder, Object, ObjectBuilder,
    schema::{SchemaType, Type},
};

/// One of the words of `E`.
pub fn words<E: IntoEnumIterator + Into<&'static str>>() -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(E::iter().map(Into::into))).build()
}

/// One of the words of `E`, or null.
pub fn maybe_words<E: IntoEnumIterator + Into<&'static str>>() -> Object {
    let values = E::iter().map(|word| serde_json::json!(word.into())).chain([serde_json::Value::Null]);
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
        .enum_values(Some(values))
        .build()
}

/// Several of the words of `E`, each once.
pub fn word_list<E: IntoEnumIterator + Into<&'static str>>() -> Array {
    ArrayBuilder::new().items(words::<E>()).unique_items(true).build()
}
