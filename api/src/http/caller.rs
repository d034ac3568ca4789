//! Who calls, and that it may: a handler's first argument names the permission that it needs as a type, so that no
//! handler can forget it and the document cannot say otherwise.

use std::{
    future::{Ready, ready},
    marker::PhantomData,
    ops::Deref,
};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::StatusCode};
use kaiye_domain::actor::{Actor, Need, Role};

use super::{DeclaredQuery, Problem};

/// What the middleware found out about the caller: an actor (the public one without a token), or why not.
#[derive(Debug, Clone)]
pub(crate) struct Identified(pub Result<Actor, Problem>);

/// A caller that has the permission `N`.
#[derive(Debug, Clone)]
pub struct Caller<N> {
    actor: Actor,
    need: PhantomData<fn() -> N>,
}

impl<N> Caller<N> {
    /// The actor, to be passed down as an argument.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl<N> Deref for Caller<N> {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.actor
    }
}

impl<N: Need> FromRequest for Caller<N> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(admit::<N>(request))
    }
}

fn admit<N: Need>(request: &HttpRequest) -> Result<Caller<N>, Problem> {
    let found = request.extensions().get::<Identified>().map(|identified| identified.0.clone());
    let actor = found.unwrap_or_else(|| Err(Problem::internal("no authentication ran before a handler")))?;
    if !actor.may(N::PERMISSION) {
        return Err(match actor.is(Role::Public) {
            true => Problem::unauthenticated("token_missing"),
            false => Problem::new(StatusCode::FORBIDDEN, "not_permitted"),
        });
    }
    DeclaredQuery::check(request)?;
    Ok(Caller { actor, need: PhantomData })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use actix_web::test::TestRequest;
    use kaiye_domain::actor::{ActorKind, need};
    use uuid::Uuid;

    use super::*;

    fn admitted<N: Need>(actor: Result<Actor, Problem>) -> Option<&'static str> {
        let request = TestRequest::default().to_http_request();
        request.extensions_mut().insert(Identified(actor));
        admit::<N>(&request).err().map(|problem| problem.code)
    }

    fn with(role: Role) -> Result<Actor, Problem> {
        let roles = BTreeSet::from([role]);
        Ok(Actor { kind: ActorKind::Account, id: Uuid::nil(), roles, department: None, county: None, scopes: None })
    }

    #[test]
    fn a_permission_admits_its_roles_and_nobody_else() {
        assert_eq!(admitted::<need::ManageAccount>(Ok(Actor::public())), Some("token_missing"));
        assert_eq!(admitted::<need::ManageAccount>(with(Role::Applicant)), Some("not_permitted"));
        assert_eq!(admitted::<need::ManageAccount>(with(Role::Administrator)), None);
        assert_eq!(admitted::<need::ReadCatalogue>(Ok(Actor::public())), None);
        assert_eq!(
            admitted::<need::ReadCatalogue>(Err(Problem::unauthenticated("token_invalid"))),
            Some("token_invalid")
        );
    }
}
