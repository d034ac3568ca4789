//! The description of one operation while it is being put together from a handler's signature.

use std::collections::{BTreeMap, BTreeSet};

use kaiye_domain::actor::{Permission, Role};
use serde_json::json;
use utoipa::{
    IntoParams, ToSchema,
    openapi::{
        ArrayBuilder, ContentBuilder, HeaderBuilder, ObjectBuilder, Ref, RefOr, Required, ResponseBuilder, Schema,
        extensions::Extensions,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn},
        request_body::RequestBodyBuilder,
        schema::{KnownFormat, SchemaFormat, SchemaType, Type},
        security::SecurityRequirement,
    },
};

/// An operation, the schemas that it names and the problems that it may answer.
#[derive(Default)]
pub struct OperationDoc {
    operation: Operation,
    schemas: Vec<(String, RefOr<Schema>)>,
    problems: BTreeMap<String, BTreeSet<String>>,
}

impl OperationDoc {
    pub(super) fn new(mut operation: Operation, tag: &str) -> Self {
        operation.tags = Some(vec![tag.to_owned()]);
        let mut doc = Self { operation, ..Self::default() };
        for (status, code) in [("429", "rate_limited"), ("500", "internal"), ("503", "store_unavailable")] {
            doc.problem(status, code);
        }
        doc
    }

    /// A reference to the schema of `T`, which is collected with all that it names.
    pub fn schema<T: ToSchema>(&mut self) -> RefOr<Schema> {
        T::schemas(&mut self.schemas);
        self.schemas.push((T::name().into_owned(), T::schema()));
        Ref::from_schema_name(T::name()).into()
    }

    /// The schema of a page of `T`, under its own name.
    pub fn page_schema<T: ToSchema>(&mut self) -> RefOr<Schema> {
        let items = self.schema::<T>();
        let name = format!("{}Page", T::name());
        let page = ObjectBuilder::new()
            .description(Some("One page of a list."))
            .property("items", ArrayBuilder::new().items(items).description(Some("The page's rows, in order.")))
            .required("items")
            .property(
                "next_cursor",
                ObjectBuilder::new()
                    .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
                    .description(Some("Where the next page starts; null on the last.")),
            )
            .required("next_cursor");
        self.schemas.push((name.clone(), Schema::from(page).into()));
        Ref::from_schema_name(name).into()
    }

    /// The schema of a part of a list of `T` that always goes on, under its own name.
    pub fn feed_schema<T: ToSchema>(&mut self) -> RefOr<Schema> {
        let items = self.schema::<T>();
        let name = format!("{}Feed", T::name());
        let goes_on =
            "Where to go on: always there, since it has no last page. Keep it when `items` has been dealt with.";
        let feed = ObjectBuilder::new()
            .description(Some("A part of what happened."))
            .property("items", ArrayBuilder::new().items(items).description(Some("In the one order of the log.")))
            .required("items")
            .property("next_cursor", ObjectBuilder::new().schema_type(Type::String).description(Some(goes_on)))
            .required("next_cursor")
            .property(
                "more",
                ObjectBuilder::new().schema_type(Type::Boolean).description(Some("Whether there is more at once.")),
            )
            .required("more");
        self.schemas.push((name.clone(), Schema::from(feed).into()));
        Ref::from_schema_name(name).into()
    }

    /// What the caller needs; taken from the type in the signature.
    pub(super) fn permission(&mut self, permission: Permission) {
        let extensions = self.operation.extensions.get_or_insert_with(Extensions::default);
        extensions.insert("x-permission".to_owned(), json!(permission));
        extensions.insert("x-roles".to_owned(), json!(permission.roles()));
        let public = permission.roles().contains(&Role::Public);
        let mut security = vec![SecurityRequirement::new::<_, [&str; 0], &str>("bearer", [])];
        if public {
            security.insert(0, SecurityRequirement::default());
        } else {
            if permission.roles().contains(&Role::System) {
                let name: &str = permission.into();
                security.push(SecurityRequirement::new("client_credentials", [name]));
            }
            self.problem("403", "not_permitted");
            self.problem("401", "token_missing");
        }
        self.problem("401", "token_invalid");
        self.problem("400", "query_unknown");
        self.operation.security = Some(security);
    }

    /// A successful answer.
    pub fn answer(&mut self, status: &str, description: &str, schema: Option<RefOr<Schema>>) {
        match schema {
            Some(schema) => self.answer_as(status, description, "application/json", schema),
            None => {
                let response = ResponseBuilder::new().description(description).build();
                self.operation.responses.responses.insert(status.to_owned(), response.into());
            }
        }
    }

    /// A successful answer of a media type of its own.
    pub fn answer_as(&mut self, status: &str, description: &str, media_type: &str, schema: RefOr<Schema>) {
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let response = ResponseBuilder::new().description(description).content(media_type, content).build();
        self.operation.responses.responses.insert(status.to_owned(), response.into());
    }

    /// A successful answer that is not JSON.
    pub fn file_answer(&mut self, description: &str, media_type: &str) {
        let schema =
            ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)));
        let content = ContentBuilder::new().schema(Some(Schema::from(schema))).build();
        let response = ResponseBuilder::new().description(description).content(media_type, content);
        self.operation.responses.responses.insert("200".to_owned(), response.build().into());
    }

    /// The answer may also be the page that people read.
    pub fn page_answer(&mut self) {
        if let Some(RefOr::T(response)) = self.operation.responses.responses.get_mut("200") {
            let content = ContentBuilder::new().schema(Some(text())).build();
            response.content.insert("text/html".to_owned(), RefOr::T(content));
        }
    }

    /// Whether what it answers is a page and nothing else.
    pub(super) fn answers_a_page(&self) -> bool {
        let Some(RefOr::T(response)) = self.operation.responses.responses.get("200") else { return false };
        response.content.keys().eq(["text/html"])
    }

    /// A header of an answer.
    pub fn answer_header(&mut self, status: &str, name: &str, description: &str) {
        if let Some(RefOr::T(response)) = self.operation.responses.responses.get_mut(status) {
            let header = HeaderBuilder::new().schema(Some(text())).description(Some(description)).build();
            response.headers.insert(name.to_owned(), header.into());
        }
    }

    /// The answer may be 304.
    pub fn can_be_unchanged(&mut self) {
        self.header(
            "If-None-Match",
            false,
            "An `ETag` that you have; 304 when it is still the same.",
            "\"1a2b3c4d5e6f\"",
        );
        self.answer("304", "Unchanged.", None);
    }

    /// A problem that may be answered.
    pub fn problem(&mut self, status: &str, code: &str) {
        self.problems.entry(status.to_owned()).or_default().insert(code.to_owned());
    }

    /// The request's body.
    pub fn body(&mut self, media_type: &str, schema: RefOr<Schema>) {
        self.body_as(&[media_type], schema);
    }

    /// The request's body, in any of these media types.
    pub fn body_as(&mut self, media_types: &[&str], schema: RefOr<Schema>) {
        let mut body = RequestBodyBuilder::new().required(Some(Required::True));
        for media_type in media_types {
            body = body.content(*media_type, ContentBuilder::new().schema(Some(schema.clone())).build());
        }
        self.operation.request_body = Some(body.build().into());
    }

    /// The caller is an agency's system that proves itself with its secret, by `Authorization: Basic` or in the form.
    pub fn client_authentication(&mut self) {
        let basic = SecurityRequirement::new::<_, [&str; 0], &str>("client_secret", []);
        self.operation.security = Some(vec![basic, SecurityRequirement::default()]);
        self.problems.remove("400");
        self.problems.remove("401");
    }

    /// A request header.
    pub fn header(&mut self, name: &str, required: bool, description: &str, example: &str) {
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Header)
            .required(if required { Required::True } else { Required::False })
            .description(Some(description))
            .schema(Some(text()))
            .example(Some(json!(example)));
        self.add_parameter(parameter.build());
    }

    /// Query parameters.
    pub fn query<T: IntoParams>(&mut self) {
        let parameters = T::into_params(|| Some(ParameterIn::Query));
        for mut parameter in parameters {
            // utoipa drops the comment of a field with a schema of its own: a filter by one of a few words.
            let words = || format!("Only what has this {}.", parameter.name.replace('_', " "));
            parameter.description = Some(parameter.description.clone().unwrap_or_else(words));
            self.add_parameter(parameter);
        }
    }

    fn add_parameter(&mut self, parameter: Parameter) {
        self.operation.parameters.get_or_insert_default().push(parameter.into());
    }

    fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
            RefOr::T(parameter) => Some(parameter),
            RefOr::Ref(_) => None,
        })
    }

    /// Says of a parameter that it has to be there.
    pub fn require(&mut self, name: &str) {
        for parameter in self.operation.parameters.iter_mut().flatten() {
            if let RefOr::T(parameter) = parameter
                && parameter.name == name
            {
                parameter.required = Required::True;
            }
        }
    }

    /// The names of the query parameters.
    pub(super) fn query_names(&self) -> Vec<String> {
        let queries = self.parameters().filter(|p| p.parameter_in == ParameterIn::Query);
        queries.map(|p| p.name.clone()).collect()
    }

    /// Describes what stands in braces in the path and is not described already.
    pub(super) fn path_parameters(&mut self, path: &str) {
        for name in path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
            if self.parameters().any(|p| p.parameter_in == ParameterIn::Path && p.name == name) {
                continue;
            }
            let is_id = name == "id" || name.ends_with("_id");
            let format = is_id.then_some(SchemaFormat::KnownFormat(KnownFormat::Uuid));
            let parameter = ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .description(Some(format!("The resource's {}.", if is_id { "id" } else { name })))
                .schema(Some(Schema::from(ObjectBuilder::new().schema_type(Type::String).format(format))));
            self.add_parameter(parameter.build());
        }
    }

    pub(super) fn into_operation(mut self) -> Operation {
        for (status, codes) in self.problems {
            let codes: Vec<String> = codes.into_iter().collect();
            let response = super::finish::problem_response(&status, &codes);
            self.operation.responses.responses.insert(status, response.into());
        }
        self.operation
    }

    pub(super) fn into_schemas(self) -> Vec<(String, RefOr<Schema>)> {
        self.schemas
    }
}

fn text() -> RefOr<Schema> {
    Schema::from(ObjectBuilder::new().schema_type(Type::String)).into()
}
