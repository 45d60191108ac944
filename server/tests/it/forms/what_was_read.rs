//! What a milestone promises and what an outcome measured are part of what was read.
use axum::http::StatusCode;

use super::{
    ACCEPT, ADJUST, ASK, CORRECT, DRAFT, EXPLAIN, EXPLANATION, EXTEND, EXTENSION, FIRST, Fields,
    HEAD, MEMBER, OFFICE_2, OWN_DOCUMENT, QUESTION, REMIND, RESTATE, RETURN, REVIEW, Step, TERMS,
    TITLE, WITHDRAW, WORK, as_given, borrowed, facts, send,
};
use crate::support::{
    site::Site,
    users::{Account, User},
};

/// What a milestone promises is part of what the reader of a form had read: a title or product
/// that changed meanwhile stands beside the one before, and nothing is recorded.
#[tokio::test]
async fn rule_8_a_form_answers_the_promise_that_was_read() {
    let forms: [(&str, &str, &[Step], Fields); 12] = [
        (MEMBER, WORK, &[], FIRST),
        (MEMBER, WORK, &[], DRAFT),
        (MEMBER, EXTENSION, &[], ASK),
        (OFFICE_2, ADJUST, &[], EXTEND),
        (OFFICE_2, REVIEW, &[Step(MEMBER, WORK, FIRST)], ACCEPT),
        (OFFICE_2, REVIEW, &[Step(MEMBER, WORK, FIRST)], RETURN),
        (MEMBER, WITHDRAW, &[Step(MEMBER, WORK, FIRST)], &[]),
        (HEAD, EXPLAIN, &[], EXPLANATION),
        (OFFICE_2, QUESTION, &[], REMIND),
        (MEMBER, CORRECT, &[Step(MEMBER, WORK, FIRST)], OWN_DOCUMENT),
        (OFFICE_2, RESTATE, &[], TITLE),
        (OFFICE_2, RESTATE, &[], TERMS),
    ];
    for (who, path, before, fields) in forms {
        let site = Site::new().await;
        for Step(by, to, fields) in before {
            send(&site, by, to, fields).await;
        }
        let account = Account::named(&site, who).await;
        let page = path.trim_end_matches("/withdraw");
        let opened = account.get(page).await.expect(StatusCode::OK);
        let again = "insert into milestones (id, unit, workstream, position, kind, title, product, \
                     deadline, deadline_text, responsible, weight, reach, seq, recorded_at) \
                     select id, unit, workstream, position, kind, 'Viết một trang giấy', 'Trang giấy', \
                     deadline, deadline_text, responsible, weight, reach, \
                     (select seq from campaign), recorded_at from milestones where id = 'yte-san-pham'";
        for sql in ["update campaign set seq = seq + 1", again] {
            site.store.run(sql).await.unwrap();
        }
        let known = facts(&site).await;
        let answer = account
            .post(path, &borrowed(&as_given(&opened, fields)))
            .await;
        let answer = answer.expect(StatusCode::CONFLICT);
        answer.shows("thay đổi sau khi trang được mở");
        answer.shows("Mốc đã được đổi sau khi trang này được mở");
        answer.shows("Trang giấy");
        assert_eq!(facts(&site).await, known, "{who} {path}");
        // Sent from the page that answered, it is on what was read.
        let answer = account
            .post(path, &borrowed(&as_given(&answer, fields)))
            .await;
        answer.expect(StatusCode::SEE_OTHER);
    }
}

/// An outcome is decided on by a value: another one, one that was taken back or another number of
/// records stands beside what was read, whatever was typed stays, and nothing is recorded. Of a
/// product no value is read.
#[tokio::test]
async fn rule_8_a_decision_on_an_outcome_answers_the_value_that_was_read() {
    const OUTCOME: &str = "/review/yte-ket-qua";
    const CHANGED: &str = "Số đo đã thay đổi sau khi trang này được mở";
    const VALUE: &str = "insert into measurements (id, indicator, day, numerator, denominator, \
         source, seq, recorded_at) select 'moi', 'CT-Y-TE', '2026-11-18', 750, 1000, '', seq, {now} \
         from campaign";
    const ACCEPTED: &str = "insert into measurement_events (submission, measurement, event, reason, \
         seq, recorded_at) select 'moi', 'moi', 'accepted', '', seq, {now} from campaign";
    const REVOKED: &str = "insert into measurement_events (submission, measurement, event, reason, \
         seq, recorded_at) select 'cu' || m.id, m.id, 'revoked', 'sai', c.seq, {now} \
         from measurements m join campaign c on c.id = 1 \
         where m.indicator = 'CT-Y-TE' and m.day in ('2026-11-09', '2026-11-16')";
    const MORE: &str = "insert into duties (unit, workstream, role, volume, provisional, seq, \
         recorded_at) select unit, workstream, role, 1020, provisional, \
         (select seq from campaign), {now} from duties \
         where unit = 'SO-Y-TE' and workstream = 'CN-Y-TE'";
    const READ: &str = "72,0% (16/11/2026)";
    // What happens meanwhile, what stands beside what was read, and whether it may be accepted then.
    let cases: [(&[&str], &str, bool); 3] = [
        (&[VALUE, ACCEPTED], "75,0% (18/11/2026)", true),
        (&[REVOKED], "60,0% (02/11/2026)", false),
        (&[MORE], "70,6% (16/11/2026)", true),
    ];
    for (meanwhile, now, reaches) in cases {
        for (fields, goes) in [(ACCEPT, reaches), (RETURN, true)] {
            let site = Site::new().await;
            send(&site, MEMBER, "/work/yte-ket-qua", FIRST).await;
            send(&site, MEMBER, WORK, FIRST).await;
            let office = Account::named(&site, OFFICE_2).await;
            let opened = office.get(OUTCOME).await.expect(StatusCode::OK);
            opened.shows("xét theo số đo 72,0% (16/11/2026); cần ≥ 70%");
            let product = office.get(REVIEW).await.expect(StatusCode::OK);
            site.store
                .run("update campaign set seq = seq + 1")
                .await
                .unwrap();
            for sql in meanwhile {
                let at = site.clock.now().to_string();
                site.store.run(&sql.replace("{now}", &at)).await.unwrap();
            }
            let known = facts(&site).await;
            let answer = office
                .post(OUTCOME, &borrowed(&as_given(&opened, fields)))
                .await;
            let answer = answer.expect(StatusCode::CONFLICT);
            for text in [CHANGED, READ, now] {
                answer.shows(text);
            }
            assert_eq!(answer.body.contains("lý do đã gõ"), fields == RETURN);
            assert_eq!(facts(&site).await, known, "{meanwhile:?}");
            // Decided from the page that answered, it is on what was read.
            let again = office
                .post(OUTCOME, &borrowed(&as_given(&answer, fields)))
                .await;
            assert_eq!(again.status == StatusCode::SEE_OTHER, goes, "{meanwhile:?}");
            let product = office
                .post(REVIEW, &borrowed(&as_given(&product, fields)))
                .await;
            product.expect(StatusCode::SEE_OTHER);
        }
    }
}
