//! What Kaiye sends to a subscriber's address: the document's section `webhooks`.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Components, ContentBuilder, ObjectBuilder, Paths, PathsBuilder, Ref, Required, ResponseBuilder, Schema,
        path::{HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem},
        request_body::RequestBodyBuilder,
        schema::Type,
        security::SecurityRequirement,
    },
};

use crate::cloud_event::{CloudEvent, MEDIA_TYPE};

/// The one webhook: an event. Its schema is added to the components.
pub(super) fn webhooks(components: &mut Components) -> Paths {
    components.schemas.insert(CloudEvent::name().into_owned(), CloudEvent::schema());
    PathsBuilder::new().path("event", PathItem::new(HttpMethod::Post, event())).build()
}

fn event() -> Operation {
    let description = "One event, pushed to the address of each active subscription that asks for its type, signed as \
                       Standard Webhooks 1.0 says, until it is answered 2xx. For each subject the events come in the \
                       order of the log; one may come more than once, with the same `webhook-id`.";
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(CloudEvent::name()))).build();
    let body = RequestBodyBuilder::new()
        .description(Some("The event, in the structured mode of CloudEvents 1.0."))
        .content(MEDIA_TYPE, content)
        .required(Some(Required::True))
        .build();
    let answer = |text: &str| ResponseBuilder::new().description(text).build();
    OperationBuilder::new()
        .operation_id(Some("push_event"))
        .tag("subscriptions")
        .summary(Some("An event happened"))
        .description(Some(description))
        .security(SecurityRequirement::default())
        .parameter(header("webhook-id", "The event's id: whoever sees it again has seen it before."))
        .parameter(header("webhook-timestamp", "When it was sent, in seconds since 1970."))
        .parameter(header(
            "webhook-signature",
            "`v1,` and the HMAC-SHA256 over `id.timestamp.body` in base64; several, with a space between, while secrets \
             overlap.",
        ))
        .request_body(Some(body))
        .response("2XX", answer("The receiver has it: its department's receipt (S14)."))
        .response("410", answer("Nobody is there any more: the subscription is disabled."))
        .response("default", answer("Not received: it is sent again, later each time, for days."))
        .build()
}

fn header(name: &str, description: &str) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some(description))
        .schema(Some(Schema::from(ObjectBuilder::new().schema_type(Type::String))))
        .build()
}
