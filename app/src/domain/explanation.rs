//! Why something is late, and until when it is promised: what committee and office ask, and what
//! who is responsible explains.
use serde::{Deserialize, Serialize};

use super::{Actor, Day, IndicatorCode, MilestoneId, Refusal, Responsible, Role, UnitCode, words};

words! {
    /// What holds something up.
    Cause {
        /// thể chế
        Regulation = "regulation",
        /// dữ liệu gốc
        SourceData = "source-data",
        /// hạ tầng
        Infrastructure = "infrastructure",
        /// nhân lực
        People = "people",
        /// kinh phí
        Funding = "funding",
        /// doanh nghiệp
        Company = "company",
        /// chờ bộ ngành
        Ministry = "ministry",
        /// an toàn thông tin
        Security = "security",
        /// khác
        Other = "other",
    }
}

/// Working days within which an answer is wanted, where nobody says another day.
pub const ANSWER_WITHIN: u16 = 3;

words! {
    /// What is said about a milestone or an indicator beside the events of its life.
    Act {
        /// A question, or a reminder: the same.
        Asked = "asked",
        Explained = "explained",
    }
}

/// What is asked about or explained, or checked again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum About {
    Milestone(MilestoneId),
    Indicator(IndicatorCode),
}

impl About {
    /// Of a row: exactly one of the two is there.
    pub fn from_columns(milestone: Option<&str>, indicator: Option<&str>) -> Option<Self> {
        match (milestone, indicator) {
            (Some(id), None) => MilestoneId::parse(id).ok().map(Self::Milestone),
            (None, Some(code)) => IndicatorCode::parse(code).ok().map(Self::Indicator),
            _ => None,
        }
    }
}

/// A question that nobody has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub on: Day,
    pub wanted_by: Day,
}

impl Question {
    /// Its day has passed.
    pub fn overdue(&self, today: Day) -> bool {
        today > self.wanted_by
    }
}

/// A cause, and a day that was committed to. The words stay in the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    pub on: Day,
    /// Who explained: the unit's head or a company.
    pub by: Responsible,
    pub cause: Cause,
    /// No deadline: it moves no figure.
    pub commits_to: Day,
}

/// What was asked and explained about one thing, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    questions: Vec<Question>,
    explanations: Vec<Explanation>,
    /// How many explanations had been given when it went to another party, and the day of that.
    handed_on: Vec<(usize, Day)>,
    /// How many were given before the last submission: it keeps or breaks what they promised.
    promised: usize,
}

impl Talk {
    pub fn ask(&mut self, question: Question) {
        self.questions.push(question);
    }

    /// An explanation answers all that was asked before it.
    pub fn explain(&mut self, explanation: Explanation) {
        self.questions.clear();
        self.explanations.push(explanation);
    }

    /// What ends the thing closes what is asked about it.
    pub(super) fn close(&mut self) {
        self.questions.clear();
    }

    /// It went to another party: what was asked was asked of the one before.
    pub(super) fn hand_on(&mut self, on: Day) {
        self.questions.clear();
        self.handed_on.push((self.explanations.len(), on));
    }

    /// What was promised until now is handed over.
    pub(super) fn hand_over(&mut self) {
        self.promised = self.explanations.len();
    }

    /// How many were promised before the last submission.
    pub(super) fn promised(&self) -> usize {
        self.promised
    }

    /// What nobody has answered, the oldest first.
    pub fn unanswered(&self) -> &[Question] {
        &self.questions
    }

    pub fn explanations(&self) -> &[Explanation] {
        &self.explanations
    }

    /// Those given since the present party is responsible: a company reads no others.
    pub fn of_this_party(&self) -> &[Explanation] {
        let former = self.handed_on.last().map_or(0, |(given, _)| *given);
        self.explanations.get(former..).unwrap_or_default()
    }

    /// The day on which what an explanation is about went to another party, if it did.
    pub(super) fn given_away(&self, place: usize) -> Option<Day> {
        let mut handed_on = self.handed_on.iter();
        let after = handed_on.find(|(given, _)| place < *given)?;
        Some(after.1)
    }
}

/// Whether a person may ask or explain. `pending`: there is still something to be done or
/// decided about it.
pub fn speak(
    act: Act,
    actor: Actor<'_>,
    unit: &UnitCode,
    responsible: &Responsible,
    pending: bool,
) -> Result<(), Refusal> {
    let allowed = match (act, actor.role) {
        (Act::Asked, Role::Committee | Role::Office) => true,
        (Act::Explained, Role::Head) => actor.unit == Some(unit),
        (Act::Explained, Role::Partner) => match responsible {
            Responsible::Partner(company) => actor.partner == Some(company) && actor.assigned,
            Responsible::Unit => false,
        },
        _ => false,
    };
    if !allowed {
        return Err(Refusal::NotYours);
    }
    if !pending {
        return Err(Refusal::NotInThisState);
    }
    // Nobody there would read it.
    if actor.closed {
        return Err(Refusal::UnitClosed);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
