//! The fewest things that, once done, bring a group back to its plan.
use std::cmp::Reverse;

use super::Mass;

/// The fewest of these pieces that together bring what is missing, largest first; all that bring
/// anything where they do not. What one brings does not hang on the others, so no set of as many
/// brings more than the largest do. Of pieces that bring the same the first named come first.
pub fn fewest<T: Ord>(pieces: Vec<(Mass, T)>, missing: Mass) -> Vec<(Mass, T)> {
    let mut pieces: Vec<(Mass, T)> = pieces.into_iter().filter(|(gain, _)| *gain > 0).collect();
    pieces.sort_by(|(a, one), (b, other)| (Reverse(a), one).cmp(&(Reverse(b), other)));
    let mut brought = 0;
    let taken = pieces.iter().take_while(|(gain, _)| {
        let more = brought < missing;
        brought += gain;
        more
    });
    let taken = taken.count();
    pieces.truncate(taken);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn brings(pieces: &[(Mass, usize)]) -> Mass {
        pieces.iter().map(|(gain, _)| gain).sum()
    }

    proptest! {
        /// Against every set there is.
        #[test]
        fn no_smaller_set_of_milestones_closes_the_gap(
            gains in prop::collection::vec(0_i128..60, 0..11),
            missing in -10_i128..400,
        ) {
            let pieces: Vec<(Mass, usize)> = gains.iter().copied().zip(0..).collect();
            let taken = fewest(pieces.clone(), missing);
            let all = brings(&pieces);
            let sets = 0..1_u32 << pieces.len();
            let enough = sets.filter(|set| {
                let of_set = pieces.iter().filter(|(_, at)| set & (1 << at) != 0);
                of_set.map(|(gain, _)| gain).sum::<Mass>() >= missing
            });
            match enough.map(u32::count_ones).min() {
                Some(smallest) => {
                    prop_assert_eq!(taken.len(), smallest as usize);
                    prop_assert!(brings(&taken) >= missing.max(0));
                }
                // Nothing closes it: all that brings anything is named.
                None => prop_assert_eq!(brings(&taken), all),
            }
            prop_assert!(taken.is_sorted_by_key(|(gain, _)| Reverse(*gain)));
        }
    }

    #[test]
    fn nothing_is_asked_for_where_nothing_is_missing() {
        assert!(fewest(vec![(5, "a")], 0).is_empty());
        assert!(fewest(vec![(5, "a")], -3).is_empty());
        let taken = fewest(vec![(2, "c"), (5, "b"), (5, "a"), (0, "d")], 6);
        assert_eq!(taken, [(5, "a"), (5, "b")]);
    }
}
