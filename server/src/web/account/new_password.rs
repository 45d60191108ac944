//! What a new password may be.
use std::collections::HashSet;

use app::text::search_key;
use unicode_normalization::UnicodeNormalization;
use zxcvbn::zxcvbn;

use crate::db::{Db, DbError, names};

/// Characters of a password, composed (NFC): where it is set and where it is typed.
pub const SHORTEST: usize = 8;
pub const LONGEST: usize = 128;

/// What the product is called.
const PRODUCT: &str = "tiendo";
/// Letters of a word that is worth guessing: the shorter ones stand in too much else.
const SHORTEST_CODE: usize = 3;
const SHORTEST_WORD: usize = 4;

/// Why a password cannot be set, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("mật khẩu phải có ít nhất {SHORTEST} ký tự; một câu dễ nhớ thì càng tốt")]
    Short,
    #[error("mật khẩu dài tối đa {LONGEST} ký tự; hãy rút ngắn")]
    Long,
    #[error("mật khẩu chỉ lặp lại một, hai ký tự; hãy chọn một câu của riêng mình")]
    Repeated,
    #[error(
        "mật khẩu này thuộc những mật khẩu hay dùng nhất, ai dò cũng thử trước; hãy chọn một câu của riêng mình"
    )]
    Common,
    #[error(
        "mật khẩu này gần như chỉ gồm những từ ai dò cũng thử trước (tên đăng nhập, tên chiến dịch, tên hay mã \
         đơn vị, doanh nghiệp, tên phần mềm); hãy thêm ít nhất {SHORTEST} ký tự khác, hoặc chọn một câu của \
         riêng mình"
    )]
    Guessed,
}

/// A password that may be set.
pub struct NewPassword(String);

impl NewPassword {
    pub fn new(typed: &str, guesses: &Guesses) -> Result<Self, Unfit> {
        let password = composed(typed);
        match password.chars().count() {
            0..SHORTEST => return Err(Unfit::Short),
            SHORTEST..=LONGEST => {}
            _ => return Err(Unfit::Long),
        }
        let lower = password.to_lowercase();
        if lower.chars().collect::<HashSet<_>>().len() < 3 {
            return Err(Unfit::Repeated);
        }
        let plain = plain(&password);
        if is_common(&lower) || is_common(&plain) {
            return Err(Unfit::Common);
        }
        if guesses.are_most_of(plain) {
            return Err(Unfit::Guessed);
        }
        Ok(Self(password))
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// The same letters by whatever keyboard; nothing else of a password is changed.
pub fn composed(typed: &str) -> String {
    typed.nfc().collect()
}

/// A text as guessers try it: small letters without marks, and figures.
fn plain(text: &str) -> String {
    let key = search_key(text);
    key.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a text is among the first that guessers try: the commonest passwords, words and
/// names, and what keyboards and figures in a row make of themselves.
fn is_common(text: &str) -> bool {
    const FIRST: u64 = 10_000;
    !text.is_empty() && zxcvbn(text, &[]).guesses() <= FIRST
}

/// The words that somebody tries first who guesses here: of the campaign, its organisations,
/// the account and the product.
#[derive(Debug)]
pub struct Guesses(Vec<String>);

impl Guesses {
    /// Those of an account of this database.
    pub async fn of(db: &Db, username: &str) -> Result<Self, DbError> {
        let campaign = names::of_campaign(db).await?;
        let organisations = names::of_organisations(db).await?;
        Ok(Self::new(username, &campaign, &organisations))
    }

    pub fn new(username: &str, campaign: &[String], organisations: &[String]) -> Self {
        let parts = username.split(['.', '-', '_']);
        let short = parts.chain([username, PRODUCT]);
        let short = short.chain(organisations.iter().map(String::as_str));
        let words = campaign.iter().flat_map(|name| name.split_whitespace());
        let long = words.chain(campaign.iter().map(String::as_str));
        let at_least = |least: usize| move |word: &String| word.chars().count() >= least;
        let mut all: Vec<String> = (short.map(plain).filter(at_least(SHORTEST_CODE)))
            .chain(long.map(plain).filter(at_least(SHORTEST_WORD)))
            .collect();
        // A name before the words it is made of.
        all.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Self(all)
    }

    /// Whether they leave less of a password than it must have.
    fn are_most_of(&self, mut plain: String) -> bool {
        let mut found = false;
        for word in &self.0 {
            if plain.contains(word.as_str()) {
                found = true;
                plain = plain.replace(word.as_str(), " ");
            }
        }
        let left = plain.chars().filter(|c| c.is_alphanumeric()).count();
        found && left < SHORTEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(password: &str) -> Result<(), Unfit> {
        let campaign = ["Chiến dịch 90 ngày đêm làm sạch dữ liệu".to_owned()];
        let organisations = ["SYT", "Sở Y tế", "25747", "Phường Tân Định", "VNPT"];
        let organisations = organisations.map(str::to_owned);
        let guesses = Guesses::new("nguyen.van.an", &campaign, &organisations);
        NewPassword::new(password, &guesses).map(|_| ())
    }

    #[test]
    fn a_password_has_8_to_128_characters_however_they_were_typed() {
        let eight = "rổ cà mè";
        assert_eq!(eight.chars().count(), 8);
        let apart: String = eight.nfd().collect();
        assert!(apart.chars().count() > 8);
        for fine in [eight, &apart, &"cá mè ổn".repeat(16)] {
            assert_eq!(fits(fine), Ok(()), "{fine}");
        }
        for (short, why) in [("", Unfit::Short), ("rổ cà m", Unfit::Short)] {
            assert_eq!(fits(short), Err(why), "{short}");
        }
        let apart: String = "rổ cà m".nfd().collect();
        assert_eq!(fits(&apart), Err(Unfit::Short));
        assert_eq!(
            fits(&format!("{}ơ", "cá mè ổn".repeat(16))),
            Err(Unfit::Long)
        );
        let same = |text: &str| NewPassword::new(text, &Guesses::new("", &[], &[]));
        let apart: String = eight.nfd().collect();
        assert_eq!(same(eight).unwrap().0, same(&apart).unwrap().0);
    }

    #[test]
    fn what_guessers_try_first_is_refused() {
        for (password, why) in [
            ("aaaaaaaa", Unfit::Repeated),
            ("AaAaAaAa", Unfit::Repeated),
            ("ơơơơơơơơơơ", Unfit::Repeated),
            ("12121212", Unfit::Repeated),
            ("12345678", Unfit::Common),
            ("1234567890", Unfit::Common),
            ("password1", Unfit::Common),
            ("PassWord1", Unfit::Common),
            ("P.a.s.s.w.o.r.d.1", Unfit::Common),
            ("iloveyou", Unfit::Common),
            ("anhyeuem", Unfit::Common),
            ("Anh yêu em", Unfit::Common),
            ("tiendo2026", Unfit::Guessed),
            ("Tiến Độ 2026", Unfit::Guessed),
            ("nguyen.van.an", Unfit::Guessed),
            ("Nguyễn Văn An 123", Unfit::Guessed),
            ("So-Y-Te@2026", Unfit::Guessed),
            ("syt2026!syt", Unfit::Guessed),
            ("phuong tan dinh", Unfit::Guessed),
            ("vnpt@123456", Unfit::Guessed),
            ("chiendich90ngay", Unfit::Guessed),
            ("Làm sạch dữ liệu!", Unfit::Guessed),
        ] {
            assert_eq!(fits(password), Err(why), "{password}");
        }
    }

    #[test]
    fn a_sentence_of_ones_own_passes_also_with_such_a_word_in_it() {
        for password in [
            "mật khẩu để thử 2026",
            "con mèo xanh ở Sở Y tế",
            "ngày mai trời lại mưa",
            "xk7-qpw2-mm9",
            "!@#$%^&*()_!!",
            "an đi chợ mua cá",
        ] {
            assert_eq!(fits(password), Ok(()), "{password}");
        }
    }
}
