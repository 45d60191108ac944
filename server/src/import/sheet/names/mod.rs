//! Whether two names are of one organisation, however either shortens it: "Sở KH&CN" and "Sở Khoa học
//! và Công nghệ", "UBND TP" and "Ủy ban nhân dân Thành phố".
mod home;

use app::text::{accented_key, search_key};

pub(super) use home::Home;

/// A name in its words.
#[derive(Debug, Clone)]
pub(super) struct Name(Vec<Word>);

#[derive(Debug, Clone)]
struct Word {
    /// A comma stands before it.
    parted: bool,
    /// With its accents, and without.
    keys: [String; 2],
    /// The letters of a word that is capitals alone, at least two: those that other words begin with.
    letters: Option<Vec<char>>,
}

/// How closely two names are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accents {
    Count,
    LeftOut,
}

impl Name {
    pub fn new(text: &str) -> Self {
        let parts = text.split(|c: char| c.is_whitespace() || ";:()\"“”/".contains(c));
        // "Khoa học & Công nghệ", not "KH&CN".
        let spelt = |part: &&str| part.len() == 1 || part.chars().any(char::is_lowercase);
        let parts = parts.flat_map(|part| match part.split_once('&').filter(|_| spelt(&part)) {
            Some((one, other)) => vec![one, "và", other],
            None => vec![part],
        });
        let mut words: Vec<Word> = Vec::new();
        let mut parted = false;
        for part in parts {
            let word = part.trim_matches([',', '.', '-', '–']);
            parted |= part.starts_with(',');
            if !word.is_empty() {
                words.push(Word::new(word, parted));
                parted = part.ends_with(',');
            }
        }
        Self(words)
    }

    /// The same without the committee of a ward or a commune before its name.
    pub fn of_the_place(&self) -> Self {
        const BEFORE: [&str; 2] = ["ubnd", "uy ban nhan dan"];
        const PLACES: [&str; 3] = ["phuong", "xa", "dac khu"];
        let keys: Vec<&str> = self.0.iter().map(|it| it.keys[1].as_str()).collect();
        let said = keys.join(" ");
        let rest = BEFORE
            .iter()
            .find_map(|it| said.strip_prefix(it)?.strip_prefix(' '));
        let places = rest.is_some_and(|rest| {
            let named = |place: &&str| {
                rest.strip_prefix(*place)
                    .is_some_and(|it| it.starts_with(' '))
            };
            PLACES.iter().any(named)
        });
        match rest.filter(|_| places) {
            Some(rest) => Self(self.0[self.0.len() - rest.split(' ').count()..].to_vec()),
            None => self.clone(),
        }
    }

    /// The same without what a ward or a commune is called by: a name that several may bear.
    pub fn bare(&self) -> Option<Self> {
        const PLACES: [&[&str]; 4] = [&["phuong"], &["xa"], &["dac", "khu"], &["thi", "tran"]];
        let of_the_place = self.of_the_place().0;
        let begins = |place: &&&[&str]| {
            let keys = of_the_place.iter().map(|it| it.keys[1].as_str());
            of_the_place.len() > place.len() && keys.take(place.len()).eq(place.iter().copied())
        };
        let place = PLACES.iter().find(begins)?;
        Some(Self(of_the_place.get(place.len()..)?.to_vec()))
    }

    /// Whether a word of it is the letters that others begin with.
    pub fn is_shortened(&self) -> bool {
        self.0.iter().any(|it| it.letters.is_some())
    }

    /// How many words it says.
    pub fn words(&self) -> usize {
        self.0.len()
    }

    /// Whether both say the same words.
    pub fn says(&self, other: &Self) -> bool {
        let keys =
            |it: &Self| -> Vec<String> { it.0.iter().map(|word| word.keys[1].clone()).collect() };
        !self.0.is_empty() && keys(self) == keys(other)
    }

    /// Whether one may be the other with words left out: "Đoàn Thanh niên tỉnh" beside "Đoàn Thanh niên
    /// Cộng sản Hồ Chí Minh tỉnh".
    pub fn near(&self, other: &Self, home: &Home) -> bool {
        let (one, other) = (self.without_place(), other.without_place());
        let (Some(first), Some(second)) = (one.first(), other.first()) else {
            return false;
        };
        let how = Compared {
            accents: Accents::LeftOut,
            home,
        };
        let alike =
            first.is(&second.keys[1]) || first.letters.is_some() || second.letters.is_some();
        if one.len().max(other.len()) > LONGEST || !alike {
            return false;
        }
        within(&one, &other, true, &how) || goes_on(&one, &other)
    }

    /// Its words without where it is: "tỉnh" before or behind them.
    fn without_place(&self) -> Vec<Word> {
        const OF_PLACES: [&str; 5] = ["tinh", "thanh pho", "tp", "thanh pho ho chi minh", "tp.hcm"];
        let is = |words: &[Word]| {
            let keys: Vec<&str> = words.iter().map(|it| it.keys[1].as_str()).collect();
            OF_PLACES.contains(&keys.join(" ").as_str())
        };
        let mut words = self.0.clone();
        let last = (1..words.len()).find(|at| words.get(*at..).is_some_and(is));
        words.truncate(last.unwrap_or(words.len()));
        let first = (1..words.len())
            .rev()
            .find(|n| words.get(..*n).is_some_and(is));
        let mut words = words.split_off(first.unwrap_or(0));
        // "Ủy ban Mặt trận", "UB MTTQ": the front is called without its committee too.
        let front = |at: usize| {
            let said = |it: &Word| it.is("mat") || it.is("mttq");
            words.get(at).is_some_and(said)
        };
        let committee = match &words[..] {
            [first, second, ..] if first.is("uy") && second.is("ban") && front(2) => 2,
            [first, ..] if first.is("ub") && front(1) => 1,
            _ => 0,
        };
        words.drain(..committee);
        // "Thành Đoàn".
        if let [first, second, ..] = &words[..]
            && first.is("thanh")
            && second.is("doan")
        {
            words.remove(0);
        }
        words
    }

    /// Whether both name the same, of this place or with its name behind.
    pub fn fits(&self, other: &Self, accents: Accents, home: &Home) -> bool {
        let how = Compared { accents, home };
        begins_alike(&self.0, &other.0, &how) && fit(&self.0, &other.0, &how)
    }
}

impl Word {
    fn new(text: &str, parted: bool) -> Self {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let short = letters.len() > 1 && letters.iter().all(|c| !c.is_lowercase());
        let numbers = letters.iter().all(char::is_ascii_digit);
        let first = |c: &char| search_key(&c.to_string()).chars().next();
        Self {
            parted,
            keys: [accented_key(text), search_key(text)],
            letters: (short && !numbers).then(|| letters.iter().filter_map(first).collect()),
        }
    }

    fn is(&self, key: &str) -> bool {
        self.keys[1] == key
    }

    fn key(&self, accents: Accents) -> &str {
        match accents {
            Accents::Count => &self.keys[0],
            Accents::LeftOut => &self.keys[1],
        }
    }

    fn first(&self) -> Option<char> {
        self.keys[1].chars().next()
    }
}

struct Compared<'a> {
    accents: Accents,
    home: &'a Home,
}

/// Whether two names say more than the name of a place, which many have.
fn begins_alike(one: &[Word], other: &[Word], how: &Compared<'_>) -> bool {
    let place = |words: &[Word]| how.home.is(words);
    place(one) == place(other) && (!place(one) || said(one, how) == said(other, how))
}

fn said<'a>(words: &'a [Word], how: &Compared<'_>) -> Vec<&'a str> {
    words.iter().map(|it| it.key(how.accents)).collect()
}

/// The most words that one shortened word stands for.
const MOST: usize = 8;

fn fit(one: &[Word], other: &[Word], how: &Compared<'_>) -> bool {
    if how.home.is(one) && how.home.is(other) {
        return true;
    }
    let ([first, rest @ ..], [second, others @ ..]) = (one, other) else {
        return false;
    };
    (first.key(how.accents) == second.key(how.accents) && fit(rest, others, how))
        || stands_for(first, rest, other, how)
        || stands_for(second, others, one, how)
        || (first.is("va") && fit(rest, other, how))
        || (second.is("va") && fit(one, others, how))
}

/// The most words of names of which one may leave some out.
const LONGEST: usize = 24;

/// Words that many names have, and which are left out first.
const LEFT_OUT: [&str; 3] = ["va", "dai", "cac"];

/// Whether the words of a name stand in another one, in their order.
fn within(one: &[Word], other: &[Word], begins: bool, how: &Compared<'_>) -> bool {
    let [first, rest @ ..] = one else { return true };
    let [second, others @ ..] = other else {
        return LEFT_OUT.iter().any(|it| first.is(it)) && within(rest, other, false, how);
    };
    let stands = |short: &Word, rest: &[Word], words: &[Word], turned: bool| {
        let Some(letters) = &short.letters else {
            return false;
        };
        (2..=words.len().min(MOST)).any(|n| {
            let (begin, left) = words.split_at(n);
            let said = begin.iter().filter(|it| !it.is("va"));
            let same = said.filter_map(Word::first).eq(letters.iter().copied());
            same && match turned {
                false => within(rest, left, false, how),
                true => within(left, rest, false, how),
            }
        })
    };
    (first.key(how.accents) == second.key(how.accents) && within(rest, others, false, how))
        || stands(first, rest, other, false)
        || stands(second, others, one, true)
        || (LEFT_OUT.iter().any(|it| first.is(it)) && within(rest, other, begins, how))
        || (!begins && within(one, others, false, how))
}

/// Whether a name goes on where another one ends, and not with where it is.
fn goes_on(long: &[Word], short: &[Word]) -> bool {
    const ELSEWHERE: [&str; 12] = [
        "xa", "phuong", "dac", "cac", "cap", "huyen", "chinh", "trung", "quoc", "nha", "viet",
        "toi",
    ];
    let begins = long.len() > short.len()
        && long
            .iter()
            .zip(short)
            .all(|(one, other)| one.keys[0] == other.keys[0]);
    let numbered = |it: &Word| it.keys[1].starts_with(|c: char| c.is_ascii_digit());
    let elsewhere =
        |it: &Word| it.parted || numbered(it) || ELSEWHERE.iter().any(|word| it.is(word));
    begins && long.get(short.len()).is_some_and(|it| !elsewhere(it))
}

/// Whether a shortened word stands for the first words of another name, and the rest fits.
fn stands_for(short: &Word, rest: &[Word], words: &[Word], how: &Compared<'_>) -> bool {
    let Some(letters) = &short.letters else {
        return false;
    };
    let most = words.len().min(MOST);
    (2..=most).any(|n| {
        let (begin, left) = words.split_at(n);
        let said = begin.iter().filter(|it| !it.is("va"));
        let same = said.filter_map(Word::first).eq(letters.iter().copied());
        same && !begin[n - 1].is("va") && fit(rest, left, how)
    })
}

#[cfg(test)]
mod tests {
    use app::domain::Place;

    use super::*;

    fn city() -> Home {
        let mut home = Home::new(Place::City);
        home.learn("Thuế Thành phố Hồ Chí Minh");
        home
    }

    fn fits(one: &str, other: &str) -> bool {
        let (one, other) = (
            Name::new(one).of_the_place(),
            Name::new(other).of_the_place(),
        );
        let there = one.fits(&other, Accents::Count, &city());
        assert_eq!(there, other.fits(&one, Accents::Count, &city()));
        there
    }

    #[test]
    fn one_organisation_is_found_by_its_short_names() {
        for (one, other) in [
            ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
            ("Sở KHCN", "Sở Khoa học và Công nghệ"),
            ("Sở Khoa học & Công nghệ", "Sở Khoa học và Công nghệ"),
            ("Sở Khoa học&Công nghệ", "Sở KH&CN"),
            ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
            ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
            ("VP UBND TP", "Văn phòng Ủy ban nhân dân Thành phố"),
            ("Công an TP.HCM", "Công an Thành phố"),
            ("Công an", "Công an Thành phố"),
            ("Thuế Thành phố", "Thuế Thành phố Hồ Chí Minh"),
            ("UBND phường Tân Định", "Phường Tân Định"),
            ("Uỷ ban nhân dân xã Bà Điểm", "Xã Bà Điểm"),
            (
                "UBMTTQ Việt Nam Thành phố",
                "Ủy ban Mặt trận Tổ quốc Việt Nam Thành phố",
            ),
            ("Sở Quy hoạch – Kiến trúc", "Sở Quy hoạch - Kiến trúc"),
            ("Sở Văn hoá, Thể thao", "Sở Văn hóa và Thể thao"),
        ] {
            assert!(fits(one, other), "{one} = {other}");
        }
    }

    #[test]
    fn one_name_may_be_another_with_words_left_out() {
        let near = |one: &str, other: &str| Name::new(one).near(&Name::new(other), &city());
        for (one, other) in [
            (
                "Đoàn Thanh niên tỉnh",
                "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh",
            ),
            ("Tỉnh đoàn", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh"),
            ("Đoàn Thanh niên", "Thành Đoàn Thành phố Hồ Chí Minh"),
            (
                "Báo và Đài PTTH tỉnh",
                "Báo và phát thanh, truyền hình tỉnh",
            ),
            ("Văn phòng", "Văn phòng Thành ủy"),
            (
                "Mặt trận Tổ quốc tỉnh",
                "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
            ),
            ("MTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ] {
            assert!(near(one, other), "{one} ~ {other}");
        }
        for (one, other) in [
            ("Bộ Tài chính", "Sở Tài chính"),
            ("Công an xã", "Công an Thành phố"),
            ("Ban Cơ yếu Chính phủ", "Bàn Cờ"),
            ("Bộ Tư lệnh 86", "Bộ Tư lệnh Thành phố"),
            ("Bưu điện tỉnh", "Sở Nội vụ"),
        ] {
            assert!(!near(one, other), "{one} ≁ {other}");
        }
    }

    #[test]
    fn what_differs_is_another_organisation() {
        for (one, other) in [
            ("Sở Du lịch", "Sở Nội vụ"),
            ("Xã Thanh An", "Xã Thạnh An"),
            ("Phường Tân Sơn", "Phường Tân Sơn Nhì"),
            ("Công an xã Bà Điểm", "Công an Thành phố"),
            ("Sở Công nghệ", "Sở Khoa học và Công nghệ"),
            ("Văn phòng", "Văn phòng Thành ủy"),
            ("", "Sở Y tế"),
        ] {
            assert!(!fits(one, other), "{one} ≠ {other}");
        }
        let (one, other) = (Name::new("xa Thanh An"), Name::new("Xã Thạnh An"));
        assert!(one.fits(&other, Accents::LeftOut, &city()));
    }
}
