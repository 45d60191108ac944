//! Where the campaign is: names leave it out, shorten it or say it, and another place makes another body.
use app::{domain::Place, text::search_key};

use super::{Name, Word};

/// The place of the campaign, by its kind and by its names.
#[derive(Debug, Clone)]
pub(in super::super) struct Home {
    /// "Thành phố", "tỉnh", "xã", in words without marks.
    kind: Vec<String>,
    /// What it is called, as names of the campaign's own say it: "Hồ Chí Minh".
    names: Vec<Vec<String>>,
}

impl Home {
    pub fn new(place: Place) -> Self {
        let kind = search_key(place.code());
        Self {
            kind: kind.split(' ').map(str::to_owned).collect(),
            names: Vec::new(),
        }
    }

    /// Takes in what a name of the campaign's own says behind the kind of its place: "Thuế Thành phố Hồ Chí
    /// Minh", "Kế hoạch chuyển đổi số tỉnh Bình Trung năm 2027".
    pub fn learn(&mut self, name: &str) {
        let words = Name::new(name).0;
        let kind = self.kind.len();
        let begins = |at: &usize| self.begins(words.get(*at..).unwrap_or_default());
        let Some(at) = (0..words.len()).rev().find(begins) else {
            return;
        };
        let behind = words.get(at + kind..).unwrap_or_default();
        let number = |it: &Word| it.keys[1].starts_with(|c: char| c.is_ascii_digit());
        let ends = |it: &Word| number(it) || it.parted || it.is("va");
        let end = behind.iter().position(ends).unwrap_or(behind.len());
        let named = behind.iter().take(end).map(|it| it.keys[1].clone());
        let mut named: Vec<String> = named.collect();
        // "Năm 2027", "giai đoạn 2026 – 2030".
        if behind.get(end).is_some_and(number) {
            let years = [" nam", " giai doan"];
            let said = format!(" {}", named.join(" "));
            let words = years.iter().find(|it| said.ends_with(**it));
            let words = words.map_or(0, |it| it.trim().split(' ').count());
            named.truncate(named.len() - words);
        }
        if !(named.is_empty() || self.names.contains(&named)) {
            self.names.push(named);
        }
    }

    /// Whether words begin with the kind of the place.
    fn begins(&self, words: &[Word]) -> bool {
        let keys = words.iter().map(|it| it.keys[1].as_str());
        words.len() >= self.kind.len() && keys.take(self.kind.len()).eq(self.kind.iter())
    }

    /// Whether nothing is left of a name, or only this place: "Thành phố", "TP.HCM", "tỉnh Bình Trung". Another
    /// one, "tỉnh khác", "thành phố Hà Nội" where that is not it, is left of another body's name.
    pub(super) fn is(&self, left: &[Word]) -> bool {
        let Some(first) = left.first() else {
            return true;
        };
        if left.iter().any(|it| it.parted || it.is("va")) {
            return false;
        }
        if self.begins(left) {
            return self.is_called(left.get(self.kind.len()..).unwrap_or_default());
        }
        // "TP", "TP.HCM": only a kind of several words is shortened.
        let (Some(letters), true) = (&first.letters, self.kind.len() > 1) else {
            return false;
        };
        let initials = initials(&self.kind);
        match letters.strip_prefix(initials.as_slice()) {
            Some([]) => self.is_called(left.get(1..).unwrap_or_default()),
            Some(tail) => left.len() == 1 && self.is_shortened(tail),
            None => false,
        }
    }

    /// Whether words are a name of the place, or none.
    fn is_called(&self, words: &[Word]) -> bool {
        let said = |name: &Vec<String>| {
            let keys = words.iter().map(|it| it.keys[1].as_str());
            keys.eq(name.iter())
        };
        match words {
            [] => true,
            [one] if one.letters.as_ref().is_some_and(|it| self.is_shortened(it)) => true,
            _ => self.names.iter().any(said),
        }
    }

    /// Whether letters are those that the words of its name begin with: "HCM".
    fn is_shortened(&self, letters: &[char]) -> bool {
        self.names.iter().any(|it| initials(it) == letters)
    }
}

fn initials(words: &[String]) -> Vec<char> {
    words.iter().filter_map(|it| it.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::Accents, *};

    #[test]
    fn another_place_is_another_body() {
        let home = |place, own: &str| {
            let mut home = Home::new(place);
            home.learn(own);
            home
        };
        let city = home(Place::City, "Thuế Thành phố Hồ Chí Minh");
        let province = home(
            Place::Province,
            "Kế hoạch chuyển đổi số tỉnh Bình Trung năm 2027",
        );
        let fits = |home: &Home, one: &str| {
            let unit = Name::new("Sở Y tế");
            Name::new(one).fits(&unit, Accents::Count, home)
        };
        let south = home(Place::Province, "Công an tỉnh Quảng Nam");
        for (home, own) in [
            (&south, "Sở Y tế tỉnh Quảng Nam"),
            (&city, "Sở Y tế Thành phố"),
            (&city, "Sở Y tế Thành phố Hồ Chí Minh"),
            (&city, "Sở Y tế TP. Hồ Chí Minh"),
            (&city, "Sở Y tế TP.HCM"),
            (&city, "Sở Y tế TP HCM"),
            (&province, "Sở Y tế tỉnh"),
            (&province, "Sở Y tế tỉnh Bình Trung"),
        ] {
            assert!(fits(home, own), "{own}");
        }
        for (home, other) in [
            (&city, "Sở Y tế thành phố Hà Nội"),
            (&city, "Sở Y tế thành phố khác"),
            (&city, "Sở Y tế TP.HN"),
            (&city, "Sở Y tế TP Đà Nẵng"),
            (&city, "Sở Y tế tỉnh bạn"),
            (&province, "Sở Y tế tỉnh khác"),
            (&province, "Sở Y tế tỉnh bạn"),
            (&province, "Sở Y tế tỉnh Bình Trung Nam"),
            (&province, "Sở Y tế các tỉnh"),
        ] {
            assert!(!fits(home, other), "{other}");
        }
    }
}
