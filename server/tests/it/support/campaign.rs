//! A small campaign by hand: two companies, five units, every sort of milestone.
//!
//! Today is Friday 20/11/2026. Codes and names are unlike any other text of a
//! page, so that a test may search its bytes for them.
use app::domain::{Instant, parse_day, start_of};
use sha2::{Digest, Sha256};
use tiendo::{
    db::{Db, audit, people::Person},
    import::Rows,
    ledger::*,
};

pub const TODAY: &str = "2026-11-20";
pub const ZONE: chrono_tz::Tz = chrono_tz::Asia::Ho_Chi_Minh;

/// Words that stand only in the evidence and reasons of one milestone.
pub const HIDDEN: [&str; 5] = [
    "Noi-dung-rieng-5512",
    "DOC-9917/BB",
    "https://luutru.example/9917.pdf",
    "Tep-DOC-9917-BB.pdf",
    "Ly-do-rieng-7731",
];
/// The address of its file.
pub const HIDDEN_FILE: &str = "/files/00000000-0000-0000-0000-00000000c000";

/// An instant of a local day: 0 to 23 hours after its beginning.
pub fn at(day: &str, hour: i64) -> Instant {
    start_of(parse_day(day).unwrap(), ZONE) + hour * 3_600_000_000
}

/// The rows in the order they were recorded; `seq` and instant of each group
/// come from its step.
pub struct Book {
    pub rows: Rows,
    seq: i64,
    at: Instant,
}

impl Book {
    pub fn step(&mut self, day: &str, hour: i64) {
        self.seq += 1;
        self.at = at(day, hour);
    }

    /// Goes to another place in the order; the one left.
    pub fn place(&mut self, seq: i64, at: Instant) -> (i64, Instant) {
        let left = (self.seq, self.at);
        (self.seq, self.at) = (seq, at);
        left
    }

    pub fn unit(&mut self, code: &str, name: &str, kind: &str, bloc: &str, tier: &str) {
        self.rows.units.push(UnitRow {
            code: code.into(),
            name: name.into(),
            short_name: name.into(),
            kind: kind.into(),
            bloc: bloc.into(),
            tier: tier.into(),
            protocol_order: self.rows.units.len() as i64,
            successors: None,
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
    }

    pub fn workstream(&mut self, code: &str, name: &str, kind: &str, owner: Option<&str>) {
        self.rows.workstreams.push(WorkstreamRow {
            code: code.into(),
            name: name.into(),
            kind: kind.into(),
            owner_unit: owner.map(str::to_owned),
            count_unit: "hồ sơ".into(),
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
    }

    pub fn duty(&mut self, unit: &str, workstream: &str, role: &str) {
        self.rows.duties.push(DutyRow {
            unit: unit.into(),
            workstream: workstream.into(),
            role: role.into(),
            volume: Some(1000),
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
    }

    pub fn recurs(&mut self, rhythm: RhythmRow) {
        self.rows.rhythms.push(RhythmRow {
            seq: self.seq,
            recorded_at: self.at,
            ..rhythm
        });
    }

    pub fn assign(&mut self, unit: &str, partner: &str, role: &str, to: Option<&str>) {
        self.rows.assignments.push(AssignmentRow {
            unit: unit.into(),
            partner: partner.into(),
            role: role.into(),
            valid_from: "2026-02-01".into(),
            valid_to: to.map(str::to_owned),
            decision: "QD-1".into(),
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
    }

    #[allow(clippy::too_many_arguments)]
    pub fn milestone(
        &mut self,
        id: &str,
        (unit, workstream): (&str, &str),
        kind: &str,
        weight: i64,
        deadline: Option<&str>,
        responsible: Option<&str>,
        reach: Option<&str>,
    ) {
        self.rows.milestones.push(MilestoneRow {
            id: id.into(),
            unit: unit.into(),
            workstream: workstream.into(),
            position: self.rows.milestones.len() as i64 + 1,
            kind: kind.into(),
            title: format!("Mốc {id}"),
            product: format!("Sản phẩm của {id}"),
            deadline: deadline.map(str::to_owned),
            responsible: responsible.map(str::to_owned),
            weight,
            reach: reach.map(str::to_owned),
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
    }

    pub fn event(
        &mut self,
        milestone: &str,
        event: &str,
        organisation: &str,
        body: &str,
    ) -> String {
        let submission = uuid::Uuid::from_u128(0xA000 + self.seq as u128).to_string();
        self.rows.milestone_events.push(MilestoneEventRow {
            submission: submission.clone(),
            milestone: milestone.into(),
            event: event.into(),
            organisation: organisation.into(),
            body: body.into(),
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
        submission
    }

    /// A question about a milestone, wanted by a day.
    pub fn asked(&mut self, milestone: &str, body: &str, wanted_by: &str) {
        let (unit, workstream) = self.duty_of(milestone);
        self.rows.asked.push(AskedRow {
            submission: uuid::Uuid::from_u128(0xD000 + self.seq as u128).to_string(),
            unit,
            workstream,
            milestone: Some(milestone.into()),
            organisation: "office".into(),
            body: body.into(),
            wanted_by: wanted_by.into(),
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
    }

    /// An explanation of a milestone by an organisation, for want of people.
    pub fn explained(&mut self, milestone: &str, organisation: &str, body: &str, until: &str) {
        let (unit, workstream) = self.duty_of(milestone);
        self.rows.explained.push(ExplainedRow {
            submission: uuid::Uuid::from_u128(0xE000 + self.seq as u128).to_string(),
            unit,
            workstream,
            milestone: Some(milestone.into()),
            organisation: organisation.into(),
            cause: "people".into(),
            body: body.into(),
            commits_to: until.into(),
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
    }

    /// A draw of so many of all that is accepted.
    pub fn recheck_announced(&mut self, number: i64, body: &str) {
        self.rows.recheck_draws.push(RecheckDrawRow {
            submission: uuid::Uuid::from_u128(0xF000 + self.seq as u128).to_string(),
            scope: "campaign".into(),
            drawn_from: "both".into(),
            number,
            body: body.into(),
            person: Some("id-committee".into()),
            seq: self.seq,
            recorded_at: self.at,
        });
    }

    /// The document behind a re-check.
    pub fn found_with(&mut self, form: &str, number: &str) {
        self.evidence(
            form.to_owned(),
            [number, "https://luutru.example/hau-kiem.pdf"],
        );
    }

    fn duty_of(&self, milestone: &str) -> (String, String) {
        let mut all = self.rows.milestones.iter();
        let row = all.find(|row| row.id == milestone).unwrap();
        (row.unit.clone(), row.workstream.clone())
    }

    pub fn submitted(&mut self, milestone: &str, organisation: &str, words: [&str; 3]) {
        let submission = self.event(milestone, "submitted", organisation, words[0]);
        self.evidence(submission, [words[1], words[2]]);
    }

    /// An explanation with a document: its number and its link.
    pub fn explained_with(
        &mut self,
        milestone: &str,
        organisation: &str,
        body: &str,
        until: &str,
        document: [&str; 2],
    ) {
        self.explained(milestone, organisation, body, until);
        let form = self.rows.explained.last().unwrap().submission.clone();
        self.evidence(form, document);
    }

    /// A document with a file.
    fn evidence(&mut self, submission: String, [number, link]: [&str; 2]) {
        self.rows.evidence.push(EvidenceRow {
            submission: submission.clone(),
            document_number: number.into(),
            document_day: Some("2026-06-01".into()),
            link: link.into(),
            hash: "00".into(),
            seq: self.seq,
            recorded_at: self.at,
        });
        let place = if number == HIDDEN[1] { 0 } else { self.seq };
        let id = uuid::Uuid::from_u128(0xC000 + place as u128).to_string();
        self.rows.evidence_files.push(EvidenceFileRow {
            submission,
            position: 0,
            hash: audit::hex(&Sha256::digest(bytes_of(&id))),
            size: bytes_of(&id).len() as i64,
            kind: "pdf".into(),
            name: format!("Tep-{}.pdf", number.replace('/', "-")),
            id,
            seq: self.seq,
            recorded_at: self.at,
        });
    }

    /// An outcome indicator of a duty, with its target.
    pub fn outcome(&mut self, code: &str, (unit, workstream): (&str, &str), target: &str) {
        self.rows.indicators.push(IndicatorRow {
            code: code.into(),
            name: "Hồ sơ đủ".into(),
            unit: Some(unit.into()),
            workstream: Some(workstream.into()),
            unit_of_measure: "%".into(),
            direction: "up".into(),
            deadline: Some("2027-01-31".into()),
            fresh_days: 60,
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
        self.rows.targets.push(TargetRow {
            indicator: code.into(),
            target: target.into(),
            seq: self.seq,
            recorded_at: self.at,
        });
    }

    /// A value of an indicator: so many of so many, entered and accepted.
    pub fn measured_at(&mut self, id: &str, indicator: &str, day: &str, of: (i64, i64)) {
        self.entered(id, indicator, day, of);
        self.seq += 1;
        self.measurement_accepted(id);
    }

    fn entered(&mut self, id: &str, indicator: &str, day: &str, (part, all): (i64, i64)) {
        self.rows.measurements.push(MeasurementRow {
            id: id.into(),
            indicator: indicator.into(),
            day: day.into(),
            numerator: Some(part),
            denominator: Some(all),
            source: "Báo cáo tuần".into(),
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
    }

    fn measured(&mut self, id: &str, day: &str, numerator: i64) {
        self.entered(id, "CT-Y-TE", day, (numerator, 1000));
    }

    fn measurement_accepted(&mut self, id: &str) {
        self.rows.measurement_events.push(MeasurementEventRow {
            submission: uuid::Uuid::from_u128(0xB000 + self.seq as u128).to_string(),
            measurement: id.into(),
            event: "accepted".into(),
            seq: self.seq,
            recorded_at: self.at,
            ..Default::default()
        });
    }

    pub fn person(
        &mut self,
        username: &str,
        role: &str,
        unit: Option<&str>,
        partner: Option<&str>,
    ) {
        let person = Person {
            id: format!("id-{username}"),
            username: username.into(),
            name: format!("Người của {username}"),
            role: role.into(),
            unit: unit.map(str::to_owned),
            partner: partner.map(str::to_owned),
            language: "vi".into(),
            disabled: username == "khoa",
            valid_to: (username == "het.han").then(|| "2026-11-19".to_owned()),
            created_at: self.at,
            email: Some(format!("{username}@thu.example")),
            wants_mail: true,
            ..Person::default()
        };
        let terms = AccountTermsRow::of(&person, self.seq, self.at);
        self.rows.account_terms.push(terms);
        self.rows.people.push(person);
    }
}

/// What is in the file of an address.
pub fn bytes_of(id: &str) -> Vec<u8> {
    format!("%PDF-1.7 {id}").into_bytes()
}

/// A document that stands behind a submission of no interest.
const PLAIN: [&str; 3] = ["Tap-du-lieu-7788", "1/BB", "https://luutru.example/1.pdf"];

/// All rows of the campaign.
pub fn rows() -> Rows {
    book().rows
}

/// The campaign, to be gone on with.
pub fn book() -> Book {
    let mut book = Book {
        rows: Rows::default(),
        seq: 0,
        at: 0,
    };
    let b = &mut book;
    b.step("2026-01-05", 8);
    organisations(b);
    duties(b);
    people(b);
    events(b);
    book
}

fn organisations(b: &mut Book) {
    b.rows.campaign.push(CampaignRow {
        headline: None,
        place: "thành phố".into(),
        name: "Chiến dịch thử".into(),
        start_day: "2026-01-05".into(),
        deadline: Some("2026-12-31".into()),
        time_zone: "Asia/Ho_Chi_Minh".into(),
        seq: b.seq,
        recorded_at: b.at,
        ..Default::default()
    });
    b.unit("SO-Y-TE", "Sở Y tế Thử", "department", "government", "city");
    b.unit(
        "SO-TAI-CHINH",
        "Sở Tài chính Thử",
        "department",
        "government",
        "city",
    );
    b.unit("BAN-TO-CHUC", "Ban Tổ chức Thử", "party", "party", "city");
    b.unit(
        "PHUONG-MOT",
        "Phường Thử Một",
        "ward",
        "government",
        "commune",
    );
    b.unit(
        "PHUONG-HAI",
        "Phường Thử Hai",
        "ward",
        "government",
        "commune",
    );
    b.workstream("QG-DAN-CU", "Dân cư", "national", Some("BAN-TO-CHUC"));
    b.workstream("QG-DAT-DAI", "Đất đai", "national", Some("SO-TAI-CHINH"));
    b.workstream("CN-Y-TE", "Y tế", "sector", Some("SO-Y-TE"));
    b.workstream("CN-TAI-CHINH", "Tài chính", "sector", Some("SO-TAI-CHINH"));
    b.workstream("CT-AN-NINH", "An ninh", "security", None);
    for (code, name) in [("CTY-XANH", "Xanh Thử"), ("CTY-VANG", "Vàng Thử")] {
        b.rows.partners.push(PartnerRow {
            code: code.into(),
            short_name: name.into(),
            name: format!("Công ty {name}"),
            seq: b.seq,
            recorded_at: b.at,
            ..Default::default()
        });
    }
    b.assign("SO-Y-TE", "CTY-XANH", "lead", None);
    // Ended yesterday.
    b.assign("SO-Y-TE", "CTY-VANG", "support", Some("2026-11-19"));
    b.assign("SO-TAI-CHINH", "CTY-VANG", "lead", None);
    b.assign("PHUONG-MOT", "CTY-XANH", "lead", None);
    b.assign("PHUONG-MOT", "CTY-VANG", "support", None);
    b.assign("PHUONG-HAI", "CTY-VANG", "lead", None);
}

fn duties(b: &mut Book) {
    b.duty("BAN-TO-CHUC", "QG-DAN-CU", "lead");
    for unit in ["SO-Y-TE", "PHUONG-MOT", "PHUONG-HAI"] {
        b.duty(unit, "QG-DAN-CU", "contribute");
    }
    b.duty("SO-TAI-CHINH", "QG-DAT-DAI", "lead");
    b.duty("PHUONG-MOT", "QG-DAT-DAI", "contribute");
    b.duty("SO-Y-TE", "CN-Y-TE", "lead");
    b.duty("SO-TAI-CHINH", "CN-TAI-CHINH", "lead");
    b.duty("SO-Y-TE", "CN-TAI-CHINH", "contribute");
    b.duty("SO-Y-TE", "CT-AN-NINH", "lead");
    for (id, duty, kind, weight, deadline, responsible, reach) in MILESTONES {
        b.milestone(id, duty, kind, weight, deadline, responsible, reach);
    }
    b.outcome("CT-Y-TE", ("SO-Y-TE", "CN-Y-TE"), "95");
}

type Step = (
    &'static str,
    (&'static str, &'static str),
    &'static str,
    i64,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
);

/// Id, duty, kind, weight, deadline, responsible company, promised value.
#[rustfmt::skip]
const MILESTONES: [Step; 16] = [
    ("yte-ke-hoach", ("SO-Y-TE", "CN-Y-TE"), "plan", 9, Some("2026-03-01"), None, None),
    ("yte-san-pham", ("SO-Y-TE", "CN-Y-TE"), "product", 3, Some("2026-12-15"), None, None),
    ("yte-ket-qua", ("SO-Y-TE", "CN-Y-TE"), "outcome", 5, Some("2026-12-31"), None, Some("70")),
    ("yte-xa", ("SO-Y-TE", "CN-Y-TE"), "outcome", 1, Some("2026-12-31"), None, Some("90")),
    ("yte-xanh", ("SO-Y-TE", "CN-Y-TE"), "product", 2, Some("2026-11-10"), Some("CTY-XANH"), None),
    ("yte-vang", ("SO-Y-TE", "CN-Y-TE"), "product", 1, Some("2026-05-10"), Some("CTY-VANG"), None),
    ("yte-dan-cu", ("SO-Y-TE", "QG-DAN-CU"), "product", 1, Some("2026-06-30"), None, None),
    ("yte-an-ninh", ("SO-Y-TE", "CT-AN-NINH"), "product", 1, Some("2026-12-20"), None, None),
    ("xanh-an-ninh", ("SO-Y-TE", "CT-AN-NINH"), "product", 2, Some("2026-12-20"), Some("CTY-XANH"), None),
    ("tc-dat", ("SO-TAI-CHINH", "QG-DAT-DAI"), "product", 4, Some("2026-10-01"), None, None),
    ("tc-vang", ("SO-TAI-CHINH", "CN-TAI-CHINH"), "product", 1, Some("2026-12-01"), Some("CTY-VANG"), None),
    ("tc-gia-han", ("SO-TAI-CHINH", "CN-TAI-CHINH"), "product", 1, Some("2026-09-01"), None, None),
    ("btc-dan-cu", ("BAN-TO-CHUC", "QG-DAN-CU"), "product", 1, Some("2026-11-01"), None, None),
    ("p1-dan-cu", ("PHUONG-MOT", "QG-DAN-CU"), "product", 1, None, None, None),
    ("p1-xanh", ("PHUONG-MOT", "QG-DAT-DAI"), "product", 1, Some("2026-11-25"), Some("CTY-XANH"), None),
    ("p2-dan-cu", ("PHUONG-HAI", "QG-DAN-CU"), "product", 1, Some("2026-08-01"), None, None),
];

fn people(b: &mut Book) {
    b.person("committee", "committee", None, None);
    b.person("office", "office", Some("BAN-TO-CHUC"), None);
    b.person("office2", "office", None, None);
    b.person("admin", "administrator", None, None);
    b.person("display", "display", None, None);
    b.person("khoa", "member", Some("SO-Y-TE"), None);
    b.person("het.han", "head", Some("SO-Y-TE"), None);
    for (unit, code) in [
        ("y-te", "SO-Y-TE"),
        ("tai-chinh", "SO-TAI-CHINH"),
        ("to-chuc", "BAN-TO-CHUC"),
        ("phuong-mot", "PHUONG-MOT"),
    ] {
        b.person(&format!("head.{unit}"), "head", Some(code), None);
        b.person(&format!("member.{unit}"), "member", Some(code), None);
    }
    b.person("member2.y-te", "member", Some("SO-Y-TE"), None);
    b.person("partner.xanh", "partner", None, Some("CTY-XANH"));
    b.person("partner.vang", "partner", None, Some("CTY-VANG"));
}

fn events(b: &mut Book) {
    b.step("2026-02-20", 9);
    b.submitted("yte-ke-hoach", "SO-Y-TE", PLAIN);
    b.step("2026-02-25", 9);
    b.event("yte-ke-hoach", "accepted", "office", "");
    b.step("2026-05-05", 9);
    b.submitted("yte-vang", "CTY-VANG", PLAIN);
    b.step("2026-05-08", 9);
    b.event("yte-vang", "accepted", "SO-Y-TE", "");
    // What only the unit itself, the office and the committee read.
    let [words, number, link, _, reason] = HIDDEN;
    b.step("2026-06-20", 9);
    b.submitted("yte-dan-cu", "SO-Y-TE", [words, number, link]);
    b.step("2026-06-22", 9);
    b.event("yte-dan-cu", "returned", "office", reason);
    b.step("2026-06-25", 9);
    b.submitted("yte-dan-cu", "SO-Y-TE", PLAIN);
    b.step("2026-06-29", 9);
    b.event("yte-dan-cu", "accepted", "office", "");
    b.step("2026-08-10", 9);
    b.submitted("p2-dan-cu", "PHUONG-HAI", PLAIN);
    b.step("2026-08-12", 9);
    b.event("p2-dan-cu", "accepted", "office", "");
    b.step("2026-08-30", 9);
    b.event("tc-gia-han", "extended", "office", "Chờ hướng dẫn");
    if let Some(last) = b.rows.milestone_events.last_mut() {
        last.deadline = Some("2026-12-20".into());
        last.decision = "QD-2".into();
        last.approver = "Chủ tịch".into();
    }
    for (n, (day, numerator)) in [
        ("2026-10-26", 500),
        ("2026-11-02", 600),
        ("2026-11-09", 700),
        ("2026-11-16", 720),
    ]
    .into_iter()
    .enumerate()
    {
        b.step(day, 10);
        b.measured(&format!("do-{n}"), day, numerator);
        b.step(day, 11);
        b.measurement_accepted(&format!("do-{n}"));
    }
    b.step("2026-10-30", 9);
    b.submitted("btc-dan-cu", "BAN-TO-CHUC", PLAIN);
    b.step("2026-11-09", 16);
    b.submitted("yte-xanh", "CTY-XANH", PLAIN);
    // Waits for the office: the unit acted, no figure moves.
    b.step("2026-11-19", 9);
    b.measured("do-cho", "2026-11-18", 730);
    b.evidence(
        "do-cho".into(),
        ["VB-DO-CHO", "https://luutru.example/do-cho.pdf"],
    );
    // Drawn at the beginning of today, and nobody has looked yet.
    b.step("2026-11-19", 10);
    b.recheck_announced(200, "Kế hoạch hậu kiểm thử");
}

/// Writes the campaign into an empty database; every account gets the hash.
pub async fn write(db: &Db, password_hash: &str) {
    write_rows(db, password_hash, rows()).await;
}

/// A line of the audit that a test writes.
pub const fn line(action: &str) -> audit::Line<'_> {
    audit::Line {
        at: 0,
        person: None,
        source: "os:test",
        action,
        subject: "campaign",
        detail: "",
    }
}

pub async fn write_rows(db: &Db, password_hash: &str, mut rows: Rows) {
    for person in &mut rows.people {
        person.password_hash = Some(password_hash.to_owned());
    }
    let mut last = 0;
    rows.each_stamp(|seq, _| last = last.max(*seq));
    let mut tx = db.begin().await.unwrap();
    assert_eq!(tx.next_seqs(last).await.unwrap(), last);
    rows.append(&mut tx).await.unwrap();
    audit::append(&mut tx, line("facts")).await.unwrap();
    tx.commit().await.unwrap();
}
