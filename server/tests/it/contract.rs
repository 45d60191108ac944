//! What the database promises, the same on SQLite and on PostgreSQL.
use app::domain::Instant;
use tiendo::{
    clock::Clock,
    db::{
        Db, Engine, audit,
        drafts::{self, Draft},
        people, sessions,
    },
    import::Rows,
    ledger::*,
    web::account::session::Sessions,
};
use tower_sessions::{
    SessionStore,
    cookie::time::{Duration, OffsetDateTime},
    session::{Id, Record},
};

use crate::support::{
    campaign,
    store::{Store, on_both},
};

on_both!(
    rows_come_back_in_their_order_with_their_values,
    reading_is_bounded_by_place_and_instant,
    rule_3_facts_refuse_update_and_delete,
    writers_take_places_one_after_another,
    a_writer_that_fails_leaves_no_gap,
    one_form_is_one_event,
    drafts_have_versions,
    sessions_end_when_idle_and_at_last,
    sessions_of_a_person_are_bounded,
    disabling_an_account_ends_its_sessions,
    accounts_have_one_name_each,
);

/// What is not a fact and may change.
const STATE: [&str; 18] = [
    "_sqlx_migrations",
    "attachments",
    "campaign",
    "drafts",
    "fact_pages",
    "factor_resets",
    "follows",
    "heartbeat",
    "kept_views",
    "mails",
    "moved",
    "people",
    "recovery_codes",
    "sessions",
    "sign_ins",
    "stored_files",
    "visits",
    "checkpoints",
];

/// At least one row of every table, each at a place of its own.
fn rows() -> Rows {
    let mut rows = campaign::rows();
    for day in ["2026-11-24", "2027-01-01"] {
        rows.calendar.push(CalendarRow {
            day: day.into(),
            kind: "holiday".into(),
            name: "Ngày nghỉ".into(),
            ..Default::default()
        });
    }
    for code in ["BCA", "NHNN"] {
        rows.bodies.push(BodyRow {
            code: code.into(),
            name: "Cơ quan ngoài".into(),
            kind: "above".into(),
            ..Default::default()
        });
        rows.helpers.push(HelperRow {
            workstream: "QG-DAN-CU".into(),
            body: code.into(),
            part: "cấp dữ liệu".into(),
            ..Default::default()
        });
        rows.unit_groups.push(UnitGroupRow {
            code: format!("G-{code}"),
            name: "Nhóm".into(),
            kinds: Some("department; agency".into()),
            ..Default::default()
        });
        rows.group_members.push(GroupMemberRow {
            unit_group: format!("G-{code}"),
            unit: "SO-Y-TE".into(),
            begins_on: Some("2026-11-02".into()),
            ..Default::default()
        });
        rows.triggers.push(TriggerRow {
            code: format!("SK-{code}"),
            name: "Ban hành quy định".into(),
            issuer: Some(code.into()),
            happened_on: (code == "BCA").then(|| "2026-11-02".into()),
            document_number: "12-QĐ".into(),
            ..Default::default()
        });
    }
    for code in ["THANG", "TUAN"] {
        rows.cadences.push(CadenceRow {
            code: code.into(),
            name: "Chu kỳ".into(),
            every: "month".into(),
            data_closes: "14".into(),
            report_due: "20".into(),
            due_months: (code == "TUAN").then_some(1),
            day_off: "next".into(),
            ..Default::default()
        });
        rows.rhythms.push(RhythmRow {
            code: format!("BC-{code}"),
            unit: "SO-Y-TE".into(),
            workstream: "CN-Y-TE".into(),
            title: "Báo cáo".into(),
            cadence: code.into(),
            begins_on: "2026-11-01".into(),
            weight: 1,
            cut_off_days: 2,
            ..Default::default()
        });
        rows.slot_exceptions.push(SlotExceptionRow {
            cadence: code.into(),
            period_ends: "2026-11-14".into(),
            no_slot: code == "TUAN",
            decision: "QD-1".into(),
            ..Default::default()
        });
    }
    for day in ["2026-10-01", "2026-11-01"] {
        rows.documents.push(DocumentRow {
            number: "05/KH-UBND".into(),
            day: day.into(),
            title: "Kế hoạch".into(),
            level: Some("commune".into()),
            ..Default::default()
        });
        rows.old_figures.push(OldFigureRow {
            unit: "SO-Y-TE".into(),
            day: day.into(),
            share: Some("57.6".into()),
            done: Some(20),
            ..Default::default()
        });
        rows.figure_notes.push(FigureNoteRow {
            submission: format!("note-{day}"),
            unit: "SO-Y-TE".into(),
            day: day.into(),
            body: "Khác cách đếm".into(),
            ..Default::default()
        });
    }
    for waits_for in ["CN-Y-TE", "CN-TAI-CHINH"] {
        rows.dependencies.push(DependencyRow {
            workstream: "QG-DAN-CU".into(),
            waits_for: waits_for.into(),
            ..Default::default()
        });
    }
    for weight in 1..=3 {
        rows.weights.push(WeightRow {
            unit: "SO-Y-TE".into(),
            workstream: "CN-Y-TE".into(),
            weight,
            seq: 0,
            recorded_at: 0,
        });
        rows.redefinitions.push(RedefinitionRow {
            subject: "duty".into(),
            code: "SO-Y-TE/CN-Y-TE".into(),
            term: "weight".into(),
            was: (weight - 1).to_string(),
            now: weight.to_string(),
            decision: "QD-1".into(),
            ..Default::default()
        });
    }
    for milestone in ["yte-san-pham", "yte-xanh"] {
        let submission = format!("form-{milestone}");
        rows.asked.push(AskedRow {
            submission: submission.clone(),
            milestone: Some(milestone.into()),
            body: "Vì sao chậm".into(),
            wanted_by: "2026-11-25".into(),
            ..Default::default()
        });
        rows.explained.push(ExplainedRow {
            submission,
            milestone: Some(milestone.into()),
            cause: "people".into(),
            commits_to: "2026-12-05".into(),
            ..Default::default()
        });
    }
    rows.recheck_draws.push(RecheckDrawRow {
        submission: "form-draw-2".into(),
        scope: "unit:SO-Y-TE".into(),
        drawn_from: "values".into(),
        number: 3,
        ..Default::default()
    });
    for confirmed in [false, true] {
        rows.recheck_results.push(RecheckResultRow {
            submission: format!("form-found-{confirmed}"),
            draw: "form-draw-2".into(),
            thing: "do-0".into(),
            indicator: Some("CT-Y-TE".into()),
            confirmed,
            ..Default::default()
        });
    }
    for what in ["password", "factor"] {
        rows.account_resets.push(AccountResetRow {
            person: "id-member.y-te".into(),
            what: what.into(),
            ..Default::default()
        });
    }
    for name in ["phiên họp 18/11", ""] {
        rows.named_days.push(NamedDayRow {
            day: "2026-11-18".into(),
            name: name.into(),
            ..Default::default()
        });
    }
    for (place, body) in [(1, "Giao nghiệm thu"), (2, "")] {
        rows.proposals.push(ProposalRow {
            submission: "form-proposals".into(),
            day: "2026-11-20".into(),
            place,
            body: body.into(),
            ..Default::default()
        });
    }
    for pages in ["overview:60", "overview:60 wards:30"] {
        rows.account_walls.push(AccountWallRow {
            person: "id-display".into(),
            pages: pages.into(),
            ..Default::default()
        });
    }
    let mut place = 0;
    rows.each_stamp(|seq, at| {
        place += 1;
        (*seq, *at) = (place, place * 1_000_000);
    });
    rows
}

async fn write(db: &Db, rows: &Rows) {
    let mut tx = db.begin().await.unwrap();
    rows.append(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

macro_rules! each_table {
    ($check:ident) => {
        $check!(
            campaign: CampaignRow,
            calendar: CalendarRow,
            units: UnitRow,
            unit_groups: UnitGroupRow,
            group_members: GroupMemberRow,
            workstreams: WorkstreamRow,
            dependencies: DependencyRow,
            bodies: BodyRow,
            helpers: HelperRow,
            triggers: TriggerRow,
            cadences: CadenceRow,
            slot_exceptions: SlotExceptionRow,
            documents: DocumentRow,
            old_figures: OldFigureRow,
            figure_notes: FigureNoteRow,
            partners: PartnerRow,
            duties: DutyRow,
            rhythms: RhythmRow,
            weights: WeightRow,
            assignments: AssignmentRow,
            indicators: IndicatorRow,
            targets: TargetRow,
            milestones: MilestoneRow,
            measurements: MeasurementRow,
            measurement_events: MeasurementEventRow,
            milestone_events: MilestoneEventRow,
            evidence: EvidenceRow,
            evidence_files: EvidenceFileRow,
            redefinitions: RedefinitionRow,
            asked: AskedRow,
            explained: ExplainedRow,
            recheck_draws: RecheckDrawRow,
            recheck_results: RecheckResultRow,
            named_days: NamedDayRow,
            proposals: ProposalRow,
            account_terms: AccountTermsRow,
            account_resets: AccountResetRow,
            account_walls: AccountWallRow
        )
    };
}

async fn rows_come_back_in_their_order_with_their_values(store: Store) {
    let written = rows();
    let mut backwards = written.clone();
    macro_rules! reverse {
        ($($table:ident: $row:ident),+) => {$( backwards.$table.reverse(); )+};
    }
    each_table!(reverse);
    write(&store.db, &backwards).await;
    let mut tables = Vec::new();
    macro_rules! check {
        ($($table:ident: $row:ident),+) => {$(
            let read = $row::between(&store.db, 0, Instant::MAX).await.unwrap();
            assert!(!read.is_empty(), "{}", $row::TABLE);
            assert_eq!(read, written.$table);
            tables.push($row::TABLE);
        )+};
    }
    each_table!(check);
    tables.sort_unstable();
    let mut facts = TABLES.to_vec();
    facts.sort_unstable();
    assert_eq!(tables, facts, "a table of facts is not checked here");
}

/// As of a day = the rows recorded *before* its end; catching up = the rows
/// *after* the place already read.
async fn reading_is_bounded_by_place_and_instant(store: Store) {
    let written = rows();
    write(&store.db, &written).await;
    macro_rules! check {
        ($($table:ident: $row:ident),+) => {$(
            let first = &written.$table[0];
            let after = $row::between(&store.db, first.seq, Instant::MAX).await.unwrap();
            assert_eq!(after, written.$table[1..], "{}", $row::TABLE);
            let before = $row::between(&store.db, 0, first.recorded_at).await.unwrap();
            assert_eq!(before, [], "{}", $row::TABLE);
            let with = $row::between(&store.db, 0, first.recorded_at + 1).await.unwrap();
            assert_eq!(with, written.$table[..1], "{}", $row::TABLE);
        )+};
    }
    each_table!(check);
}

/// On a full disk SQLite rolls back by itself: the server's own rollback then fails, and
/// must not be the last thing its one writing connection does.
#[tokio::test]
async fn a_transaction_that_the_engine_ended_is_over() {
    let store = Store::sqlite().await;
    for _ in 0..3 {
        let mut tx = store.db.begin().await.unwrap();
        let Engine::Sqlite(conn) = tx.engine() else {
            unreachable!("a store on SQLite")
        };
        sqlx::query("rollback").execute(&mut **conn).await.unwrap();
        drop(tx);
        record(&store.db, "sign_in", "office").await;
    }
}

async fn rule_3_facts_refuse_update_and_delete(store: Store) {
    write(&store.db, &rows()).await;
    record(&store.db, "sign_in", "office").await;
    let mut known: Vec<&str> = TABLES
        .iter()
        .chain(&STATE)
        .copied()
        .chain(["audit"])
        .collect();
    known.sort_unstable();
    let told = "a table that is neither in the ledger's list nor state";
    assert_eq!(store.tables().await, known, "{told}");

    // The audit is as unchangeable.
    for table in TABLES.iter().chain(&["audit"]) {
        let before = store.number(&format!("select count(*) from {table}")).await;
        assert!(before > 0, "{table} is empty: nothing would be refused");
        let mut changes = vec![
            format!("update {table} set recorded_at = recorded_at + 1"),
            format!("delete from {table}"),
        ];
        if matches!(store.db, Db::Postgres { .. }) {
            changes.push(format!("truncate {table}"));
        } else {
            // SQLite takes the row away that is in the way, and asks no guard of deletion.
            changes.push(format!(
                "insert or replace into {table} select * from {table}"
            ));
            changes.push(format!("replace into {table} select * from {table}"));
            changes.push(another_row_at_the_place_of_one(&store, table).await);
        }
        for change in changes {
            let error = store.run(&change).await.expect_err(&change);
            assert!(
                error.contains("facts are never changed"),
                "{change}: {error}"
            );
        }
        let after = store.number(&format!("select count(*) from {table}")).await;
        assert_eq!(before, after, "{table}");
    }
}

/// A row with keys of its own that would take the place of another by SQLite's number of rows.
async fn another_row_at_the_place_of_one(store: &Store, table: &str) -> String {
    let columns =
        format!("select name || ' ' || type from pragma_table_info('{table}') order by cid");
    let columns = store.texts(&columns).await;
    let columns = columns.iter().map(|c| c.split_once(' ').unwrap());
    let (names, values): (Vec<&str>, Vec<String>) = columns
        .map(|(name, kind)| match kind {
            text if text.eq_ignore_ascii_case("text") => {
                (name, format!("coalesce({name}, '') || '-2'"))
            }
            _ => (name, format!("coalesce({name}, 0) + 1000")),
        })
        .unzip();
    format!(
        "insert or replace into {table} (rowid, {}) select rowid, {} from {table}",
        names.join(", "),
        values.join(", ")
    )
}

fn partner(code: String, seq: i64) -> PartnerRow {
    PartnerRow {
        code,
        short_name: String::new(),
        name: String::new(),
        source: String::new(),
        seq,
        recorded_at: seq,
    }
}

/// Two write at once while a third reads on from the last place it saw: it sees
/// every row, in the order of places.
async fn writers_take_places_one_after_another(store: Store) {
    const EACH: i64 = 25;
    let writer = |name: &'static str| {
        let db = store.db.clone();
        tokio::spawn(async move {
            for n in 0..EACH {
                let mut tx = db.begin().await.unwrap();
                let seq = tx.next_seq().await.unwrap();
                tokio::task::yield_now().await;
                PartnerRow::append(&mut tx, &[partner(format!("{name}{n}"), seq)])
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
            }
        })
    };
    let (one, two) = (writer("A"), writer("B"));
    let mut seen: Vec<i64> = Vec::new();
    loop {
        let finished = one.is_finished() && two.is_finished();
        let last = seen.last().copied().unwrap_or(0);
        let committed = store.db.seq().await.unwrap();
        let rows = PartnerRow::between(&store.db, last, Instant::MAX)
            .await
            .unwrap();
        seen.extend(rows.iter().map(|row| row.seq));
        // A place that is taken is a row that is there.
        assert!(seen.last().copied().unwrap_or(0) >= committed);
        if finished {
            break;
        }
        tokio::task::yield_now().await;
    }
    one.await.unwrap();
    two.await.unwrap();
    assert_eq!(seen, (1..=2 * EACH).collect::<Vec<_>>());
}

async fn a_writer_that_fails_leaves_no_gap(store: Store) {
    let mut tx = store.db.begin().await.unwrap();
    assert_eq!(tx.next_seq().await.unwrap(), 1);
    PartnerRow::append(&mut tx, &[partner("A".into(), 1)])
        .await
        .unwrap();
    drop(tx);
    let mut tx = store.db.begin().await.unwrap();
    assert_eq!(tx.next_seq().await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(store.number("select count(*) from partners").await, 0);
}

async fn one_form_is_one_event(store: Store) {
    write(&store.db, &rows()).await;
    let events = MilestoneEventRow::between(&store.db, 0, Instant::MAX)
        .await
        .unwrap();
    let mut again = events[0].clone();
    again.milestone = "tc-dat".into();
    again.seq = 9000;
    let mut tx = store.db.begin().await.unwrap();
    assert!(MilestoneEventRow::append(&mut tx, &[again]).await.is_err());
    drop(tx);
    let measured = MeasurementEventRow::between(&store.db, 0, Instant::MAX)
        .await
        .unwrap();
    let mut again = measured[0].clone();
    again.seq = 9000;
    let mut tx = store.db.begin().await.unwrap();
    assert!(
        MeasurementEventRow::append(&mut tx, &[again])
            .await
            .is_err()
    );
}

fn draft(version: i64, body: &str) -> Draft {
    Draft {
        milestone: "yte-san-pham".into(),
        organisation: "SO-Y-TE".into(),
        version,
        form: format!("form of {body}"),
        body: body.into(),
        person: "Người một".into(),
        saved_at: 7,
    }
}

async fn save(db: &Db, draft: &Draft) -> bool {
    let mut tx = db.begin().await.unwrap();
    tx.lock().await.unwrap();
    let saved = drafts::save(&mut tx, draft).await.unwrap();
    tx.commit().await.unwrap();
    saved
}

async fn drafts_have_versions(store: Store) {
    let db = &store.db;
    let kept = async || {
        drafts::lookup(db, "yte-san-pham", "SO-Y-TE")
            .await
            .unwrap()
            .map(|draft| (draft.version, draft.body))
    };
    assert_eq!(kept().await, None);
    assert!(save(db, &draft(0, "một")).await);
    assert_eq!(kept().await, Some((1, "một".into())));
    // The second of two who opened the same version.
    assert!(!save(db, &draft(0, "hai")).await);
    assert_eq!(kept().await, Some((1, "một".into())));
    assert!(save(db, &draft(1, "hai")).await);
    assert_eq!(kept().await, Some((2, "hai".into())));
    // A form saves again over its own, however often it did.
    assert!(save(db, &draft(1, "hai")).await);
    assert_eq!(kept().await, Some((3, "hai".into())));
    assert!(!save(db, &draft(1, "ba")).await);
    // Another organisation has its own.
    let other = Draft {
        organisation: "CTY-XANH".into(),
        ..draft(0, "của công ty")
    };
    assert!(save(db, &other).await);
    assert_eq!(kept().await, Some((3, "hai".into())));
    let mut tx = db.begin().await.unwrap();
    drafts::remove(&mut tx, "yte-san-pham", "SO-Y-TE")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(kept().await, None);
    let of_company = drafts::of_organisation(db, "CTY-XANH").await.unwrap();
    assert_eq!(of_company.len(), 1);
}

const START: Instant = 1_800_000_000_000_000;
const MINUTE: Instant = 60_000_000;

fn record_of(person: &str) -> Record {
    let end = OffsetDateTime::from_unix_timestamp(START / 1_000_000).unwrap();
    Record {
        id: Id::default(),
        data: [("person".to_owned(), person.into())].into(),
        expiry_date: end + Duration::hours(12),
    }
}

async fn sessions_end_when_idle_and_at_last(store: Store) {
    let clock = Clock::fixed(START);
    let sessions = Sessions::new(store.db.clone(), clock.clone());
    let begin = async || {
        clock.set(START);
        let mut record = record_of("id-office");
        sessions.create(&mut record).await.unwrap();
        record.id
    };
    let person_of = async |id| {
        let record = sessions.load(&id).await.unwrap()?;
        record.data["person"].as_str().map(str::to_owned)
    };
    let id = begin().await;
    let person = async || person_of(id).await;
    // The id itself is nowhere in the table.
    let rows = store.everything().await.join("\n");
    assert!(rows.contains("id-office") && !rows.contains(&id.to_string()));

    assert_eq!(person().await.as_deref(), Some("id-office"));
    clock.set(START + 59 * MINUTE);
    assert_eq!(person().await.as_deref(), Some("id-office"));
    // Written after the answer: wait until it is.
    let seen = START + 59 * MINUTE;
    for _ in 0..200 {
        if store.number("select last_seen from sessions").await == seen {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(store.number("select last_seen from sessions").await, seen);
    clock.set(seen + 60 * MINUTE);
    assert_eq!(person().await, None, "idle for 60 minutes");
    clock.set(seen);
    assert_eq!(person().await, None, "for good, whatever the clock says");

    // Used a minute ago, it still ends 12 hours after signing in.
    let id = begin().await;
    let person = async || person_of(id).await;
    let end = START + 12 * 60 * MINUTE;
    let use_until_the_end = async || {
        let hash = store.texts("select id_hash from sessions").await;
        let touched = sessions::touch(&store.db, &hash[0], end - MINUTE).await;
        touched.unwrap();
    };
    use_until_the_end().await;
    clock.set(end - 1);
    assert!(person().await.is_some());
    clock.set(end);
    assert_eq!(person().await, None, "12 hours");
    clock.set(end - 1);
    assert_eq!(person().await, None, "for good");
    begin().await;
    use_until_the_end().await;
    clock.set(end - 1);
    sessions.sweep().await.unwrap();
    assert_eq!(store.number("select count(*) from sessions").await, 1);
    clock.set(end + MINUTE);
    sessions.sweep().await.unwrap();
    assert_eq!(store.number("select count(*) from sessions").await, 0);
}

/// Twenty at once: the one unused for the longest makes room, whenever it began.
async fn sessions_of_a_person_are_bounded(store: Store) {
    let clock = Clock::fixed(START);
    let sessions = Sessions::new(store.db.clone(), clock.clone());
    let begin = async |person: &str| {
        let mut record = record_of(person);
        sessions.create(&mut record).await.unwrap();
        record.id
    };
    let other = begin("id-office2").await;
    let first = begin("id-office").await;
    let mut ids = vec![first];
    for n in 1..20 {
        clock.set(START + n * MINUTE);
        ids.push(begin("id-office").await);
    }
    let is_there = async |id: &Id| sessions.load(id).await.unwrap().is_some();
    assert!(is_there(&first).await);
    let touched = store.number("select max(last_seen) from sessions").await;
    // The first is used once more: written after the answer.
    let used = "select count(*) from sessions where created_at < last_seen";
    for _ in 0..200 {
        if store.number(used).await == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(touched, clock.now());
    ids.push(begin("id-office").await);
    let mut there = Vec::new();
    for id in &ids {
        there.push(is_there(id).await);
    }
    let expected: Vec<bool> = (0..21).map(|n| n != 1).collect();
    assert_eq!(there, expected);
    assert!(is_there(&other).await);
}

async fn disabling_an_account_ends_its_sessions(store: Store) {
    campaign::write(&store.db, "hash").await;
    let clock = Clock::fixed(START);
    let sessions = Sessions::new(store.db.clone(), clock);
    let (mut his, mut hers) = (record_of("id-office"), record_of("id-office2"));
    sessions.create(&mut his).await.unwrap();
    sessions.create(&mut hers).await.unwrap();
    let mut tx = store.db.begin().await.unwrap();
    assert!(accounts::disable(&mut tx, "office", START).await.unwrap());
    assert!(!accounts::disable(&mut tx, "nobody", START).await.unwrap());
    tx.commit().await.unwrap();
    assert!(sessions.load(&his.id).await.unwrap().is_none());
    assert!(sessions.load(&hers.id).await.unwrap().is_some());
    let person = people::by_username(&store.db, "office", people::at_last())
        .await
        .unwrap();
    assert!(person.unwrap().disabled);
    // A new password ends sessions as well.
    let mut tx = store.db.begin().await.unwrap();
    tx.lock().await.unwrap();
    assert!(
        people::set_password(&mut tx, "office2", "new", 1)
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert!(sessions.load(&hers.id).await.unwrap().is_none());
}

async fn accounts_have_one_name_each(store: Store) {
    let mut person = campaign::rows().people[0].clone();
    let mut tx = store.db.begin().await.unwrap();
    assert!(people::insert(&mut tx, &person).await.unwrap());
    let terms = AccountTermsRow::of(&person, 1, START);
    AccountTermsRow::append(&mut tx, &[terms]).await.unwrap();
    person.id = "another".into();
    assert!(!people::insert(&mut tx, &person).await.unwrap());
    tx.commit().await.unwrap();
    let kept = people::by_username(&store.db, &person.username, people::at_last())
        .await
        .unwrap();
    assert_eq!(kept, Some(campaign::rows().people[0].clone()));
}

async fn record(db: &Db, action: &str, subject: &str) {
    let line = audit::Line {
        at: START,
        person: Some("office"),
        source: "127.0.0.1",
        action,
        subject,
        detail: "chi tiết",
    };
    audit::record(db, line).await.unwrap();
}
