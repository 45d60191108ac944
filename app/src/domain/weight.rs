//! What a duty weighs in the roll-up (docs/rules.md, Weights).
use super::Portions;

/// An integer weight; the office can set another by a new row.
pub type Weight = u64;

/// The largest weight a row may set: far above any use, far below overflow.
pub const MAX_WEIGHT: Weight = 1_000_000_000;

/// What the weight of a duty depends on, among the duties of its workstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    pub lead: bool,
    /// It has a product or outcome to hand over.
    pub counted: bool,
    /// A weight the office set; it replaces this duty's own default alone.
    pub set: Option<Weight>,
    /// The parts of the workstream that it stands for.
    pub portions: Portions,
}

impl Bearer {
    /// Whether it leads, and for a part of its own.
    const fn bears_a_lead(&self) -> bool {
        self.lead && self.portions.lead > 0
    }
}

/// What each duty of a workstream would weigh by itself, whoever has a product: what the office set,
/// else its parts of the whole.
pub fn own_weights(whole: Weight, bearers: &[Bearer]) -> Vec<Weight> {
    let parts = bearers.iter().map(|it| it.portions);
    let all: Portions = parts.sum();
    let (leads, helpers) = (Weight::from(all.lead), Weight::from(all.help));
    let each = (whole / 2).checked_div(helpers).unwrap_or(0);
    let mut of_leads = equal_parts(whole - each * helpers, leads);
    let own = |it: &Bearer| {
        let led = of_leads.by_ref().take(it.portions.lead as usize);
        let default = led.sum::<Weight>() + each * Weight::from(it.portions.help);
        it.set.unwrap_or(default)
    };
    bearers.iter().map(own).collect()
}

/// The weight of each duty of a workstream that weighs `whole`; the bearers stand in
/// the order of their units' codes.
///
/// Contributors share half of the whole equally, the leads the rest, remainders to the
/// first lead; without contributors the leads have all. Who took on the duty of a unit that
/// ended has that one's part beside its own. A duty that has nothing to hand
/// over, a contributing one always and a leading one beside another that has, weighs
/// nothing: its part goes to the leads that have, to all leads where none has.
pub fn weights(whole: Weight, bearers: &[Bearer]) -> Vec<Weight> {
    let a_lead_has = bearers.iter().any(|b| b.bears_a_lead() && b.counted);
    let inherits = |b: &Bearer| b.bears_a_lead() && (b.counted || !a_lead_has);

    let mut freed: Weight = 0;
    let mut weights = own_weights(whole, bearers);
    for (weight, b) in weights.iter_mut().zip(bearers) {
        if !b.counted && !inherits(b) {
            freed += std::mem::take(weight);
        }
    }
    let heirs = bearers.iter().filter(|b| inherits(b));
    let heirs = heirs.map(|b| Weight::from(b.portions.lead)).sum();
    let mut shares = equal_parts(freed, heirs);
    let of_heirs = weights.iter_mut().zip(bearers).filter(|(_, b)| inherits(b));
    for (weight, b) in of_heirs {
        *weight += shares
            .by_ref()
            .take(b.portions.lead as usize)
            .sum::<Weight>();
    }
    weights
}

/// A whole in equal parts, the remainder with the first.
fn equal_parts(whole: Weight, parts: Weight) -> impl Iterator<Item = Weight> {
    let each = whole.checked_div(parts).unwrap_or(0);
    (0..parts).map(move |n| each + if n == 0 { whole - each * parts } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DutyRole;

    /// `L` and `C` have a product, `l` and `c` none.
    fn bearers(letters: &str) -> Vec<Bearer> {
        let bearer = |letter: char| Bearer {
            lead: letter.eq_ignore_ascii_case(&'l'),
            counted: letter.is_uppercase(),
            set: None,
            portions: match letter.eq_ignore_ascii_case(&'l') {
                true => Portions { lead: 1, help: 0 },
                false => Portions { lead: 0, help: 1 },
            },
        };
        letters.chars().map(bearer).collect()
    }

    #[test]
    fn lead_has_half_contributors_share_the_rest_remainder_to_the_lead() {
        for (whole, who, expected) in [
            (4_000_000, "L", &[4_000_000][..]),
            (1_000_000, "CLCC", &[166_666, 500_002, 166_666, 166_666]),
            (1_000_000, "LLL", &[333_334, 333_333, 333_333]),
            (1_000_000, "CLL", &[500_000, 250_000, 250_000]),
        ] {
            assert_eq!(weights(whole, &bearers(who)), expected, "{who}");
        }
        for n in 1..500 {
            let all = weights(4_000_000, &bearers(&format!("L{}", "C".repeat(n))));
            assert_eq!(all.iter().sum::<Weight>(), 4_000_000);
        }
    }

    /// W2: a helper without a product holds nothing back, and a lead without one
    /// nothing while another lead has one.
    #[test]
    fn what_has_no_product_leaves_its_weight_to_the_leads() {
        for (who, expected) in [
            ("Lcc", &[1_000_000, 0, 0][..]),
            ("LCc", &[750_000, 250_000, 0]),
            ("lcc", &[1_000_000, 0, 0]),
            ("lC", &[500_000, 500_000]),
            ("Ll", &[1_000_000, 0]),
            ("lLL", &[0, 500_000, 500_000]),
            ("ll", &[500_000, 500_000]),
            // Nobody leads: the leads' part and the helper's are nobody's.
            ("Cc", &[250_000, 0]),
        ] {
            assert_eq!(weights(1_000_000, &bearers(who)), expected, "{who}");
        }
    }

    #[test]
    fn a_set_weight_replaces_the_own_default_alone() {
        let mut who = bearers("LCcc");
        who[1].set = Some(7);
        who[2].set = Some(300);
        // The defaults are those of three contributors: 166,666 each.
        assert_eq!(weights(1_000_000, &who), [500_002 + 300 + 166_666, 7, 0, 0]);
        who[0].set = Some(0);
        assert_eq!(weights(1_000_000, &who), [300 + 166_666, 7, 0, 0]);
    }

    /// However many lead by a group, and whoever of them joins or leaves: the whole is theirs to the
    /// last unit, in parts of which none is larger than another by more than the remainder.
    #[test]
    fn several_leads_by_a_group_have_the_whole() {
        for n in 1..400 {
            for letter in ["L", "l"] {
                let all = weights(1_000_000, &bearers(&letter.repeat(n)));
                assert_eq!(all.iter().sum::<Weight>(), 1_000_000);
                let each = 1_000_000 / n as Weight;
                assert!(all[1..].iter().all(|it| *it == each), "{n}");
            }
        }
    }

    /// A merger: the receiver has the parts of those that ended beside its own, whatever it led or
    /// helped with, and nobody else weighs anything else.
    #[test]
    fn what_was_handed_on_has_its_part_beside_the_own() {
        let portions = |lead, help| Portions { lead, help };
        for (who, merged, expected) in [
            // The second has taken on what the first led.
            ("LLL", [(0, 0), (2, 0), (1, 0)], [0, 666_667, 333_333]),
            // It helped before, and leads with both parts; the third goes on helping.
            ("LLC", [(0, 0), (1, 1), (0, 1)], [0, 750_000, 250_000]),
            ("LCC", [(1, 0), (0, 2), (0, 0)], [500_000, 500_000, 0]),
            // It was nobody's before: the third weighs what it did beside the first.
            ("LLL", [(0, 0), (1, 0), (1, 0)], [0, 500_000, 500_000]),
            // Without a product its parts are the other lead's.
            ("LlL", [(0, 0), (2, 0), (1, 0)], [0, 0, 1_000_000]),
        ] {
            let mut all = bearers(who);
            for (bearer, (lead, help)) in all.iter_mut().zip(merged) {
                bearer.portions = portions(lead, help);
            }
            let told = weights(1_000_000, &all);
            assert_eq!(told, expected, "{who} {merged:?}");
        }
    }

    proptest::proptest! {
        /// Whoever has products, and whoever took on whose duty: without set weights nothing is lost
        /// where somebody leads.
        #[test]
        fn the_parts_are_the_whole(
            who in "[lLcC]{0,12}", whole in 0..=4_000_000_u64,
            merged in proptest::collection::vec((0..12_usize, 0..4_u32, 0..4_u32), 0..6),
        ) {
            let mut bearers = bearers(&who);
            for (at, lead, help) in merged {
                if let Some(bearer) = bearers.get_mut(at) {
                    let role = if bearer.lead { DutyRole::Lead } else { DutyRole::Contribute };
                    bearer.portions = Portions::held(role, Some(Portions { lead, help }));
                }
            }
            let all = weights(whole, &bearers);
            let leads = bearers.iter().any(Bearer::bears_a_lead);
            proptest::prop_assert!(!leads || all.iter().sum::<Weight>() == whole);
            for (weight, bearer) in all.iter().zip(bearers) {
                proptest::prop_assert!(*weight == 0 || bearer.counted || bearer.bears_a_lead());
            }
        }
    }
}
