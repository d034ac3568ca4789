//! One event.

use kaiye_domain::{actor::need, id::EventId};

use crate::{
    cloud_event::{CloudEvent, MEDIA_TYPE},
    http::{Answer, Answered, Caller, PathId, Problem, Sent},
    openapi::OperationDoc,
    operations::exchange,
    state::State,
};

impl Answer for CloudEvent {
    fn sent(self) -> Result<Sent, Problem> {
        let body = serde_json::to_string(&self)
            .map_err(|error| Problem::internal(format!("an event cannot be written: {error}")))?;
        Ok(Sent { status: 200, headers: vec![("content-type".to_owned(), MEDIA_TYPE.to_owned())], body })
    }

    fn describe(doc: &mut OperationDoc) {
        let schema = doc.schema::<Self>();
        doc.answer_as("200", "The event, in the structured mode of CloudEvents 1.0.", MEDIA_TYPE, schema);
    }
}

/// Get an event
///
/// One event of the feed that you read, by its id.
#[utoipa::path(get, path = "/events/{id}")]
pub async fn get_event(caller: Caller<need::ReadEvents>, state: State, id: PathId<EventId>) -> Answered<CloudEvent> {
    let code = state.config.jurisdiction.code.clone();
    state
        .read(&caller, move |tx| {
            let placed = exchange::find(tx, id.0)?;
            CloudEvent::of(&code, &placed).ok_or_else(Problem::not_found)
        })
        .await
}
