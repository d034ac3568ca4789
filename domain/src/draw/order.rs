//! The order that a seed gives: whoever has the lowest SHA-256 of a line that begins with the seed comes first. The
//! lines are plain text, so that any tool computes them.

use uuid::Uuid;

use crate::{hash::sha256, id::CertificateId};

/// Name of this way to draw; a record bears the name of the way by which it was drawn.
pub const ALGORITHM: &str = "sha256_order_v1";

/// The certificates that the seed draws: those with the lowest `SHA-256("{seed} subject {certificate}")`.
pub fn drawn(seed: &str, subjects: &[CertificateId], count: usize) -> Vec<CertificateId> {
    lowest(subjects, count, |certificate| format!("{seed} subject {certificate}"))
}

/// The officers that the seed draws for a certificate: those with the lowest
/// `SHA-256("{seed} officer {certificate} {officer}")`.
pub fn officers_for(seed: &str, certificate: CertificateId, officers: &[Uuid], count: usize) -> Vec<Uuid> {
    lowest(officers, count, |officer| format!("{seed} officer {certificate} {officer}"))
}

fn lowest<T: Copy>(all: &[T], count: usize, line: impl Fn(&T) -> String) -> Vec<T> {
    let mut placed: Vec<(String, T)> = all.iter().map(|it| (sha256(line(it)), *it)).collect();
    placed.sort_by(|a, b| a.0.cmp(&b.0));
    placed.into_iter().take(count).map(|(_, it)| it).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const SEED: &str = "00000000000000000000000000000000000000000000000000000000000000ff";

    fn certificates(count: u128) -> Vec<CertificateId> {
        (1..=count).map(|n| CertificateId(Uuid::from_u128(n))).collect()
    }

    #[test]
    fn what_is_given_in_another_order_is_drawn_alike() {
        let forward = certificates(100);
        let backward: Vec<_> = forward.iter().rev().copied().collect();
        let picked = drawn(SEED, &forward, 7);
        assert_eq!(picked, drawn(SEED, &backward, 7));
        assert_eq!(picked.iter().collect::<BTreeSet<_>>().len(), 7);
        // More of the same draw begins with what was drawn: nobody is drawn away by asking for more.
        assert_eq!(drawn(SEED, &forward, 20)[..7], picked);
        assert_ne!(drawn("another", &forward, 7), picked);
    }

    /// `for n in 1 2 3; do printf '%s subject 00000000-0000-0000-0000-00000000000%s' $SEED $n | sha256sum; done | sort`
    #[test]
    fn the_order_is_that_of_the_lines_hashes() {
        let line = |n: u128| sha256(format!("{SEED} subject {}", Uuid::from_u128(n)));
        let mut expected: Vec<u128> = vec![1, 2, 3];
        expected.sort_by_key(|n| line(*n));
        let picked: Vec<u128> = drawn(SEED, &certificates(3), 3).iter().map(|it| it.0.as_u128()).collect();
        assert_eq!(picked, expected);
    }

    #[test]
    fn every_subject_and_officer_has_the_same_chance() {
        let (subjects, officers) = (certificates(10), (1..=5).map(Uuid::from_u128).collect::<Vec<_>>());
        let (mut drawn_often, mut sent_often) = ([0_u32; 10], [0_u32; 5]);
        for round in 0..2_000 {
            let seed = format!("{round:064x}");
            let picked = drawn(&seed, &subjects, 1)[0];
            drawn_often[picked.0.as_u128() as usize - 1] += 1;
            for officer in officers_for(&seed, picked, &officers, 2) {
                sent_often[officer.as_u128() as usize - 1] += 1;
            }
        }
        // 200 and 800 are to be expected; five standard deviations are 67 and 110.
        assert!(drawn_often.iter().all(|times| times.abs_diff(200) < 67), "{drawn_often:?}");
        assert!(sent_often.iter().all(|times| times.abs_diff(800) < 110), "{sent_often:?}");
    }
}
