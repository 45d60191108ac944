//! Numbers that people are called at.

const LONGEST: usize = 40;
const FEWEST_FIGURES: usize = 3;

/// Whether a text is a telephone number as people write it: figures, with spaces, dots, dashes,
/// brackets and a plus between them.
pub fn is_telephone(text: &str) -> bool {
    let dialled = |c: char| c.is_ascii_digit() || " .-+()".contains(c);
    let figures = text.chars().filter(char::is_ascii_digit).count();
    text.len() <= LONGEST && figures >= FEWEST_FIGURES && text.chars().all(dialled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_figures_and_what_stands_between() {
        for number in ["028 3930 9912", "+84 (28) 3930-9912", "113", "0903.123.456"] {
            assert!(is_telephone(number), "{number}");
        }
        for other in ["", "gọi tôi", "12", "<script>", "028x123", &"1".repeat(41)] {
            assert!(!is_telephone(other), "{other}");
        }
    }
}
