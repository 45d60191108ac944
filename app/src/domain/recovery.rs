//! Codes of recovery, for who has lost the second factor: eight letters and figures, 40 bits.
use super::one_time::{ALPHABET, read_letters};

/// How many an account is given at once.
pub const RECOVERY_CODES: usize = 10;
const LETTERS: usize = 8;

/// A code of recovery, in the one spelling it is kept by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecoveryCode(String);

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode")
    }
}

impl RecoveryCode {
    /// That of some random bytes.
    pub fn of(random: [u8; 5]) -> Self {
        let bits = random
            .iter()
            .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let letter =
            |at: usize| char::from(ALPHABET[(bits >> (5 * (LETTERS - 1 - at)) & 31) as usize]);
        Self((0..LETTERS).map(letter).collect())
    }

    /// One as it was typed; `None` for what is none.
    pub fn typed(text: &str) -> Option<Self> {
        read_letters(text, LETTERS).map(Self)
    }

    /// The letters it is kept by.
    pub fn letters(&self) -> &str {
        &self.0
    }

    /// As it is handed over: `4F7K-92QX`.
    pub fn printed(&self) -> String {
        let (first, last) = self.0.split_at(LETTERS / 2);
        format!("{first}-{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_recovery_code_is_read_as_it_is_printed(random: [u8; 5], bit in 0_usize..40) {
            let code = RecoveryCode::of(random);
            proptest::prop_assert_eq!(RecoveryCode::typed(&code.printed()), Some(code.clone()));
            let small = code.printed().to_lowercase().replace('-', " ");
            proptest::prop_assert_eq!(RecoveryCode::typed(&small), Some(code.clone()));
            let mut other = random;
            other[bit / 8] ^= 1 << (bit % 8);
            proptest::prop_assert!(RecoveryCode::of(other) != code);
        }
    }
}
