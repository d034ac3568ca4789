//! The one way to read and the one way to write. A request makes one of the two, once, away from the threads that
//! serve connections.

use actix_web::{http::StatusCode, web};
use kaiye_domain::actor::{Actor, ActorKind};
use kaiye_persistence::{
    StoreError,
    repo::idempotency::{self, StoredAnswer},
};

use super::{AppState, State};
use crate::{
    http::{Answer, Answered, Caller, Claim, Problem, Reply, Sent},
    operations::Tx,
};

impl State {
    /// Reads in one snapshot and answers.
    pub async fn read<N, A: Answer>(
        &self,
        caller: &Caller<N>,
        work: impl FnOnce(&mut Tx<'_>) -> Result<A, Problem> + Send + 'static,
    ) -> Answered<A> {
        let (state, actor) = (self.clone(), caller.actor().clone());
        away(move || {
            let now = state.clock.now();
            state.store.read(|conn| Reply::fresh(work(&mut Tx::new(conn, now, &actor, &state))?))
        })
        .await
    }

    /// Writes in one transaction and answers once it is durable.
    ///
    /// `load` finds and locks what the step is about, within the caller's reach; it runs for a replay too, which is
    /// thereby authorised again. `act` does the step, unless the key was claimed before by the same request: then the
    /// first answer is given again. The answer is stored in the same transaction; a refusal stores nothing. Both may
    /// run more than once when the transaction lost a race.
    pub async fn write<N, L, A: Answer>(
        &self,
        caller: &Caller<N>,
        claim: Option<Claim>,
        load: impl Fn(&mut Tx<'_>) -> Result<L, Problem> + Send + 'static,
        act: impl Fn(&mut Tx<'_>, L) -> Result<A, Problem> + Send + 'static,
    ) -> Answered<A> {
        let (state, actor) = (self.clone(), caller.actor().clone());
        away(move || {
            let now = state.clock.now();
            state.store.write(|conn| {
                let mut tx = Tx::new(conn, now, &actor, &state);
                let loaded = load(&mut tx)?;
                let Some(claim) = &claim else { return Reply::fresh(act(&mut tx, loaded)?) };
                let fingerprint = state.keyring.lookup_key("fingerprint", &claim.fingerprint);
                let claimant = claimant(&actor, &fingerprint);
                match idempotency::claim(tx.conn, &claimant, &claim.key, &fingerprint, now)? {
                    idempotency::Claim::Replay(answer) => {
                        Ok(Reply::of(opened(&tx, &claimant, &claim.key, answer)?, true))
                    }
                    idempotency::Claim::Mismatch => {
                        Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused"))
                    }
                    idempotency::Claim::Fresh => {
                        let reply = Reply::fresh(act(&mut tx, loaded)?)?;
                        let sealed = sealed(&tx, &claimant, &claim.key, reply.stored())?;
                        idempotency::store_answer(tx.conn, &claimant, &claim.key, &sealed)?;
                        Ok(reply)
                    }
                }
            })
        })
        .await
    }
}

impl State {
    /// Reads without answering: for what is asked before or beside a request.
    pub async fn look<T: Send + 'static>(
        &self,
        actor: Actor,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let state = self.clone();
        away(move || state.look_here(&actor, work)).await
    }

    /// Writes without answering: what is committed stands whatever is answered then.
    pub async fn transact<T: Send + 'static>(
        &self,
        actor: Actor,
        work: impl Fn(&mut Tx<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let state = self.clone();
        away(move || state.transact_here(&actor, work)).await
    }
}

impl AppState {
    /// Reads on this very thread: for background work and the command line.
    pub fn look_here<T, E: From<StoreError>>(
        &self,
        actor: &Actor,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let now = self.clock.now();
        self.store.read(|conn| work(&mut Tx::new(conn, now, actor, self)))
    }

    /// Writes on this very thread: for background work and the command line.
    pub fn transact_here<T, E: From<StoreError>>(
        &self,
        actor: &Actor,
        work: impl Fn(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let now = self.clock.now();
        self.store.write(|conn| work(&mut Tx::new(conn, now, actor, self)))
    }
}

/// Runs blocking work on a thread of its own.
pub(crate) async fn away<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    web::block(work).await.map_err(|_| Problem::internal("blocking work panicked"))?
}

/// Whose key it is. Nobody known shares a name with everybody: there the request itself is part of it, so that a
/// stranger who uses the same key is not in the way.
fn claimant(actor: &Actor, fingerprint: &str) -> String {
    match actor.kind {
        ActorKind::Public => format!("public:{fingerprint}"),
        kind => format!("{}:{}", <&str>::from(kind), actor.id),
    }
}

/// An answer as it is kept: it may show its caller personal data, so its body is sealed (design §8).
fn sealed(tx: &Tx<'_>, claimant: &str, key: &str, sent: &Sent) -> Result<StoredAnswer, StoreError> {
    let body = tx.keyring().seal(&place(claimant, key), &sent.body, tx.nonce())?;
    Ok(StoredAnswer { status: sent.status, headers: sent.headers.clone(), body })
}

fn opened(tx: &Tx<'_>, claimant: &str, key: &str, stored: StoredAnswer) -> Result<Sent, StoreError> {
    let body = tx.keyring().open(&place(claimant, key), &stored.body)?;
    Ok(Sent { status: stored.status, headers: stored.headers, body })
}

fn place(claimant: &str, key: &str) -> String {
    format!("idempotency_keys/{claimant}/{key}")
}
