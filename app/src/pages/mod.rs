//! One page a file. A page gets its view and writes it; it reads and computes
//! nothing.
mod account;
mod adjustment;
mod audit;
mod brief;
mod burden;
mod compare;
mod database;
mod databases;
mod decide;
mod decision;
mod documents;
mod drawn;
mod duty;
mod errors;
mod explanation;
mod explanations;
mod factor;
mod groups;
mod help;
mod home;
mod latest;
mod lists;
mod matrix;
mod measure;
mod not_theirs;
mod not_written;
mod outcome;
mod outcomes;
mod overview;
mod partner;
mod partners;
mod parts;
mod password;
mod people;
mod plan;
mod programme;
mod rechecks;
mod reconciliation;
mod report;
mod restatement;
mod review;
mod review_values;
mod search;
mod sign_in;
mod to_arrange;
mod together;
mod unit;
mod units;
mod wall;
mod what_if;
mod work;

use audit::audit_table;
pub use burden::idle_words;
pub(crate) use compare::{
    forecast_of, list_title, made, pairs, reason_words, title as compare_title,
};
pub(crate) use duty::duty_trend;
pub use explanations::cumulated;
pub use not_theirs::has_words;
pub(crate) use outcome::outcome_trend;
pub use review::told_filter;
pub use search::{ROWS as SEARCH_ROWS, suggestions};
pub(crate) use unit::unit_chart;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::has_rows,
    domain::{Refusal, Role, Tier},
    views::{
        AccountPage, ActionList, AdjustmentPage, AuditPage, Away, BriefPage, BurdenPage,
        CampaignOver, CodePage, ComparePage, DatabaseList, DatabasePage, DecisionPage,
        DocumentPage, DocumentsPage, DrawPage, DutyList, DutyOver, DutyPage, ExplanationList,
        ExplanationPage, FactorPage, Frame, GroupList, GroupPage, ManyPage, Matrix, MeasurePage,
        MilestoneList, Mistake, NotTheirs, NotWritten, OfficeHome, OutcomeList, OutcomePage,
        Overview, PartnerBrief, PartnerList, PartnerPage, PasswordPage, PeopleList, PersonPage,
        PlanChanges, PlanHome, PlanList, PlanRowPage, PlanSheet, PlanTable, PlanTogether,
        Programme, ProposalsPage, RecheckList, RecheckPage, Reconciliation, ReportPage,
        RestatementPage, ReviewList, SearchPage, SignInForm, SlipsPage, UnitBrief, UnitHome,
        UnitList, UnitPage, WhatIf, WorkList, Written,
    },
};

/// Every page there is, with what it shows.
#[derive(Debug, Clone)]
pub enum Page {
    SignIn(SignInForm),
    Overview(Arc<Overview>),
    Parts(Arc<Overview>),
    Latest(Arc<Overview>),
    UnitHome(Box<UnitHome>),
    OfficeHome(Box<OfficeHome>),
    Help,
    Units(Box<UnitList>),
    Groups(Box<GroupList>),
    Group(Box<GroupPage>),
    Brief(Box<BriefPage>),
    UnitBrief(Box<UnitBrief>),
    PartnerBrief(Box<PartnerBrief>),
    Proposals(Box<ProposalsPage>),
    Unit(Box<UnitPage>),
    Duty(Box<DutyPage>),
    Duties(Box<DutyList>),
    Milestones(Box<MilestoneList>),
    Actions(Box<ActionList>),
    Matrix(Box<Matrix>),
    Databases(Box<DatabaseList>),
    Database(Box<DatabasePage>),
    Partners(Box<PartnerList>),
    Partner(Box<PartnerPage>),
    Outcomes(Box<OutcomeList>),
    Outcome(Box<OutcomePage>),
    Programme(Box<Programme>),
    Search(Box<SearchPage>),
    Work(WorkList),
    Measure(Box<MeasurePage>),
    Report(Box<ReportPage>),
    Review(Box<ReviewList>),
    Decision(Box<DecisionPage>),
    Adjustment(Box<AdjustmentPage>),
    Restatement(Box<RestatementPage>),
    Explanation(Box<ExplanationPage>),
    Explanations(Box<ExplanationList>),
    WhatIf(Box<WhatIf>),
    Compare(Box<ComparePage>),
    Documents(Box<DocumentsPage>),
    Document(Box<DocumentPage>),
    Burden(Box<BurdenPage>),
    Reconciliation(Box<Reconciliation>),
    Rechecks(Box<RecheckList>),
    Draw(Box<DrawPage>),
    Recheck(Box<RecheckPage>),
    Account(Box<AccountPage>),
    Password(Box<PasswordPage>),
    Code(Box<CodePage>),
    Factor(Box<FactorPage>),
    People(Box<PeopleList>),
    Person(Box<PersonPage>),
    ManyPeople(Box<ManyPage>),
    Slips(Box<SlipsPage>),
    Plan(Box<PlanHome>),
    PlanChanges(Box<PlanChanges>),
    PlanList(Box<PlanList>),
    PlanRow(Box<PlanRowPage>),
    PlanTable(Box<PlanTable>),
    PlanSheet(Box<PlanSheet>),
    PlanTogether(Box<PlanTogether>),
    Audit(Box<AuditPage>),
    /// 403. The reason, when the life of a milestone refused it.
    Refused {
        reason: Option<Refusal>,
    },
    /// 403: the page is for these roles.
    ForOthers(Vec<Role>),
    /// 404: unknown, or not for this reader; the page does not tell which.
    NotFound,
    /// 404: the same for a form with words in it.
    NotTheirs(Box<NotTheirs>),
    /// 409: nothing is recorded any more.
    CampaignOver(Box<CampaignOver>),
    DutyOver(Box<DutyOver>),
    /// 500
    Failed,
    /// 503: the database does not take it. `sent`: nothing was written of what was sent.
    Away {
        sent: bool,
        why: Away,
    },
    /// 503: the same for a form with words in it.
    NotWritten(Box<NotWritten>, Away),
    /// 400, and other answers that say what is wrong with the request.
    BadRequest(Mistake),
}

/// What the module of a page says of it, once: its name, its class, its content.
struct Content {
    /// The name in the browser's tab, without the site's name.
    title: String,
    body_class: &'static str,
    /// The class of `main`; `None`: without the common surroundings.
    class: Option<&'static str>,
    content: AnyView,
}

impl Content {
    /// A page within the common surroundings.
    fn new(
        class: &'static str,
        title: impl Into<String>,
        content: impl IntoView + 'static,
    ) -> Self {
        Self {
            title: title.into(),
            body_class: "",
            class: Some(class),
            content: content.into_any(),
        }
    }

    /// A page that brings its own surroundings.
    fn bare(
        body_class: &'static str,
        title: impl Into<String>,
        content: impl IntoView + 'static,
    ) -> Self {
        Self {
            title: title.into(),
            body_class,
            class: None,
            content: content.into_any(),
        }
    }

    /// A form whose buttons stay at the foot of the screen.
    fn with_actions(self) -> Self {
        Self {
            body_class: "with-actions",
            ..self
        }
    }

    fn write(self) -> Written {
        let content = self.content.to_html();
        Written {
            title: self.title,
            body_class: self.body_class,
            has_island: content.contains(ISLAND),
            has_form: content.contains(FORM),
            has_keys: content.contains(KEYS),
            has_tick_all: content.contains(TICK_ALL),
            has_print: content.contains(PRINT),
            has_rows: has_rows(&content),
            of_work: content.contains(FIELD),
            class: self.class,
            content,
        }
    }
}

/// How an island begins in a written page; a text of somebody's never holds it,
/// as its `<` is escaped.
const ISLAND: &str = "<leptos-island";

/// What a button that prints is known by.
const PRINT: &str = "quiet-btn print\"";

/// What each form holds by which something of the campaign is recorded.
const FORM: &str = "name=\"submission\"";

/// What a field of a form is known by.
const FIELD: &str = "class=\"field\"";

/// How a key is named in one.
const KEYS: &str = "<kbd>";

/// What a box that ticks the rows of a form is known by.
const TICK_ALL: &str = " data-all=\"\"";

pub use measure::table_read;

impl Page {
    /// Writes the page; within an owner of Leptos', which islands ask for.
    pub fn write(self, frame: &Frame) -> Written {
        let of_work = self.is_of_work();
        let written = self.content(frame).write();
        Written {
            of_work: of_work || written.of_work,
            ..written
        }
    }

    /// Whether people work there: such a page needs the style of forms beside that of reading,
    /// which whoever only reads never fetches. One of the others needs it where it has a field for
    /// who reads it.
    const fn is_of_work(&self) -> bool {
        match self {
            Self::Overview(_)
            | Self::Parts(_)
            | Self::Latest(_)
            | Self::Brief(_)
            | Self::UnitBrief(_)
            | Self::PartnerBrief(_)
            | Self::Units(_)
            | Self::Groups(_)
            | Self::Group(_)
            | Self::Unit(_)
            | Self::Duty(_)
            | Self::Duties(_)
            | Self::Milestones(_)
            | Self::Actions(_)
            | Self::Matrix(_)
            | Self::Databases(_)
            | Self::Database(_)
            | Self::Partners(_)
            | Self::Partner(_)
            | Self::Outcomes(_)
            | Self::Outcome(_)
            | Self::Programme(_)
            | Self::Search(_)
            | Self::Compare(_)
            | Self::Explanations(_)
            | Self::Documents(_)
            | Self::Document(_)
            | Self::Burden(_)
            | Self::WhatIf(_)
            | Self::UnitHome(_)
            | Self::OfficeHome(_)
            | Self::Help
            | Self::ForOthers(_)
            | Self::Refused { .. }
            | Self::NotFound
            | Self::Failed => false,
            Self::SignIn(_)
            | Self::Work(_)
            | Self::Proposals(_)
            | Self::Measure(_)
            | Self::Report(_)
            | Self::Review(_)
            | Self::Decision(_)
            | Self::Adjustment(_)
            | Self::Restatement(_)
            | Self::Explanation(_)
            | Self::Rechecks(_)
            | Self::Reconciliation(_)
            | Self::Draw(_)
            | Self::Recheck(_)
            | Self::Account(_)
            | Self::Password(_)
            | Self::Code(_)
            | Self::Factor(_)
            | Self::People(_)
            | Self::Person(_)
            | Self::ManyPeople(_)
            | Self::Slips(_)
            | Self::Plan(_)
            | Self::PlanChanges(_)
            | Self::PlanList(_)
            | Self::PlanRow(_)
            | Self::PlanTable(_)
            | Self::PlanSheet(_)
            | Self::PlanTogether(_)
            | Self::Audit(_)
            | Self::NotTheirs(_)
            | Self::CampaignOver(_)
            | Self::DutyOver(_)
            | Self::Away { .. }
            | Self::NotWritten(..)
            | Self::BadRequest(_) => true,
        }
    }

    fn content(self, frame: &Frame) -> Content {
        match self {
            Self::SignIn(form) => sign_in::page(frame, form),
            Self::Overview(page) if frame.wall => wall::overview(frame, &page),
            Self::Matrix(page) if frame.wall && page.filter.tier == Some(Tier::Commune) => {
                wall::wards(frame, &page)
            }
            Self::Matrix(page) if frame.wall => wall::departments(frame, &page),
            Self::Databases(page) if frame.wall => wall::databases(frame, &page),
            Self::Partners(page) if frame.wall => wall::companies(frame, &page),
            Self::Overview(page) => overview::page(frame, &page),
            Self::Parts(page) => parts::page(frame, &page),
            Self::Latest(page) => latest::page(frame, &page),
            Self::UnitHome(page) => home::page(frame, *page),
            Self::OfficeHome(page) => home::office(frame, *page),
            Self::Help => help::page(frame),
            Self::Units(page) => units::page(frame, *page),
            Self::Groups(page) => groups::list(frame, *page),
            Self::Group(page) => groups::page(frame, *page),
            Self::Brief(page) => brief::campaign(frame, &page),
            Self::UnitBrief(page) => brief::unit(frame, &page),
            Self::PartnerBrief(page) => brief::partner(frame, &page),
            Self::Proposals(page) => brief::proposals(frame, &page),
            Self::Unit(page) => unit::page(frame, *page),
            Self::Duty(page) => duty::page(frame, *page),
            Self::Duties(page) => lists::duties(frame, *page),
            Self::Milestones(page) => lists::milestones(frame, *page),
            Self::Actions(page) => lists::actions(frame, *page),
            Self::Matrix(page) => matrix::page(frame, *page),
            Self::Databases(page) => databases::page(frame, *page),
            Self::Database(page) => database::page(frame, *page),
            Self::Partners(page) => partners::page(frame, *page),
            Self::Partner(page) => partner::page(frame, *page),
            Self::Outcomes(page) => outcomes::page(frame, *page),
            Self::Outcome(page) => outcome::page(frame, *page),
            Self::Programme(page) => programme::page(frame, *page),
            Self::Search(page) => search::page(frame, *page),
            Self::Work(page) => work::page(frame, page),
            Self::Measure(page) => measure::page(frame, *page),
            Self::Report(page) => report::page(frame, *page),
            Self::Review(page) => review::page(frame, *page),
            Self::Decision(page) => decision::page(frame, *page),
            Self::Adjustment(page) => adjustment::page(frame, *page),
            Self::Restatement(page) => restatement::page(frame, *page),
            Self::Explanation(page) => explanation::page(frame, *page),
            Self::Explanations(list) => explanations::page(frame, *list),
            Self::Documents(page) => documents::list(frame, *page),
            Self::Document(page) => documents::page(frame, &page),
            Self::Burden(page) => burden::page(frame, &page),
            Self::Reconciliation(page) => reconciliation::page(frame, &page),
            Self::Rechecks(page) => rechecks::list(frame, &page),
            Self::Draw(page) => rechecks::draw(frame, &page),
            Self::Recheck(page) => rechecks::form(frame, &page),
            Self::WhatIf(page) => what_if::page(frame, &page),
            Self::Compare(page) => compare::page(frame, &page),
            Self::Account(page) => account::page(frame, *page),
            Self::Password(page) => password::page(frame, *page),
            Self::Code(page) => factor::code(frame, *page),
            Self::Factor(page) => factor::factor(frame, *page),
            Self::People(list) => people::list(frame, *list),
            Self::Person(page) => people::person(frame, *page),
            Self::ManyPeople(page) => people::many(frame, *page),
            Self::Slips(page) => people::slips(frame, &page),
            Self::Plan(page) => plan::home(frame, *page),
            Self::PlanChanges(page) => plan::changes(frame, &page),
            Self::PlanList(list) => plan::list(frame, *list),
            Self::PlanRow(page) => plan::row(frame, *page),
            Self::PlanTable(page) => plan::paste(frame, *page),
            Self::PlanSheet(page) => plan::sheet(frame, *page),
            Self::PlanTogether(page) => plan::together(frame, *page),
            Self::Audit(page) => audit::page(frame, &page),
            Self::Refused { reason } => errors::refused(frame, reason),
            Self::ForOthers(roles) => errors::for_others(frame, &roles),
            Self::NotFound => errors::not_found(frame),
            Self::NotTheirs(page) => not_theirs::page(frame, *page),
            Self::CampaignOver(page) => not_theirs::over(frame, *page),
            Self::DutyOver(page) => not_theirs::duty_over(frame, *page),
            Self::Failed => errors::failed(frame),
            Self::Away { sent, why } => errors::away(frame, sent, why),
            Self::NotWritten(page, why) => not_written::page(frame, *page, why),
            Self::BadRequest(why) => errors::bad_request(frame, why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::islands::{ChartReader, Sides};
    use hydration_context::SsrSharedContext;

    const SIDES: Sides = Sides {
        left: 0.0,
        right: 1.0,
        top: 0.0,
        bottom: 1.0,
    };

    fn written(content: impl IntoView + 'static) -> Written {
        Content::new("any", "Any", content).write()
    }

    #[test]
    fn a_page_with_an_island_carries_the_script_and_no_other_does() {
        let islands = Arc::new(SsrSharedContext::new_islands());
        Owner::new_root(Some(islands)).with(|| {
            let island = view! {
                <ChartReader
                    label=String::new()
                    hint=String::new()
                    names=Vec::new()
                    readings=Vec::new()
                    wide=SIDES
                    narrow=SIDES
                >
                    <p></p>
                </ChartReader>
            };
            assert!(written(island).has_island);
            assert!(!written(view! { <p>"<leptos-island"</p> }).has_island);
        });
    }
}
