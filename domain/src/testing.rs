//! What the tests of this crate share.

use proptest::test_runner::{Config, RngSeed};

/// Property tests that try the same cases every time: a failure is one for everybody, and a pass is no luck.
pub(crate) fn steady() -> Config {
    Config { rng_seed: RngSeed::Fixed(20_250_601), failure_persistence: None, ..Config::default() }
}
