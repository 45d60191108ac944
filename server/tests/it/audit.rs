//! What `tiendo audit verify` finds: a fact, a role, a line, a chain or a page that is not as
//! it was written. Each case begins by taking the guards away.
use sqlx::{Postgres, Sqlite};
use tiendo::{
    db::{Db, audit, migrate},
    ledger::{self, Fault, Uncovered, Verdict, accounts, fact_pages},
};

use crate::{
    migrations::older_than,
    support::{
        campaign::{self, TODAY, at, line},
        pen::{Pen, event_row},
        postgres::database,
        store::{Store, on_both},
    },
};

on_both!(
    what_was_written_is_whole,
    one_changed_fact_is_found,
    one_changed_role_is_found,
    a_fact_that_no_line_tells_of_is_found,
    a_changed_line_is_found,
    a_missing_line_is_found,
    one_cut_last_line_is_found,
    a_chain_computed_anew_is_found_by_what_was_noted,
    one_replaced_page_is_found,
);

/// A campaign, its pages, a report, a disabled account and some refusals: six lines, without
/// their guards.
async fn begin(store: &Store) -> Verdict {
    let db = &store.db;
    campaign::write(db, "hash").await;
    fact_pages::write(db).await.unwrap();
    let pen = Pen {
        db,
        at: at(TODAY, 9),
    };
    pen.write(async |tx, seq, at| {
        let row = event_row("yte-san-pham", "submitted", seq, at);
        ledger::MilestoneEventRow::append(tx, &[row]).await.unwrap();
    })
    .await;
    let mut tx = db.begin().await.unwrap();
    let disabled = accounts::disable(&mut tx, "office", at(TODAY, 9)).await;
    assert!(disabled.unwrap());
    audit::append(&mut tx, line("person.disabled"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for _ in 0..3 {
        audit::record(db, line("refused")).await.unwrap();
    }
    store.unguard().await;
    let verdict = verify(store).await;
    assert!(verdict.is_whole() && verdict.last.line == 6, "{verdict:?}");
    verdict
}

async fn verify(store: &Store) -> Verdict {
    ledger::verify(&store.db, None).await.unwrap()
}

/// What is told of each fault.
async fn told(store: &Store) -> Vec<String> {
    let verdict = verify(store).await;
    verdict.faults.iter().map(ToString::to_string).collect()
}

async fn change(store: &Store, sql: &str) {
    assert_eq!(store.run(sql).await, Ok(1), "{sql}");
}

async fn what_was_written_is_whole(store: Store) {
    let verdict = begin(&store).await;
    assert_eq!(verdict.uncovered, None);
    let noted = audit::last(&store.db).await.unwrap();
    assert_eq!(verdict.last, noted);
    // What was noted stays true as more is written, and may be cut to its first letters.
    audit::record(&store.db, line("sign_in")).await.unwrap();
    for noted in [
        noted.to_string(),
        format!("{}:{}", noted.line, &noted.hash[..8]),
    ] {
        let noted = noted.parse().unwrap();
        let verdict = ledger::verify(&store.db, Some(&noted)).await.unwrap();
        assert!(verdict.is_whole(), "{verdict:?}");
    }
    for text in [
        "",
        "6",
        "6:",
        "6:abc",
        "6:xyzxyzxyz",
        "0:0123456789",
        "x:0123456789",
    ] {
        assert!(text.parse::<audit::Last>().is_err(), "{text}");
    }
}

async fn one_changed_fact_is_found(store: Store) {
    begin(&store).await;
    // Whoever forges a fact forges its page as well, or throws it away.
    store.run("delete from fact_pages").await.unwrap();
    for (fact, back) in [
        (
            "update milestone_events set event = 'accepted' where event = 'submitted' and seq = \
             (select max(seq) from milestone_events)",
            "update milestone_events set event = 'submitted' where event = 'accepted' and seq = \
             (select max(seq) from milestone_events)",
        ),
        (
            "update milestone_events set person = '' where person is null and seq = \
             (select max(seq) from milestone_events)",
            "update milestone_events set person = null where person = '' and seq = \
             (select max(seq) from milestone_events)",
        ),
    ] {
        change(&store, fact).await;
        let last: i64 = store.number("select max(seq) from milestone_events").await;
        let expected = format!(
            "Số liệu mà dòng nhật ký 2 đã ghi (thứ tự {last} đến {last}) không còn như lúc ghi: có dòng \
             bị sửa, thêm hoặc mất."
        );
        assert_eq!(told(&store).await, [expected], "{fact}");
        change(&store, back).await;
        assert_eq!(told(&store).await, [""; 0], "{back}");
    }
    // Of those that came together in one import, and a link of evidence.
    let units = store.number("select max(seq) from campaign_terms").await;
    assert!(units > 0);
    for fact in [
        "update evidence set link = link || '#' where submission = (select min(submission) from evidence)",
        "delete from units where code = 'SO-Y-TE'",
    ] {
        assert!(store.run(fact).await.unwrap() > 0, "{fact}");
        let faults = verify(&store).await.faults;
        assert!(
            matches!(faults[..], [Fault::Facts { line: 1, .. }]),
            "{fact}: {faults:?}"
        );
    }
}

async fn one_changed_role_is_found(store: Store) {
    begin(&store).await;
    change(
        &store,
        "update account_terms set role = 'administrator' where person = 'id-member.y-te'",
    )
    .await;
    let told = told(&store).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("Số liệu mà dòng nhật ký 1 đã ghi (thứ tự 1 đến "),
        "{told:?}"
    );
    // As a row added, not changed.
    let role = "insert into account_terms \
                (person, role, unit, partner, valid_from, valid_to, disabled, seq, recorded_at) \
                select person, 'administrator', unit, partner, valid_from, valid_to, false, \
                (select seq from campaign), recorded_at from account_terms \
                where person = 'id-head.y-te'";
    change(&store, role).await;
    let faults = verify(&store).await.faults;
    assert!(
        matches!(
            faults[..],
            [Fault::Facts { line: 1, .. }, Fault::Facts { line: 3, .. }]
        ),
        "{faults:?}"
    );
}

async fn a_fact_that_no_line_tells_of_is_found(store: Store) {
    begin(&store).await;
    let insert = |seq: &str| {
        format!(
            "insert into partners (code, short_name, name, source, seq, recorded_at) \
             values ('MA', 'Ma', '', '', {seq}, 1)"
        )
    };
    let last = store.db.seq().await.unwrap();
    change(&store, &insert(&(last + 1).to_string())).await;
    let sentence = format!(
        "Có số liệu ở thứ tự {} mà không dòng nhật ký nào ghi.",
        last + 1
    );
    assert_eq!(told(&store).await, [sentence]);
    change(&store, "delete from partners where code = 'MA'").await;
    change(&store, &insert("-7")).await;
    assert_eq!(verify(&store).await.faults, [Fault::Untold { seq: -7 }]);
}

async fn a_changed_line_is_found(store: Store) {
    begin(&store).await;
    let changes = [
        (
            "recorded_at = recorded_at + 1",
            "recorded_at = recorded_at - 1",
        ),
        ("person = ''", "person = null"),
        ("action = 'accepted'", "action = 'refused'"),
        ("subject = 'moc-9'", "subject = 'campaign'"),
        ("detail = 'khác'", "detail = ''"),
        ("source = 'os:root'", "source = 'os:test'"),
        ("previous = upper(previous)", "previous = lower(previous)"),
        ("hash = upper(hash)", "hash = lower(hash)"),
    ];
    for (change, back) in changes {
        let set = |what| format!("update audit set {what} where line = 4");
        assert_eq!(store.run(&set(change)).await, Ok(1));
        let sentence = "Nhật ký bị sửa ở dòng 4, hoặc dòng ngay trước đó đã mất.";
        assert_eq!(told(&store).await, [sentence], "{change}");
        assert_eq!(store.run(&set(back)).await, Ok(1));
        assert_eq!(told(&store).await, [""; 0], "{back}");
    }
    // A line that would no longer tell of its facts.
    change(
        &store,
        "update audit set after_seq = null, upto_seq = null, facts = null where line = 4",
    )
    .await;
    assert_eq!(verify(&store).await.faults, [Fault::Line { line: 4 }]);
}

async fn a_missing_line_is_found(store: Store) {
    begin(&store).await;
    change(&store, "delete from audit where line = 4").await;
    let sentence = "Nhật ký bị sửa ở dòng 5, hoặc dòng ngay trước đó đã mất.";
    assert_eq!(told(&store).await, [sentence]);
}

async fn one_cut_last_line_is_found(store: Store) {
    let noted = begin(&store).await.last;
    change(&store, "delete from audit where line = 6").await;
    let sentence = "Nhật ký bị cắt: dòng cuối phải là dòng 6, nay chỉ còn đến dòng 5.";
    assert_eq!(told(&store).await, [sentence]);
    // Whoever knows where that stands is found by what was noted.
    change(
        &store,
        "update campaign set audit_line = 5, audit_hash = (select hash from audit where line = 5)",
    )
    .await;
    assert_eq!(told(&store).await, [""; 0]);
    let verdict = ledger::verify(&store.db, Some(&noted)).await.unwrap();
    assert_eq!(verdict.faults, [Fault::Noted { noted }]);
    // All lines gone: nothing tells of any fact.
    store.run("delete from audit").await.unwrap();
    let sentence = "Nhật ký bị cắt: dòng cuối phải là dòng 5, nay chỉ còn đến dòng 0.";
    assert_eq!(told(&store).await.last().unwrap(), sentence);
    assert_eq!(verify(&store).await.faults.len(), 2);
}

async fn a_chain_computed_anew_is_found_by_what_was_noted(store: Store) {
    let noted = begin(&store).await.last;
    change(
        &store,
        "update audit set subject = 'không có gì' where line = 4",
    )
    .await;
    compute_anew(&store).await;
    assert_eq!(told(&store).await, [""; 0], "by itself it is sound");
    let verdict = ledger::verify(&store.db, Some(&noted)).await.unwrap();
    let told: Vec<String> = verdict.faults.iter().map(ToString::to_string).collect();
    let sentence = format!(
        "Dòng 6 không còn mang mã đã ghi giữ ({}…): nhật ký đã bị tính lại hoặc bị cắt, hoặc mã ấy là của cơ sở \
         dữ liệu khác.",
        &noted.hash[..8]
    );
    assert_eq!(told, [sentence]);
    // Lines before the forged one still are what was noted of them.
    let early = audit::Last {
        line: 3,
        hash: store.texts("select hash from audit where line = 3").await[0].clone(),
    };
    let verdict = ledger::verify(&store.db, Some(&early)).await.unwrap();
    assert!(verdict.is_whole());
}

/// The hashes of all lines, as a forger would compute them who has this program's source.
async fn compute_anew(store: &Store) {
    const ALL: &str = "select * from audit order by line";
    const SET: &str = "update audit set previous = $2, hash = $3 where line = $1";
    let lines: Vec<audit::Recorded> = match &store.db {
        Db::Sqlite { write, .. } => sqlx::query_as(ALL).fetch_all(write).await,
        Db::Postgres { write: pool, .. } => sqlx::query_as(ALL).fetch_all(pool).await,
    }
    .unwrap();
    let mut previous = String::new();
    for mut line in lines {
        line.previous = previous;
        line.hash = line.own_hash();
        match &store.db {
            Db::Sqlite { write, .. } => sqlx::query::<Sqlite>(SET)
                .bind(line.line)
                .bind(&line.previous)
                .bind(&line.hash)
                .execute(write)
                .await
                .map(|_| ()),
            Db::Postgres { write: pool, .. } => sqlx::query::<Postgres>(SET)
                .bind(line.line)
                .bind(&line.previous)
                .bind(&line.hash)
                .execute(pool)
                .await
                .map(|_| ()),
        }
        .unwrap();
        previous = line.hash;
    }
    change(
        store,
        "update campaign set audit_hash = (select hash from audit order by line desc limit 1)",
    )
    .await;
}

async fn one_replaced_page_is_found(store: Store) {
    begin(&store).await;
    let upto = store.number("select max(upto_seq) from fact_pages").await;
    // A page of other facts, with a checksum of its own.
    store.run("delete from fact_pages").await.unwrap();
    let set = |event: &str| {
        format!(
            "update milestone_events set event = '{event}' where submission = \
             (select min(submission) from milestone_events where milestone = 'btc-dan-cu')"
        )
    };
    let event = "select event from milestone_events where submission = \
                 (select min(submission) from milestone_events where milestone = 'btc-dan-cu')";
    let before = store.texts(event).await.remove(0);
    change(&store, &set("revoked")).await;
    fact_pages::write(&store.db).await.unwrap();
    change(&store, &set(&before)).await;
    let told = told(&store).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("Trang đóng gói của thứ tự 1 đến ")
            && told[0].contains("không giống các bảng"),
        "{told:?}"
    );
    // The remedy it tells.
    store.run("delete from fact_pages").await.unwrap();
    assert!(verify(&store).await.is_whole());
    assert!(upto > 0);
}

/// Lines from before lines told of facts: what they leave open is said, and what comes after
/// is covered.
async fn older_lines_are_said_to_cover_nothing(url: &str) {
    let db = older_than("0009", url).await;
    let fact = |code: &str, seq: i64| {
        format!(
            "insert into partners (code, short_name, name, source, seq, recorded_at) \
             values ('{code}', 'Một', '', '', {seq}, 1)"
        )
    };
    let hash = |previous: &str, line: i64| {
        audit::Recorded {
            line,
            recorded_at: 1,
            person: None,
            action: "import".into(),
            subject: "campaign".into(),
            detail: String::new(),
            previous: previous.to_owned(),
            hash: String::new(),
            source: None,
            after_seq: None,
            upto_seq: None,
            facts: None,
            who: None,
            whom: None,
        }
        .own_hash()
    };
    let first = hash("", 1);
    // As the version before computed it.
    let long_ago = "371dc1b7a7ffa215a2ae077f53e09ba761557ea79b8a8b67902221759e735d9a";
    assert_eq!(first, long_ago);
    let old_line = |previous: &str, line: i64| {
        format!(
            "insert into audit (line, recorded_at, person, action, subject, detail, previous, hash) \
             values ({line}, 1, null, 'import', 'campaign', '', '{previous}', '{}')",
            hash(previous, line)
        )
    };
    let run = async |sql: &str| match &db {
        Db::Sqlite { write, .. } => sqlx::query(sql).execute(write).await.map(|_| ()).unwrap(),
        Db::Postgres { write: pool, .. } => {
            sqlx::query(sql).execute(pool).await.map(|_| ()).unwrap()
        }
    };
    run(&fact("A", 1)).await;
    run("update campaign set seq = 1").await;
    run(&old_line("", 1)).await;
    run(&old_line(&first, 2)).await;
    migrate(&db).await.unwrap();

    let verdict = async || ledger::verify(&db, None).await.unwrap();
    let open = Uncovered { lines: 2, upto: 1 };
    let now = verdict().await;
    assert!(now.is_whole() && now.uncovered == Some(open), "{now:?}");
    let pen = Pen { db: &db, at: 2 };
    pen.write(async |tx, seq, at| {
        let row = ledger::PartnerRow {
            code: "B".into(),
            seq,
            recorded_at: at,
            ..Default::default()
        };
        ledger::PartnerRow::append(tx, &[row]).await.unwrap();
    })
    .await;
    let now = verdict().await;
    assert!(now.is_whole() && now.uncovered == Some(open), "{now:?}");
    // One before: not seen, as was said. One after: seen.
    run(&fact("C", 1)).await;
    assert!(verdict().await.is_whole());
    run(&fact("D", 2)).await;
    let faults = verdict().await.faults;
    assert!(
        matches!(faults[..], [Fault::Facts { line: 3, .. }]),
        "{faults:?}"
    );
}

#[tokio::test]
async fn older_lines_are_said_to_cover_nothing_on_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/a.db", dir.path().display());
    older_lines_are_said_to_cover_nothing(&url).await;
}

#[tokio::test]
async fn older_lines_are_said_to_cover_nothing_on_postgres() {
    let url = tokio::task::spawn_blocking(database).await;
    older_lines_are_said_to_cover_nothing(&url.unwrap()).await;
}
