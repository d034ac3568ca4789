//! Messages to applicants: made of what the log says, and sent. Each sending is a message's own, outside any transaction;
//! a way that cannot be reached costs one waiting a run, not one a message.

use std::collections::BTreeSet;

use kaiye_domain::{
    actor::Actor,
    message::{Attempt, MessageWay},
};

use super::{BATCH, sweeps::in_batches};
use crate::{
    messenger::UNREACHABLE,
    operations::{
        Failure, Outcome,
        messages::{self, Claimed, Prepared},
    },
    state::AppState,
};

/// Messages a run, after which the lane's other work has its turn.
const MOST_A_RUN: usize = 200;

/// Makes messages of what the log says since the last time.
pub(super) fn compose_messages(state: &AppState) -> Result<usize, Failure> {
    in_batches(state, BATCH, messages::compose)
}

/// Sends what is due.
pub(super) fn send_messages(state: &AppState) -> Result<usize, Failure> {
    let mut down = BTreeSet::new();
    for sent in 0..MOST_A_RUN {
        let claimed = state.transact_here(&Actor::kaiye(), messages::claim)?;
        let Some(claimed) = claimed else { return Ok(sent) };
        let (way, attempt) = attempt(state, &claimed, &mut down)?;
        state.transact_here(&Actor::kaiye(), |tx| messages::conclude(tx, claimed.clone(), way, attempt.clone()))?;
    }
    Ok(MOST_A_RUN)
}

/// Tries to send a message; `down` holds the ways that could not be reached in this run.
fn attempt(
    state: &AppState,
    claimed: &Claimed,
    down: &mut BTreeSet<&'static str>,
) -> Outcome<(Option<MessageWay>, Attempt)> {
    let messenger = state.messenger()?;
    let prepared =
        state.look_here(&Actor::kaiye(), |tx| messages::prepare(tx, &claimed.message, |way| messenger.is_open(way)));
    let letter = match prepared {
        Ok(Prepared::Goes(letter)) => letter,
        Ok(Prepared::Suppressed(reason)) => return Ok((None, Attempt::Suppressed(reason))),
        Err(failure) => {
            let (message, context) = (claimed.message.id, failure.context());
            tracing::error!(%message, context, "a message could not be put into words; it is tried again");
            return Ok((None, Attempt::Troubled("not_worded".to_owned())));
        }
    };
    let name = <&str>::from(letter.way);
    let unreachable = Attempt::Troubled(UNREACHABLE.to_owned());
    if down.contains(name) {
        return Ok((Some(letter.way), unreachable));
    }
    let attempt = messenger.send(&letter, &state.outgoing);
    if attempt == unreachable {
        down.insert(name);
    }
    if let Attempt::Refused(fault) | Attempt::Troubled(fault) = &attempt {
        tracing::warn!(message = %letter.id, way = name, fault, "a message was not taken");
    }
    Ok((Some(letter.way), attempt))
}
