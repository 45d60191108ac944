//! One spelling for a sound that Vietnamese writes in two ways.

/// i for y where both are right: behind consonants, or behind qu ("lý", "lí"; "kỹ", "kĩ";
/// "quý", "quí"). Where they are two words ("tay", "tai"; "thúy", "thúi") each stays. The text
/// is in small letters, its marks left out or apart.
pub fn one_i(text: &str) -> String {
    /// How far a word has come.
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Begin,
        Consonants,
        Q,
        Qu,
        Rhyme,
    }
    let mut at = At::Begin;
    let place = |c: char| {
        let mark = ('\u{300}'..='\u{36f}').contains(&c);
        let is_y = c == 'y' && matches!(at, At::Consonants | At::Qu);
        at = match (at, c) {
            _ if !c.is_alphabetic() && !mark => At::Begin,
            (At::Begin, 'q') => At::Q,
            (At::Q, 'u') => At::Qu,
            (At::Rhyme | At::Qu, _) => At::Rhyme,
            _ if mark || "aeiouy".contains(c) => At::Rhyme,
            _ => At::Consonants,
        };
        if is_y { 'i' } else { c }
    };
    text.chars().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::one_i;

    #[test]
    fn y_is_i_where_both_are_right() {
        for (y, i) in [
            ("ky thuat", "ki thuat"),
            ("quy, ly-lich", "qui, li-lich"),
            ("cong ty", "cong ti"),
            ("quyet dinh", "quiet dinh"),
            ("my tho", "mi tho"),
        ] {
            assert_eq!(one_i(y), i);
        }
        for one in [
            "tay bay may",
            "thuy loi",
            "y te",
            "nguyen",
            "huyen",
            "y",
            "",
        ] {
            assert_eq!(one_i(one), one);
        }
    }
}
