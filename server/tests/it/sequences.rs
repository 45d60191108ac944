//! Forms and files in any order: people open forms, send them late, twice or as somebody
//! else, and files come in between. After each step the ledger, read in plain SQL, keeps
//! what docs/rules.md promises. (`make sequences` does the same with the rules alone.)
use std::{
    collections::{BTreeMap, BTreeSet},
    thread,
};

use app::domain::Day;
use axum::http::{Method, StatusCode};
use chrono::{DateTime, Datelike, TimeDelta, Weekday};
use tiendo::{
    import::{Files, Rows, apply, plan_files},
    ledger::MilestoneEventRow,
};

use crate::support::{
    campaign::{TODAY, at},
    page::Answer,
    pen::event_row,
    rivals::{self, MOVED},
    site::{ORIGIN, Site, form, request},
    store::Store,
    users::sign_in,
};

/// Account, role, unit or home, company.
type Person = (&'static str, &'static str, &'static str, &'static str);

const PEOPLE: [Person; 11] = [
    ("member.y-te", "member", "SO-Y-TE", ""),
    ("head.y-te", "head", "SO-Y-TE", ""),
    ("member.to-chuc", "member", "BAN-TO-CHUC", ""),
    ("head.phuong-mot", "head", "PHUONG-MOT", ""),
    ("head.tai-chinh", "head", "SO-TAI-CHINH", ""),
    ("office", "office", "BAN-TO-CHUC", ""),
    ("office2", "office", "", ""),
    ("committee", "committee", "", ""),
    ("partner.xanh", "partner", "", "CTY-XANH"),
    ("partner.vang", "partner", "", "CTY-VANG"),
    ("partner.do", "partner", "", "CTY-DO"),
];

/// At home nowhere.
const OFFICE_2: usize = 6;

/// Units that each company accompanies today.
const ACCOMPANIES: [(&str, &str); 7] = [
    ("CTY-XANH", "SO-Y-TE"),
    ("CTY-XANH", "PHUONG-MOT"),
    ("CTY-VANG", "SO-TAI-CHINH"),
    ("CTY-VANG", "PHUONG-MOT"),
    ("CTY-VANG", "PHUONG-HAI"),
    ("CTY-DO", "BAN-TO-CHUC"),
    ("CTY-DO", "SO-TAI-CHINH"),
];

/// What a company handed over on the 9th waits for the eleventh working day.
const LATER: &str = "2026-11-24";

/// Waits for a decision without a document behind it.
const BARE: &str = "tc-gia-han";

fn rows() -> Rows {
    let mut rows = rivals::rows();
    let mut last = 0;
    rows.each_stamp(|seq, _| last = last.max(*seq));
    let waits = event_row(BARE, "submitted", last + 1, at("2026-11-19", 17));
    rows.milestone_events.push(MilestoneEventRow {
        organisation: "SO-TAI-CHINH".into(),
        ..waits
    });
    rows
}

/// An event as the ledger has it.
#[derive(Debug, Clone, PartialEq)]
struct Happened {
    submission: String,
    milestone: String,
    event: String,
    organisation: String,
    person: String,
    deadline: String,
    responsible: String,
    decision: String,
    in_place_of: String,
    on: Day,
    body: String,
}

/// A row of a milestone: what is promised.
#[derive(Debug, Clone, PartialEq)]
struct Promise {
    id: String,
    unit: String,
    workstream: String,
    kind: String,
    weight: String,
    deadline: String,
    responsible: String,
    product: String,
    reach: String,
    title: String,
    seq: String,
}

/// What is known of a milestone, replayed from rows.
#[derive(Debug, Clone)]
struct Life {
    promise: Promise,
    first: Option<Day>,
    until: Option<Day>,
    company: String,
    state: &'static str,
    submitted: Option<Day>,
    /// The place of the last event, and of the one that gave it to who has it.
    last: Option<usize>,
    given: Option<usize>,
}

impl Life {
    fn late(&self, today: Day) -> bool {
        let after = |day: Day| self.until.is_some_and(|until| day > until);
        match self.state {
            "open" => after(today),
            "submitted" => self.submitted.is_some_and(after),
            _ => false,
        }
    }
}

/// All that is written about milestones.
#[derive(Debug, Clone, PartialEq)]
struct Facts {
    promises: Vec<Promise>,
    events: Vec<Happened>,
    evidence: Vec<String>,
    redefined: Vec<String>,
    drafts: Vec<String>,
}

fn local(micros: i64) -> Day {
    let there = DateTime::from_timestamp_micros(micros + 7 * 3_600_000_000);
    there.unwrap().date_naive()
}

fn text(columns: &[&str], table: &str, order: &str) -> String {
    let columns = columns.join(", '') || '|' || coalesce(");
    format!("select coalesce({columns}, '') from {table} order by {order}")
}

impl Facts {
    async fn of(store: &Store) -> Self {
        let events = [
            "submission",
            "milestone",
            "event",
            "organisation",
            "person",
            "deadline",
            "responsible",
            "decision",
            "in_place_of",
            "cast(recorded_at as text)",
            "body",
        ];
        let events = store
            .texts(&text(&events, "milestone_events", "seq, submission"))
            .await;
        let promises = [
            "id",
            "unit",
            "workstream",
            "kind",
            "cast(weight as text)",
            "deadline",
            "responsible",
            "product",
            "reach",
            "title",
            "cast(seq as text)",
        ];
        let promises = store.texts(&text(&promises, "milestones", "seq, id")).await;
        let evidence = ["submission", "document_number", "link"];
        let redefined = [
            "cast(seq as text)",
            "code",
            "term",
            "decision",
            "reason",
            "approver",
        ];
        let drafts = ["milestone", "organisation", "cast(version as text)", "body"];
        Self {
            events: events.iter().map(|row| happened(row)).collect(),
            promises: promises.iter().map(|row| promise(row)).collect(),
            evidence: store
                .texts(&text(&evidence, "evidence", "seq, submission"))
                .await,
            redefined: store
                .texts(&text(&redefined, "redefinitions", "seq, code, term"))
                .await,
            drafts: store
                .texts(&text(&drafts, "drafts", "milestone, organisation"))
                .await,
        }
    }

    fn lives(&self) -> BTreeMap<String, Life> {
        let mut lives: BTreeMap<String, Life> = BTreeMap::new();
        for row in &self.promises {
            let day = row.deadline.parse().ok();
            let life = lives.entry(row.id.clone()).or_insert_with(|| Life {
                promise: row.clone(),
                first: None,
                until: None,
                company: String::new(),
                state: "open",
                submitted: None,
                last: None,
                given: None,
            });
            life.promise = row.clone();
            life.company.clone_from(&row.responsible);
            life.first = life.first.or(day);
            life.until = life.first;
        }
        for (place, row) in self.events.iter().enumerate() {
            let life = lives.get_mut(&row.milestone).unwrap();
            life.last = Some(place);
            match row.event.as_str() {
                "submitted" => {
                    life.state = "submitted";
                    life.submitted = Some(row.on);
                }
                "accepted" => life.state = "accepted",
                "returned" | "withdrawn" | "revoked" => life.state = "open",
                "extended" => life.until = row.deadline.parse().ok(),
                "reassigned" => {
                    life.company.clone_from(&row.responsible);
                    life.given = Some(place);
                }
                "corrected" | "redefined" => {}
                other => panic!("{other} was not asked for"),
            }
        }
        lives
    }
}

fn happened(row: &str) -> Happened {
    let mut cells = row.splitn(11, '|').map(str::to_owned);
    let mut next = || cells.next().unwrap();
    Happened {
        submission: next(),
        milestone: next(),
        event: next(),
        organisation: next(),
        person: next(),
        deadline: next(),
        responsible: next(),
        decision: next(),
        in_place_of: next(),
        on: local(next().parse().unwrap()),
        body: next(),
    }
}

fn promise(row: &str) -> Promise {
    let mut cells = row.splitn(11, '|').map(str::to_owned);
    let mut next = || cells.next().unwrap();
    Promise {
        id: next(),
        unit: next(),
        workstream: next(),
        kind: next(),
        weight: next(),
        deadline: next(),
        responsible: next(),
        product: next(),
        reach: next(),
        title: next(),
        seq: next(),
    }
}

/// A form somebody has open.
#[derive(Debug, Clone)]
struct Kept {
    milestone: String,
    reader: usize,
    review: bool,
    /// Place of the last event when it was opened.
    read: Option<usize>,
    marks: [String; 5],
    version: String,
}

/// How often what happened.
#[derive(Debug, Default)]
struct Tally {
    written: BTreeMap<String, usize>,
    conflicts: usize,
    refused: usize,
    imports: usize,
    imports_refused: usize,
    pages: usize,
}

/// One site on which everything happens in any order.
struct World {
    site: Site,
    cookies: Vec<String>,
    dice: fastrand::Rng,
    kept: Vec<Kept>,
    /// Milestones that most of it is about.
    busy: Vec<String>,
    facts: Facts,
    /// Kind and weight of what was late or handed over once.
    settled: BTreeMap<String, (String, String)>,
    words: usize,
    /// Words of drafts, and the organisation that typed them.
    drafted: Vec<(String, &'static str)>,
    tally: Tally,
}

impl World {
    async fn new(store: Store, seed: u64) -> Self {
        let site = Site::over(store, ORIGIN, rows()).await;
        // Midnight comes on the way. Every other world is later: a head has let things wait.
        let begins = if seed.is_multiple_of(2) { TODAY } else { LATER };
        site.clock.set(at(begins, 23) + 20 * 60_000_000);
        let mut cookies = Vec::new();
        for person in PEOPLE {
            cookies.push(sign_in(&site, person.0).await);
        }
        let facts = Facts::of(&site.store).await;
        let mut dice = fastrand::Rng::with_seed(seed);
        let mut busy = dice.choose_multiple(facts.lives().into_keys(), 4);
        busy.extend([MOVED.to_owned(), BARE.to_owned()]);
        Self {
            site,
            cookies,
            dice,
            busy,
            kept: Vec::new(),
            facts,
            settled: BTreeMap::new(),
            words: 0,
            drafted: Vec::new(),
            tally: Tally::default(),
        }
    }

    fn today(&self) -> Day {
        local(self.site.clock.now())
    }

    /// Words nobody else says.
    fn say(&mut self) -> String {
        self.words += 1;
        format!("Loi{:05}", self.words)
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.dice.usize(..of.len())].clone()
    }

    /// One of the milestones.
    fn life(&mut self) -> Life {
        let mut lives = self.facts.lives();
        let busy = self.one(&self.busy.clone());
        if self.dice.u8(..5) > 0 {
            return lives.remove(&busy).unwrap();
        }
        self.one(&lives.into_values().collect::<Vec<_>>())
    }

    async fn step(&mut self) {
        self.site.clock.set(self.site.clock.now() + 25_000_000);
        match self.dice.u8(..20) {
            0..=6 => self.open().await,
            7..=14 => self.send().await,
            15..=17 => self.import().await,
            _ => self.look().await,
        }
    }

    async fn get(&mut self, who: usize, path: &str) -> Answer {
        let cookie = Some(self.cookies[who].as_str());
        let answer = self
            .site
            .send(request(Method::GET, path, cookie, String::new()))
            .await;
        self.tally.pages += 1;
        self.tells_no_others_words(who, path, &answer);
        answer
    }

    /// Somebody who has to do with a milestone, or anybody.
    fn somebody(&mut self, life: &Life) -> usize {
        let turn = |person: &Person| match (life.state, life.company.as_str()) {
            ("open", "") => person.2 == life.promise.unit && person.1 != "office",
            ("open", company) => person.3 == company,
            ("submitted", "") => person.1 == "office",
            ("submitted", company) => {
                person.2 == life.promise.unit && person.1 == "head"
                    || person.3 == company
                    || person.1 == "office"
            }
            _ => person.1 == "office",
        };
        let right: Vec<usize> = (0..PEOPLE.len())
            .filter(|who| turn(&PEOPLE[*who]))
            .collect();
        if right.is_empty() || self.dice.u8(..4) == 0 {
            self.dice.usize(..PEOPLE.len())
        } else {
            self.one(&right)
        }
    }

    async fn open(&mut self) {
        let life = self.life();
        let mut who = self.somebody(&life);
        let mut reviews = life.state != "open" && !matches!(PEOPLE[who].1, "member" | "partner");
        // Now and then the office looks at what is open.
        if life.state == "open" && self.dice.u8(..3) == 0 {
            (who, reviews) = (OFFICE_2, true);
        }
        let review = if self.dice.u8(..5) == 0 {
            !reviews
        } else {
            reviews
        };
        let id = life.promise.id;
        // Of what is open nothing is decided, but it is written anew.
        let path = match (review, life.state) {
            (true, "open") => format!("/review/{id}/restate"),
            (true, _) => format!("/review/{id}"),
            (false, _) => format!("/work/{id}"),
        };
        let page = self.get(who, &path).await;
        let marks =
            ["submission", "read", "promised", "measured", "account"].map(|name| page.hidden(name));
        if let [Some(a), Some(b), Some(c), Some(d), Some(e)] = marks {
            self.kept.push(Kept {
                milestone: id,
                reader: who,
                review,
                read: life.last,
                marks: [a, b, c, d, e],
                version: page.hidden("version").unwrap_or_else(|| "0".to_owned()),
            });
        }
    }

    /// A form that was opened some time ago: sent once more, or by who signed in since.
    async fn send(&mut self) {
        let Some(last) = self.kept.len().checked_sub(1) else {
            return self.open().await;
        };
        let which = if self.dice.bool() {
            last
        } else {
            self.dice.usize(..=last)
        };
        let kept = self.kept[which].clone();
        let life = self.facts.lives().remove(&kept.milestone).unwrap();
        let who = if self.dice.u8(..6) == 0 {
            self.somebody(&life)
        } else {
            kept.reader
        };
        let (words, number) = (self.say(), self.say());
        let link = format!("https://luutru.example/{words}.pdf");
        let [submission, read, promised, measured, account] = &kept.marks;
        let mut fields = vec![
            ("submission", submission.as_str()),
            ("read", read),
            ("promised", promised),
            ("measured", measured),
            ("account", account),
        ];
        let id = &kept.milestone;
        let mut draft = false;
        let promise = &life.promise;
        let weight = self.one(&[promise.weight.as_str(), promise.weight.as_str(), "7"]);
        let thing = format!("Thứ {number}");
        let product = self.one(&[promise.product.as_str(), &thing]);
        let seen = format!("{}|{weight}|{}|{product}", promise.kind, promise.reach);
        let title = format!("Mốc {number}");
        let document = [
            ("document_number", number.as_str()),
            ("document_day", "19/11/2026"),
            ("link", &link),
            ("no_secrets", "true"),
            ("reason", &words),
        ];
        let decided = [("number", "9/QĐ"), ("approver", "Bà Thử")];
        let of_open = kept.review && life.state == "open";
        let path = if self.dice.u8(..if of_open { 2 } else { 5 }) == 0 {
            // Something is written anew.
            let desk = if kept.review { "review" } else { "work" };
            // Of what is open there is no document.
            match self.dice.u8(if of_open { 2 } else { 0 }..6) {
                _ if !kept.review => {
                    fields.push(("act", "own-document"));
                    fields.extend(document);
                }
                0 | 1 => {
                    fields.push(("act", "document"));
                    fields.extend(document);
                }
                2 => {
                    fields.extend([("act", "title"), ("title", &title), ("reason", &words)]);
                    fields.extend(decided);
                }
                _ => {
                    fields.extend([
                        ("act", "terms"),
                        ("kind", promise.kind.as_str()),
                        ("weight", weight),
                        ("product", product),
                        ("reach", &promise.reach),
                        ("seen", &seen),
                        ("reason", "Lý do thử"),
                    ]);
                    fields.extend(decided);
                }
            }
            format!("/{desk}/{id}/restate")
        } else if kept.review {
            let decision = self.one(&["accepted", "accepted", "returned", "revoked"]);
            fields.extend([
                ("decision", decision),
                ("checked", "true"),
                ("reason", &words),
            ]);
            format!("/review/{id}")
        } else if (life.state == "submitted") != (self.dice.u8(..6) == 0) {
            // Past the deadline it is asked for once more.
            if self.dice.u8(..4) > 0 {
                fields.push(("sure", "true"));
            }
            format!("/work/{id}/withdraw")
        } else {
            draft = self.dice.u8(..6) == 0;
            // Now and then without a document.
            let number = if self.dice.u8(..8) == 0 { "" } else { &number };
            fields.extend([
                ("produced", words.as_str()),
                ("document_number", number),
                ("document_day", "19/11/2026"),
                ("link", &link),
                ("no_secrets", "true"),
                ("version", &kept.version),
                ("action", if draft { "draft" } else { "submit" }),
            ]);
            format!("/work/{id}")
        };
        let cookie = Some(self.cookies[who].as_str());
        let answer = request(Method::POST, &path, cookie, form(&fields));
        let answer = self.site.send(answer).await;
        let what = format!("{} {path} {fields:?}: {}", PEOPLE[who].0, answer.status);
        self.tells_no_others_words(who, &what, &answer);
        match answer.status {
            StatusCode::SEE_OTHER => {}
            // The question whether to take a report back that will be late then.
            StatusCode::OK if path.ends_with("/withdraw") => self.tally.refused += 1,
            // What a change moves, of terms that changed meanwhile.
            StatusCode::OK if path.ends_with("/restate") => self.tally.refused += 1,
            StatusCode::CONFLICT => self.tally.conflicts += 1,
            status => {
                assert!(status.is_client_error(), "{what}");
                self.tally.refused += 1;
            }
        }
        let before = self.facts.clone();
        let new = self.hold(&what).await;
        if answer.status != StatusCode::SEE_OTHER {
            assert_eq!(self.facts, before, "{what}: something was written");
        }
        if draft && answer.status == StatusCode::SEE_OTHER && self.facts.drafts != before.drafts {
            let (_, role, unit, company) = PEOPLE[who];
            self.drafted
                .push((words, if role == "partner" { company } else { unit }));
        }
        assert!(new.len() <= 1, "{what}: one form, {new:?}");
        if let Some(event) = new.first() {
            // Mostly it is not sent again.
            if self.dice.u8(..3) > 0 {
                self.kept.remove(which);
            }
            *self.tally.written.entry(event.event.clone()).or_default() += 1;
            theirs_to_do(&before, &kept, who, event, &what);
        }
    }

    /// A file that says something else of one milestone, with a decision or without.
    async fn import(&mut self) {
        let life = self.life();
        let mut row = life.promise.clone();
        row.responsible.clone_from(&life.company);
        let soon = self.today() + TimeDelta::days(self.dice.i64(-3..30));
        match self.dice.u8(..7) {
            0 | 1 => row.responsible = self.one(&["", "CTY-XANH", "CTY-VANG", "CTY-DO"]).into(),
            2 => row.kind = self.one(&["plan", "process", "product"]).into(),
            3 => row.weight = self.one(&["0", "1", "7"]).into(),
            4 | 5 => row.deadline = soon.to_string(),
            _ => row.product = self.one(&["", "Thứ khác"]).into(),
        }
        let decision = self.one(&["9/QĐ,Lý do thử,Bà Thử", "9/QĐ,Lý do thử,Bà Thử", ",,"]);
        let milestones = format!(
            "id,unit,workstream,kind,title,product,deadline,responsible,weight,reach,\
             decision,reason,approver\n{},{},{},{},{},{},{},{},{},{},{decision}\n",
            row.id,
            row.unit,
            row.workstream,
            row.kind,
            row.title,
            row.product,
            row.deadline,
            row.responsible,
            row.weight,
            row.reach,
        );
        let files = Files::embedded(&[
            (
                "campaign.csv",
                "name,start,deadline,time_zone\n\
                 Chiến dịch thử,2026-01-05,2026-12-31,Asia/Ho_Chi_Minh\n",
            ),
            ("milestones.csv", &milestones),
        ]);
        let now = self.site.clock.now();
        let plan = plan_files(&self.site.store.db, &files, now).await.unwrap();
        let sound = plan.sound();
        let applied = apply(&self.site.store.db, &plan, now).await;
        let before = self.facts.clone();
        let new = self.hold(&milestones).await;
        if sound {
            applied.unwrap();
            self.tally.imports += 1;
        } else {
            assert!(applied.is_err(), "{milestones}");
            assert_eq!(self.facts, before, "{milestones}: something was written");
            self.tally.imports_refused += 1;
        }
        for event in new {
            assert!(
                matches!(&*event.event, "extended" | "reassigned" | "redefined"),
                "{event:?}"
            );
            assert_eq!(event.decision, "9/QĐ", "{milestones}");
            *self.tally.written.entry(event.event).or_default() += 1;
        }
    }

    /// Somebody looks at something.
    async fn look(&mut self) {
        let row = self.life().promise;
        let (id, unit, workstream) = (row.id, row.unit, row.workstream);
        let companies: Vec<usize> = (0..PEOPLE.len())
            .filter(|n| !PEOPLE[*n].3.is_empty())
            .collect();
        let who = self.one(&companies);
        let path = match self.dice.u8(..5) {
            0 => "/work".to_owned(),
            1 => format!("/work/{id}"),
            2 => format!("/units/{unit}"),
            3 => format!("/partners/{}", PEOPLE[who].3),
            _ => format!("/duties/{unit}/{workstream}"),
        };
        self.get(who, &path).await;
    }

    /// Rule 11: a company reads nothing that was said before a thing was its own, nor of
    /// what is not.
    fn tells_no_others_words(&self, who: usize, what: &str, answer: &Answer) {
        assert!(
            !answer.status.is_server_error(),
            "{what}: {}",
            answer.status
        );
        let company = PEOPLE[who].3;
        if company.is_empty() {
            return;
        }
        let lives = self.facts.lives();
        for (place, event) in self.facts.events.iter().enumerate() {
            let life = &lives[&event.milestone];
            let since = life.given.is_none_or(|given| place > given);
            let own = life.company == company && since || event.organisation == company;
            // Words of the campaign as it begins stand behind several milestones.
            let told = [rivals::XANH, rivals::VANG].concat();
            let once = event.body.starts_with("Loi") || told.contains(&event.body.as_str());
            let said = once && answer.body.contains(&event.body);
            assert!(own || !said, "{company} reads {event:?} at {what}");
        }
        for (words, organisation) in &self.drafted {
            let said = answer.body.contains(words.as_str());
            assert!(
                *organisation == company || !said,
                "{company} reads a draft at {what}"
            );
        }
    }

    /// What holds after any step; the events it brought.
    async fn hold(&mut self, what: &str) -> Vec<Happened> {
        let today = self.today();
        let now = Facts::of(&self.site.store).await;
        let before = std::mem::replace(&mut self.facts, now);
        let now = &self.facts;
        // No fact is lost.
        assert!(now.events.starts_with(&before.events), "{what}: events");
        assert!(now.promises.starts_with(&before.promises), "{what}: rows");
        assert!(
            now.evidence.starts_with(&before.evidence),
            "{what}: evidence"
        );
        assert!(
            now.redefined.starts_with(&before.redefined),
            "{what}: decisions"
        );
        let new = now.events[before.events.len()..].to_vec();

        let (was, is) = (before.lives(), now.lives());
        for row in &now.promises[before.promises.len()..] {
            let old = &was[&row.id].promise;
            // First promises are unchanged: another day is an event, not a row.
            let first = was[&row.id].first.map(|day| day.to_string());
            assert!(
                first.is_none_or(|first| first == row.deadline),
                "{what}: deadline"
            );
            for (term, was, now) in [
                ("kind", &old.kind, &row.kind),
                ("weight", &old.weight, &row.weight),
                ("product", &old.product, &row.product),
                ("reach", &old.reach, &row.reach),
            ] {
                if was != now && !was.is_empty() {
                    let decided = format!("{}|{}|{term}|9/QĐ|Lý do thử|Bà Thử", row.seq, row.id);
                    assert!(self.facts.redefined.contains(&decided), "{what}: {term}");
                }
            }
        }
        for (id, life) in &is {
            // Late is never un-late without an acceptance or a decision's number.
            let old = &was[id];
            if old.late(today) && !life.late(today) {
                let ends = |e: &Happened| {
                    let decided = e.event == "extended" && !e.decision.is_empty();
                    e.milestone == *id && (decided || e.event == "accepted")
                };
                assert!(new.iter().any(ends), "{what}: {id} is no longer late");
            }
            let terms = (life.promise.kind.clone(), life.promise.weight.clone());
            let settled = old.late(today) || old.submitted.is_some();
            if settled {
                let old = (old.promise.kind.clone(), old.promise.weight.clone());
                self.settled.entry(id.clone()).or_insert(old);
            }
            if let Some(settled) = self.settled.get(id) {
                assert_eq!(*settled, terms, "{what}: {id} was late or handed over");
            }
        }
        new
    }
}

/// Rule 8: an event answers what its reader read, for the account that read it, and is the
/// other side's where it decides.
fn theirs_to_do(before: &Facts, kept: &Kept, who: usize, event: &Happened, what: &str) {
    let (account, role, unit, company) = PEOPLE[who];
    let life = &before.lives()[&kept.milestone];
    assert_eq!(event.milestone, kept.milestone, "{what}");
    assert_eq!(event.person, format!("id-{account}"), "{what}");
    assert_eq!(who, kept.reader, "{what}: of another account's form");
    assert_eq!(kept.read, life.last, "{what}: not what was read");
    let of_unit = unit == life.promise.unit && matches!(role, "head" | "member");
    let by_company = !life.company.is_empty();
    let own = if by_company {
        let here = (company, life.promise.unit.as_str());
        company == life.company && ACCOMPANIES.contains(&here)
    } else {
        of_unit
    };
    // Working days the submission has waited, counted one by one.
    let works = |day: &Day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let waited = life.submitted.map_or(0, |sent| {
        let after = sent.iter_days().skip(1);
        after
            .take_while(|day| *day <= event.on)
            .filter(works)
            .count()
    });
    let left = role == "office" && unit != life.promise.unit && waited > 10;
    let decides = matches!(event.event.as_str(), "returned" | "accepted");
    let marked = if decides && by_company && role == "office" {
        "head"
    } else {
        ""
    };
    assert_eq!(event.in_place_of, marked, "{what}");
    let other_side = if by_company {
        role == "head" && of_unit || left
    } else {
        role == "office" && unit != life.promise.unit
    };
    match event.event.as_str() {
        "submitted" => assert!(own && life.state == "open", "{what}"),
        "withdrawn" => assert!(own && life.state == "submitted", "{what}"),
        "returned" => assert!(other_side && life.state == "submitted", "{what}"),
        "accepted" => {
            assert!(other_side && life.state == "submitted", "{what}");
            let handed_over =
                |it: &&Happened| it.milestone == kept.milestone && it.event == "submitted";
            let submission = before.events.iter().rev().find(handed_over).unwrap();
            let submission = &submission.submission;
            let of = format!("{submission}|");
            assert!(
                before.evidence.iter().any(|it| it.starts_with(&of)),
                "{what}: no evidence"
            );
        }
        "revoked" => {
            let office = role == "office" && unit != life.promise.unit;
            assert!(office && life.state == "accepted", "{what}");
        }
        // What was written is its writer's to put right until the day after, or the office's.
        "corrected" => {
            let office = role == "office" && unit != life.promise.unit;
            let mut reports = before.events.iter().rev();
            let report = |it: &&Happened| it.milestone == kept.milestone && it.event == "submitted";
            let lately = reports.find(report).is_some_and(|it| {
                it.person == event.person && event.on - it.on <= TimeDelta::days(1)
            });
            let writer = own && life.state == "submitted" && lately;
            assert!(office || writer, "{what}");
        }
        "redefined" => {
            let office = role == "office" && unit != life.promise.unit;
            assert!(office && life.state == "open", "{what}");
        }
        other => panic!("{what}: {other}"),
    }
}

/// Says which sequence it was when a test fails.
struct Told(u64, usize);

impl Drop for Told {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("sequence {}, step {}", self.0, self.1);
        }
    }
}

/// So many sequences of 100 steps.
async fn sequences(seeds: std::ops::Range<u64>, store: impl AsyncFn() -> Store) -> Vec<Tally> {
    let mut tallies = Vec::new();
    for seed in seeds {
        let mut world = World::new(store().await, seed).await;
        let mut told = Told(seed, 0);
        for step in 0..100 {
            told.1 = step;
            world.step().await;
        }
        tallies.push(world.tally);
    }
    tallies
}

#[tokio::test]
async fn a_thousand_steps_in_any_order_keep_the_rules() {
    let tallies = sequences(0..10, Store::sqlite).await;
    // Chance comes by everything.
    let written: BTreeSet<&String> = tallies.iter().flat_map(|t| t.written.keys()).collect();
    assert_eq!(written.len(), 9, "{tallies:?}");
    let sum = |of: fn(&Tally) -> usize| tallies.iter().map(of).sum::<usize>();
    for (what, number, least) in [
        ("facts", sum(|t| t.written.values().sum()), 100),
        ("conflicts", sum(|t| t.conflicts), 20),
        ("refused", sum(|t| t.refused), 20),
        ("imports", sum(|t| t.imports), 20),
        ("imports refused", sum(|t| t.imports_refused), 20),
        ("pages", sum(|t| t.pages), 200),
    ] {
        assert!(number >= least, "{what}: {number}, {tallies:?}");
    }
}

#[tokio::test]
async fn a_hundred_steps_in_any_order_keep_the_rules_on_postgres() {
    let tallies = sequences(10..11, Store::postgres).await;
    assert!(tallies[0].written.len() > 2, "{tallies:?}");
}
