//! Objects of any fields: the jurisdiction's questions, an event's data. Said outright, since generated clients take
//! an object without fields for an empty one.

use utoipa::openapi::{
    RefOr, Schema,
    schema::{AdditionalProperties, ArrayItems, Object, SchemaType, Type},
};

/// Says of every object without fields, at any depth, that it may have any.
pub(super) fn open(schema: &mut RefOr<Schema>) {
    let RefOr::T(schema) = schema else { return };
    match schema {
        Schema::Object(object) => {
            if is_object(object) && object.properties.is_empty() && object.additional_properties.is_none() {
                object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(true)));
            }
            object.properties.values_mut().for_each(open);
        }
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                open(items);
            }
        }
        Schema::OneOf(choice) => choice.items.iter_mut().for_each(open),
        Schema::AllOf(parts) => parts.items.iter_mut().for_each(open),
        Schema::AnyOf(choice) => choice.items.iter_mut().for_each(open),
        _ => {}
    }
}

fn is_object(object: &Object) -> bool {
    match &object.schema_type {
        SchemaType::Type(kind) => *kind == Type::Object,
        SchemaType::Array(kinds) => kinds.contains(&Type::Object),
        SchemaType::AnyValue => false,
    }
}
