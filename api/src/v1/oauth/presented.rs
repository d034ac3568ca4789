//! What a client presents to an OAuth endpoint: a form, and itself, by `Authorization: Basic` or within the form.

use std::{collections::BTreeMap, future::Future, pin::Pin};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header::AUTHORIZATION};
use base64::{Engine, engine::general_purpose::STANDARD};
use kaiye_domain::{account::AccountStatus, actor::Actor, hash::sha256};
use subtle::ConstantTimeEq;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

use super::OauthError;
use crate::{
    http::{Described, form},
    openapi::OperationDoc,
    operations::clients::{self, Kept},
    state::State,
};

/// A form with what the client says of itself. `F` describes the form.
#[derive(Debug)]
pub struct Presented<F> {
    fields: BTreeMap<String, String>,
    basic: Option<(String, String)>,
    form: std::marker::PhantomData<F>,
}

impl<F> Presented<F> {
    /// A field of the form; an empty one counts as absent (RFC 6749 §3.2).
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The client, once it has proved itself. Nobody learns whether it was the id or the secret.
    pub async fn client(&self, state: &State) -> Result<Kept, OauthError> {
        let in_form = self.field("client_id").zip(self.field("client_secret"));
        let (id, secret) = match (&self.basic, in_form) {
            (Some((id, secret)), None) => (id.clone(), secret.clone()),
            (None, Some((id, secret))) => (id.to_owned(), secret.to_owned()),
            // Two ways at once are no way (RFC 6749 §2.3).
            (Some(_), Some(_)) => return Err(OauthError::InvalidRequest),
            (None, None) => return Err(OauthError::InvalidClient),
        };
        let found = state.look(Actor::public(), move |tx| Ok(clients::of_client_id(tx, &id)?)).await?;
        let presented = sha256(secret);
        let right = |kept: &Kept| bool::from(kept.row.secret_hash.as_bytes().ct_eq(presented.as_bytes()));
        found.filter(|kept| right(kept) && kept.client.status == AccountStatus::Active).ok_or(OauthError::InvalidClient)
    }
}

impl<F: 'static> FromRequest for Presented<F> {
    type Error = OauthError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, OauthError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            if request.content_type() != "application/x-www-form-urlencoded" {
                return Err(OauthError::InvalidRequest);
            }
            let pairs = form(&request, payload).await.map_err(|_| OauthError::InvalidRequest)?;
            let count = pairs.len();
            let fields: BTreeMap<String, String> = pairs.into_iter().collect();
            if fields.len() != count {
                return Err(OauthError::InvalidRequest);
            }
            Ok(Self { fields, basic: basic(&request)?, form: std::marker::PhantomData })
        })
    }
}

impl<F: ToSchema> Described for Presented<F> {
    fn describe(doc: &mut OperationDoc) {
        let schema = doc.schema::<F>();
        doc.body("application/x-www-form-urlencoded", schema);
        let error = doc.schema::<super::refusal::OauthErrorBody>();
        doc.answer("400", "The request is not one that RFC 6749 allows.", Some(error.clone()));
        doc.answer("401", "The client is not known or its secret is wrong.", Some(error));
        doc.client_authentication();
    }
}

/// Id and secret, each form-encoded before they are joined (RFC 6749 §2.3.1).
fn basic(request: &HttpRequest) -> Result<Option<(String, String)>, OauthError> {
    let Some(value) = request.headers().get(AUTHORIZATION) else { return Ok(None) };
    let decoded = || {
        let (scheme, text) = value.to_str().ok()?.split_once(' ')?;
        let bytes = scheme.eq_ignore_ascii_case("basic").then(|| STANDARD.decode(text.trim()).ok())??;
        let text = String::from_utf8(bytes).ok()?;
        let (id, secret) = text.split_once(':')?;
        Some((unescaped(id), unescaped(secret)))
    };
    decoded().map(Some).ok_or(OauthError::InvalidClient)
}

fn unescaped(text: &str) -> String {
    form_urlencoded::parse(text.as_bytes()).next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}

/// The form of the token endpoint.
#[derive(Debug)]
pub struct TokenForm;

/// The form of the revocation endpoint.
#[derive(Debug)]
pub struct RevocationForm;

impl PartialSchema for TokenForm {
    fn schema() -> RefOr<Schema> {
        form_schema(&[
            ("grant_type", true, "`client_credentials`."),
            ("scope", false, "Scopes separated by spaces; all of the client's when left out."),
        ])
    }
}

impl PartialSchema for RevocationForm {
    fn schema() -> RefOr<Schema> {
        form_schema(&[
            ("token", true, "The access token to end."),
            ("token_type_hint", false, "`access_token`; may be left out."),
        ])
    }
}

impl ToSchema for TokenForm {}
impl ToSchema for RevocationForm {}

fn form_schema(fields: &[(&str, bool, &str)]) -> RefOr<Schema> {
    let text = |description: &str| ObjectBuilder::new().schema_type(Type::String).description(Some(description));
    let mut schema = ObjectBuilder::new()
        .property("client_id", text("The client, unless it uses `Authorization: Basic`."))
        .property("client_secret", text("Its secret, unless it uses `Authorization: Basic`."));
    for (name, required, description) in fields {
        schema = schema.property(*name, text(description));
        if *required {
            schema = schema.required(*name);
        }
    }
    Schema::from(schema).into()
}
