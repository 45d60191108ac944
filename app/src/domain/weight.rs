//! What a duty weighs in the roll-up (docs/rules.md, Weights).
/// An integer weight; the office can set another by a new row.
pub type Weight = u64;

/// The largest weight a row may set: far above any use, far below overflow.
pub const MAX_WEIGHT: Weight = 1_000_000_000;

/// Default weight of each (lead, contributor) duty of a workstream: leads have
/// half, the contributors share the other half equally, the remainder goes to
/// the lead; without contributors the lead has all. A task that every unit
/// leads is shared among them equally.
pub fn default_weights(whole: Weight, leads: u64, contributors: u64) -> (Weight, Weight) {
    let each = (whole / 2).checked_div(contributors).unwrap_or(0);
    let of_leads = whole - each * contributors;
    (of_leads.checked_div(leads).unwrap_or(0), each)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lead_has_half_contributors_share_the_rest_remainder_to_the_lead() {
        assert_eq!(default_weights(4_000_000, 1, 0), (4_000_000, 0));
        assert_eq!(default_weights(4_000_000, 1, 168), (2_000_128, 11_904));
        assert_eq!(default_weights(1_000_000, 1, 3), (500_002, 166_666));
        for n in 1..500 {
            let (lead, each) = default_weights(4_000_000, 1, n);
            assert_eq!(lead + each * n, 4_000_000);
        }
    }
}
