//! What a screen on a wall shows in turn.
use std::fmt;

use super::{Role, words};

words! {
    /// A page that a screen may show.
    WallPage {
        Overview = "overview",
        /// The matrix of the departments.
        Departments = "departments",
        /// Wards, communes and special zones by area.
        Wards = "wards",
        Databases = "databases",
        Companies = "companies",
    }
}

/// Seconds that a page may stand: shorter nobody reads it, and after that it is renewed anyway.
pub const WALL_SECONDS: std::ops::RangeInclusive<u16> = 10..=300;

impl WallPage {
    pub const fn address(self) -> &'static str {
        match self {
            Self::Overview => "/",
            Self::Departments => "/matrix?group=department",
            Self::Wards => "/matrix?tier=commune",
            Self::Databases => "/databases",
            Self::Companies => "/partners",
        }
    }

    /// The page behind a path, by what its query asks for.
    pub fn at(path: &str, asks: impl Fn(&str, &str) -> bool) -> Option<Self> {
        match path {
            "/" => Some(Self::Overview),
            "/matrix" if asks("tier", "commune") => Some(Self::Wards),
            "/matrix" if asks("group", "department") => Some(Self::Departments),
            "/databases" => Some(Self::Databases),
            "/partners" => Some(Self::Companies),
            _ => None,
        }
    }
}

/// The pages of a screen in their turn, each with its seconds: "overview:60 wards:30". Without any
/// it shows the overview, and stays there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wall(Vec<(WallPage, u16)>);

impl Wall {
    /// Of what was recorded; what cannot be read is left out.
    pub fn recorded(text: &str) -> Self {
        let page = |word: &str| {
            let (page, seconds) = word.split_once(':')?;
            Some((WallPage::from_code(page)?, seconds.parse().ok()?))
        };
        Self::of(text.split(' ').filter_map(page).collect())
    }

    /// Each page once, in the order of all pages.
    pub fn of(mut pages: Vec<(WallPage, u16)>) -> Self {
        pages.retain(|(_, seconds)| WALL_SECONDS.contains(seconds));
        pages.sort_by_key(|(page, _)| *page as usize);
        pages.dedup_by_key(|(page, _)| *page);
        Self(pages)
    }

    /// How long a page stands; `None`: it is not shown.
    pub fn seconds(&self, page: WallPage) -> Option<u16> {
        self.0.iter().find(|(it, _)| *it == page).map(|it| it.1)
    }

    /// Whether an account of a role with this screen reads a page of it: companies stand beside
    /// each other only where the account says so.
    pub fn shows(&self, role: Role, page: WallPage) -> bool {
        role != Role::Display || page != WallPage::Companies || self.seconds(page).is_some()
    }

    /// What comes after a page, and after how many seconds; from a page that is not among them, at
    /// once the first. `None`: nothing else comes.
    pub fn after(&self, page: Option<WallPage>) -> Option<(WallPage, u16)> {
        let first = *self.0.first()?;
        let at = page.and_then(|page| self.0.iter().position(|(it, _)| *it == page));
        match at {
            None => Some((first.0, *WALL_SECONDS.start())),
            Some(_) if self.0.len() == 1 => None,
            Some(at) => {
                let next = self.0.get(at + 1).unwrap_or(&first);
                Some((next.0, self.0[at].1))
            }
        }
    }

    /// The place of a page among all, counted from one, and how many there are.
    pub fn place(&self, page: WallPage) -> Option<(usize, usize)> {
        let at = self.0.iter().position(|(it, _)| *it == page)?;
        (self.0.len() > 1).then_some((at + 1, self.0.len()))
    }
}

impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (page, seconds)) in self.0.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            write!(f, "{space}{}:{seconds}", page.code())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_in_turn_and_begin_again() {
        let wall = Wall::recorded("databases:30 overview:60 wards:20");
        assert_eq!(wall.to_string(), "overview:60 wards:20 databases:30");
        let after = |page| wall.after(page);
        assert_eq!(after(Some(WallPage::Overview)), Some((WallPage::Wards, 60)));
        assert_eq!(
            after(Some(WallPage::Wards)),
            Some((WallPage::Databases, 20))
        );
        assert_eq!(
            after(Some(WallPage::Databases)),
            Some((WallPage::Overview, 30))
        );
        assert_eq!(wall.place(WallPage::Databases), Some((3, 3)));
        // A page that is not shown, an error: on to the first.
        assert_eq!(
            after(Some(WallPage::Companies)),
            Some((WallPage::Overview, 10))
        );
        assert_eq!(after(None), Some((WallPage::Overview, 10)));
    }

    #[test]
    fn without_a_choice_nothing_turns_and_one_page_stays() {
        assert_eq!(Wall::default().after(Some(WallPage::Overview)), None);
        assert_eq!(
            Wall::recorded("wards:20").after(Some(WallPage::Wards)),
            None
        );
        assert_eq!(Wall::recorded("").to_string(), "");
        assert_eq!(
            Wall::recorded("nowhere:20 wards:x wards:3"),
            Wall::default()
        );
    }

    #[test]
    fn companies_are_shown_where_the_account_says_so() {
        let (none, some) = (Wall::default(), Wall::recorded("companies:20"));
        assert!(!none.shows(Role::Display, WallPage::Companies));
        assert!(some.shows(Role::Display, WallPage::Companies));
        assert!(none.shows(Role::Display, WallPage::Databases));
        assert!(none.shows(Role::Committee, WallPage::Companies));
    }

    #[test]
    fn each_page_is_known_by_its_own_address() {
        for page in WallPage::ALL {
            let (path, query) = page
                .address()
                .split_once('?')
                .unwrap_or((page.address(), ""));
            let asks = |name: &str, value: &str| query == format!("{name}={value}");
            assert_eq!(WallPage::at(path, asks), Some(*page));
        }
    }
}
