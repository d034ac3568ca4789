//! Two that follow the log at once, one that is killed in the middle, and `kaiye appraisal rebuild` beside them: nothing is
//! counted twice or lost.

use std::time::Duration;

use kaiye_api::{background::SWEEPS, operations::Outcome};
use kaiye_domain::actor::Actor;
use kaiye_persistence::repo::{appraisal::CURSOR, event, log_cursor};
use kaiye_tests::{TestApp, on_both, program::Program};

use super::{
    compare::assert_same,
    fill::fill_log,
    recount::{spoil, told},
};

/// Applications whose events are followed.
const CASES: u64 = 400;

/// How far the log was followed, and where it ends.
fn place(app: &TestApp) -> (i64, i64) {
    told(app.state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
        Ok((log_cursor::position(tx.conn, CURSOR)?, event::head(tx.conn)?))
    }))
}

/// Follows to the end of the log, beside whoever else does: who waits too long for another is told, and tries again.
fn follow(app: &TestApp) {
    let sweep = SWEEPS.iter().find(|it| it.name == "appraise").expect("the sweep");
    for _ in 0..200 {
        drop((sweep.run)(&app.state));
        let (at, head) = place(app);
        if at >= head {
            return;
        }
    }
    panic!("the log is not followed to its end");
}

/// Waits until a worker of its own process has followed some of the log.
async fn until_it_follows(app: &TestApp, from: i64) -> i64 {
    for _ in 0..1_200 {
        let (at, _) = place(app);
        if at > from {
            return at;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the worker does not follow");
}

on_both! {
    async fn two_that_follow_at_once_count_everything_once(app: TestApp) {
        let appraiser = app.sign_in("appraiser").await;
        fill_log(&app, 0, CASES);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| follow(&app));
            }
        });
        assert_same(&app, &appraiser, "three threads").await;
    }

    async fn one_that_dies_in_the_middle_leaves_everything_to_the_others(app: TestApp) {
        let appraiser = app.sign_in("appraiser").await;
        fill_log(&app, 0, CASES);
        let (_, end) = place(&app);
        let worker = Program::worker(&app);
        let at = until_it_follows(&app, 0).await;
        // Another beside it, until it is killed with something in its hands.
        let sweep = SWEEPS.iter().find(|it| it.name == "appraise").expect("the sweep");
        std::thread::scope(|scope| {
            scope.spawn(|| drop((sweep.run)(&app.state)));
            std::thread::sleep(Duration::from_millis(100));
            worker.kill();
        });
        assert!(at < end, "it was killed in the middle: {at} of {end}");
        follow(&app);
        assert_same(&app, &appraiser, "after a death").await;
    }

    async fn the_program_measures_everything_anew_while_a_worker_follows(app: TestApp) {
        let appraiser = app.sign_in("appraiser").await;
        fill_log(&app, 0, CASES / 4);
        follow(&app);
        assert_same(&app, &appraiser, "followed").await;
        spoil(&app);
        fill_log(&app, CASES / 4, CASES);
        let (at, _) = place(&app);
        let worker = Program::worker(&app);
        until_it_follows(&app, at).await;
        let done = Program::run(&app, &["appraisal", "rebuild"]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(String::from_utf8_lossy(&done.stdout), "every case is measured anew\n");
        worker.kill();
        follow(&app);
        assert_same(&app, &appraiser, "rebuilt while followed").await;
    }
}
