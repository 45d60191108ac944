//! What surrounds every page.
use std::sync::Arc;

use super::{Following, KeptByReader, WhyFigure};
use crate::{
    domain::{Campaign, Day, NamedDays, PartnerCode, Place, Reach, Role, UnitCode, words},
    lang::{Lang, Theme},
};

/// The surroundings of a page: who reads, in which language, as of which day.
#[derive(Debug, Clone)]
pub struct Frame {
    pub lang: Lang,
    pub theme: Theme,
    /// `None` before the first import.
    pub campaign: Option<Arc<Campaign>>,
    /// There are databases in it: national ones or those of sectors.
    pub has_databases: bool,
    /// Today in the campaign's time zone.
    pub today: Day,
    /// The past day asked for by `?as_of=`.
    pub as_of: Option<Day>,
    /// The last day of a campaign that is over; `today` is that day then.
    pub closed: Option<Day>,
    /// When the figures were read, local, `06:00`.
    pub time: String,
    pub reader: Option<Reader>,
    /// Path of the request without its query, for the language link and the menu.
    pub path: String,
    /// What the query asks for, as typed: filters, the day.
    pub query: Vec<(String, String)>,
    /// `?wall=1`: read from across a room, by nobody who clicks.
    pub wall: bool,
    /// What the screen of the reader's account shows next.
    pub turns: Option<WallTurn>,
    /// Said once after a successful action.
    pub notice: Option<Notice>,
    /// Where what was done is seen, and its name, where it is not on this page.
    pub notice_of: Option<(String, Arc<str>)>,
    /// How many more it was done to with it.
    pub notice_with: usize,
    /// Named on error pages and in the server's log.
    pub request_id: String,
    /// `?why=`: what one of the page's figures is made of.
    pub why: Option<Arc<WhyFigure>>,
    /// Days the office gave a name.
    pub named_days: Arc<NamedDays>,
    /// What the reader keeps and follows, on the page where it stands first.
    pub kept: Option<Arc<KeptByReader>>,
    /// Whether the reader follows what the page is about, where it can be followed.
    pub following: Option<Arc<Following>>,
}

impl Frame {
    /// The day the page speaks of.
    pub fn day(&self) -> Day {
        self.as_of.unwrap_or(self.today)
    }

    /// Whether a day is so long after the campaign's end that it is a slip of the keyboard.
    pub fn too_far(&self, day: Day) -> bool {
        let campaign = self.campaign.as_ref();
        campaign.is_some_and(|campaign| campaign.reach(day) == Reach::TooFar)
    }

    /// What the whole of the campaign is called.
    pub fn place(&self) -> Place {
        self.campaign.as_ref().map_or(Place::City, |c| c.place)
    }

    /// Whether what is added up on a page of the campaign runs over the units of a company alone.
    pub fn over_assigned(&self) -> bool {
        let reader = self.reader.as_ref();
        reader.is_some_and(|reader| reader.role == Role::Partner)
    }

    /// The address of this page with some parameters of its query changed; an
    /// empty value removes one.
    pub fn address(&self, change: &[(&str, &str)]) -> String {
        let kept = self
            .query
            .iter()
            .filter(|(name, _)| !change.iter().any(|(changed, _)| changed == name))
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let pairs: Vec<String> = kept
            .chain(change.iter().copied())
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", escape(value)))
            .collect();
        if pairs.is_empty() {
            return self.path.clone();
        }
        format!("{}?{}", self.path, pairs.join("&"))
    }

    /// Whether nothing is done from a page: it shows a past day, or a campaign that is over.
    pub fn only_reads(&self) -> bool {
        self.as_of.is_some() || self.closed.is_some()
    }

    pub fn demo(&self) -> bool {
        self.campaign.as_ref().is_some_and(|c| c.demo)
    }
}

/// The page that a screen shows after this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WallTurn {
    pub next: &'static str,
    pub seconds: u16,
    /// The place of this page among all, counted from one, and how many there are.
    pub place: Option<(usize, usize)>,
}

/// The person signed in.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Of the account: forms say whose they are.
    pub account: String,
    pub name: String,
    pub role: Role,
    /// The unit of a head or member, the home unit of an officer.
    pub unit: Option<(UnitCode, Arc<str>)>,
    pub partner: Option<(PartnerCode, Arc<str>)>,
    /// A committee member who decides in the place of the office.
    pub stands_in: bool,
    pub to_do: ToDo,
}

/// How many things wait for a person, as the menu says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ToDo {
    /// Milestones of the own organisation to be reported now.
    pub report: usize,
    /// Of what the own organisation was asked about and has not answered, what it need not report
    /// now.
    pub asked: usize,
    /// Reports to be decided on.
    pub decide: usize,
    /// Measurements to be decided on.
    pub values: usize,
    /// Indicators whose measurement is overdue.
    pub measure: usize,
    /// What was asked and not answered by its day, of who asks.
    pub unanswered: usize,
}

words! {
    /// What an action has just done: the word that the action leaves in the address
    /// it sends the person to.
    Notice {
        DraftSaved = "draft",
        DraftDiscarded = "discarded",
        Submitted = "submitted",
        Withdrawn = "withdrawn",
        Accepted = "accepted",
        Returned = "returned",
        Revoked = "revoked",
        Extended = "extended",
        ExtensionRequested = "extension_requested",
        ExtensionDeclined = "extension_declined",
        Reassigned = "reassigned",
        WaitingOnMinistry = "waiting_on_ministry",
        Resumed = "resumed",
        Cancelled = "cancelled",
        Corrected = "corrected",
        Redefined = "redefined",
        Replaced = "replaced",
        Asked = "asked",
        Explained = "explained",
        Measured = "measured",
        ValueRevoked = "value-revoked",
        Proposed = "proposed",
        FigureNoted = "figure-noted",
        RecheckAnnounced = "recheck-announced",
        Rechecked = "rechecked",
        SignedOut = "signed-out",
        /// A page was asked for after the session had ended.
        SessionEnded = "ended",
        /// The form shows what was typed before the session ended.
        Unsent = "unsent",
        /// What was typed then is another account's.
        UnsentOther = "unsent-other",
        /// What was typed then is gone.
        UnsentGone = "unsent-gone",
    }
}

/// A value as it stands in an address.
pub(super) fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
