//! One-time passwords: what a new account or a reset gives, to be changed at the first sign-in.
use super::Instant;

/// 80 bits: nobody tries so many, so a fast hash does for it.
const BYTES: usize = 10;
const LETTERS: usize = 16;
/// Letters that stand together.
const GROUP: usize = 4;

/// Crockford's figures and letters: none is taken for another.
pub(super) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How long it is good for: 72 hours.
pub const ONE_TIME_LASTS: Instant = 72 * 60 * 60 * 1_000_000;

/// A one-time password, in the one spelling it is kept by.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimePassword(String);

impl std::fmt::Debug for OneTimePassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimePassword")
    }
}

impl OneTimePassword {
    /// That of some random bytes.
    pub fn of(random: [u8; BYTES]) -> Self {
        let bits = random
            .iter()
            .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let letter = |at: usize| {
            let place = (bits >> (5 * (LETTERS - 1 - at))) & 31;
            char::from(ALPHABET[place as usize])
        };
        Self((0..LETTERS).map(letter).collect())
    }

    /// One as it was typed: in small letters or large, with or without spaces, an O for a 0; `None`
    /// for what is none.
    pub fn typed(text: &str) -> Option<Self> {
        read_letters(text, LETTERS).map(Self)
    }

    /// The letters it is kept by.
    pub fn letters(&self) -> &str {
        &self.0
    }

    /// As it is handed over: `K7QF 2M9X TRWD 4HNP`.
    pub fn printed(&self) -> String {
        let groups = self.0.as_bytes().chunks(GROUP);
        let groups: Vec<_> = groups.map(|it| String::from_utf8_lossy(it)).collect();
        groups.join(" ")
    }
}

/// So many letters as they were typed: small or large, with or without spaces and dashes, an O for a
/// 0, an I or L for a 1; `None` for what is none.
pub(super) fn read_letters(text: &str, number: usize) -> Option<String> {
    let mut letters = String::with_capacity(number);
    for typed in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let letter = match typed.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let known = u8::try_from(letter).is_ok_and(|byte| ALPHABET.contains(&byte));
        if !known || letters.len() == number {
            return None;
        }
        letters.push(letter);
    }
    (letters.len() == number).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_one_time_password_is_read_as_people_type_it() {
        let password = OneTimePassword::of([0, 0, 0, 0, 0, 0, 0, 0, 0, 33]);
        assert_eq!(password.printed(), "0000 0000 0000 0011");
        for typed in [
            "0000 0000 0000 0011",
            "0000000000000011",
            "oooo-OOOO-0000-00il",
            " 0000\t0000 0000\u{a0}00I1\n",
        ] {
            assert_eq!(OneTimePassword::typed(typed), Some(password.clone()));
        }
        for other in [
            "",
            "000000000000001",
            "00000000000000111",
            "0000 0000 0000 00U1",
            "mật khẩu của tôi",
            "０000 0000 0000 0011",
        ] {
            assert_eq!(OneTimePassword::typed(other), None, "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_bit_of_80_tells(random: [u8; 10], bit in 0_usize..80) {
            let password = OneTimePassword::of(random);
            proptest::prop_assert_eq!(
                OneTimePassword::typed(&password.printed().to_lowercase()),
                Some(password.clone())
            );
            let mut other = random;
            other[bit / 8] ^= 1 << (bit % 8);
            proptest::prop_assert!(OneTimePassword::of(other) != password);
        }
    }
}
