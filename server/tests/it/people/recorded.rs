//! What of accounts is written down, and who reads it.
use super::*;

on_both!(
    the_audit_is_read_by_whom_to_what_and_when,
    the_audit_names_people_by_number_and_digest,
    a_decision_soon_after_a_reset_is_marked,
);

async fn the_audit_is_read_by_whom_to_what_and_when(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let office = Office::of(&site).await;
    office.get("/people").await.expect(StatusCode::FORBIDDEN);
    let wrong = [("username", "office"), ("password", "sai hẳn rồi")];
    send(&site, None, "/sign-in", &wrong).await;
    let decided = [
        ("submission", "018f3c1e-0000-7000-8000-000000000077"),
        ("decision", "returned"),
        ("reason", "Thiếu cột mã số định danh"),
    ];
    office.post("/review/yte-san-pham", &decided).await;
    let lines = |page: &Answer| page.body.matches("<tr data-line=").count();
    let all = admin.get("/audit").await.expect(StatusCode::OK);
    all.shows("sign_in.failed");
    // The last line, to be noted down.
    let last = site
        .store
        .texts("select hash from audit order by line desc limit 1")
        .await;
    all.shows(&last[0]);
    for (query, shown, hidden) in [
        ("what=sign-ins", "sign_in.failed", ">refused<"),
        ("what=refused", "refused", ">sign_in<"),
        ("person=office", "sign_in.failed", "campaign</div>"),
        ("subject=office", "sign_in.failed", ">refused<"),
        ("from=01/01/2030", "Không có dòng nào", "data-line"),
        ("to=01/01/1969", "Không có dòng nào", "data-line"),
    ] {
        let page = admin
            .get(&format!("/audit?{query}"))
            .await
            .expect(StatusCode::OK);
        page.shows(shown);
        page.hides(hidden);
        assert!(lines(&page) < lines(&all), "{query}");
    }
    let file = admin
        .get("/audit?what=sign-ins&format=csv&table=audit")
        .await;
    file.expect(StatusCode::OK).shows("sign_in.failed");
    // Of figures what was done to what, and nothing of what they say.
    all.hides("Thiếu cột");
    all.hides("018f3c1e");
}

/// Rule 3: who somebody is stands in one table; the audit names accounts by number, with a digest
/// that its own table can prove and that tells nothing once the salt is gone.
async fn the_audit_names_people_by_number_and_digest(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let added = fill(&admin, "/people/add/one", &NEW).await;
    added.expect(StatusCode::OK);
    let lines = "select coalesce(person, '') || ' ' || subject || ' ' || detail from audit";
    let lines = site.store.texts(lines).await;
    for words in ["head.moi", "head.y-te", "Người của"] {
        assert!(!lines.iter().any(|line| line.contains(words)), "{words}");
    }
    let added = "where action = 'person.added'";
    let numbers = format!("select person || ' ' || subject from audit {added}");
    let ids = "select (select id from people where username = 'admin') || ' ' || id \
               from people where username = 'head.moi'";
    assert_eq!(
        site.store.texts(&numbers).await,
        site.store.texts(ids).await
    );
    let named = "select salt || '/' || username || '/' || name from people \
                 where username in ('admin', 'head.moi') order by username";
    let digests: Vec<String> = site.store.texts(named).await;
    let digests = digests.iter().map(|it| {
        let mut sha = Sha256::new();
        for text in it.splitn(3, '/') {
            sha.update((text.len() as u64).to_be_bytes());
            sha.update(text);
        }
        hex(&sha.finalize())
    });
    let digests: Vec<String> = digests.collect();
    let kept = format!("select who || ' ' || whom from audit {added}");
    assert_eq!(site.store.texts(&kept).await, [digests.join(" ")]);
    // The page tells them by name, and finds them by it.
    admin
        .get("/audit?subject=head.moi")
        .await
        .shows("thêm tài khoản");
    admin.get("/audit?person=admin").await.shows("head.moi");
}

/// What somebody decides within 24 hours after an administrator set the password or the second factor
/// anew is marked, for ever; what was decided before is not, nor what is handed over.
async fn a_decision_soon_after_a_reset_is_marked(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let mark = "data-after-reset";
    let accept = async |milestone: &str, form: &str| {
        let office = Office::of(&site).await;
        let fields = [
            ("decision", "accepted"),
            ("checked", "true"),
            ("submission", form),
        ];
        let done = office.post(&format!("/review/{milestone}"), &fields).await;
        done.expect(StatusCode::SEE_OTHER);
    };
    let submit = async |milestone: &str, form: &str| {
        let member = Member::of(&site).await;
        let path = format!("/work/{milestone}");
        let done = member.post(&path, &report(form, &[])).await;
        done.expect(StatusCode::SEE_OTHER);
    };
    let marks = async |milestone: &str| {
        let office = Office::of(&site).await;
        let page = office.get(&format!("/review/{milestone}")).await;
        page.expect(StatusCode::OK).body.matches(mark).count()
    };
    let forms = [(); 4].map(|()| new_form());
    submit("yte-san-pham", &forms[0]).await;
    accept("yte-san-pham", &forms[1]).await;
    assert_eq!(marks("yte-san-pham").await, 0);

    // An administrator gives the officer a one-time password; the own one is set at the first sign-in.
    let admin = Administrator::of(&site).await;
    for username in ["office", "member.y-te"] {
        let path = format!("/people/{username}");
        let slip = fill(&admin, &path, &[("action", "one-time")]).await;
        first_sign_in(&site, username, &slips(&slip)[0]).await;
        let restore = format!(
            "update people set password_hash = (select password_hash from people \
             where username = 'committee') where username = '{username}'"
        );
        site.store.run(&restore).await.unwrap();
    }
    submit("yte-an-ninh", &forms[2]).await;
    site.clock.set(site.clock.now() + 24 * 60 * MINUTE - 1);
    accept("yte-an-ninh", &forms[3]).await;
    assert_eq!(marks("yte-an-ninh").await, 1, "of the decision alone");
    assert_eq!(marks("yte-san-pham").await, 0, "what was decided before");
    let duty = Office::of(&site)
        .await
        .get("/duties/SO-Y-TE/CT-AN-NINH")
        .await;
    duty.shows("trong 24 giờ sau khi đặt lại mật khẩu");
    // A value that was accepted says so too.
    let office = Office::of(&site).await;
    let table = crate::measure::desk(&office, &[("event", "accepted")]).await;
    let accepted = table.send_to(&office, "/review").await;
    accepted.expect(StatusCode::OK).shows("Đã chấp nhận");
    office.get("/outcomes/CT-Y-TE").await.shows(mark);
    let audit = Administrator::of(&site)
        .await
        .get("/audit?what=facts")
        .await;
    assert_eq!(audit.body.matches(mark).count(), 2);

    // A day after the reset nothing is marked any more, and what was marked stays so.
    site.clock.set(site.clock.now() + 1);
    let revoke = [("decision", "revoked"), ("reason", "Nhầm văn bản")];
    let office = Office::of(&site).await;
    let form = new_form();
    let fields = [&revoke[..], &[("submission", &*form)]].concat();
    let done = office.post("/review/yte-an-ninh", &fields).await;
    done.expect(StatusCode::SEE_OTHER);
    assert_eq!(marks("yte-an-ninh").await, 1);
}

/// However often somebody fails to sign in, what was done to an account stands on its page.
#[tokio::test]
async fn sign_ins_do_not_push_changes_out_of_an_accounts_page() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let change = [
        ("action", "change"),
        ("name", "Đầu mối"),
        ("role", "member"),
        ("scope", "SO-TAI-CHINH"),
    ];
    fill(&admin, "/people/member.y-te", &change).await;
    let mut tx = site.store.db.begin().await.unwrap();
    tx.lock().await.unwrap();
    for _ in 0..40 {
        let line = tiendo::db::audit::Line {
            at: site.clock.now(),
            person: None,
            source: "10.0.0.7",
            action: "sign_in.failed",
            subject: "member.y-te",
            detail: "",
        };
        tiendo::db::audit::append(&mut tx, line).await.unwrap();
    }
    tx.commit().await.unwrap();
    let page = admin.get("/people/member.y-te").await;
    page.shows("unit: SO-Y-TE → SO-TAI-CHINH");
    assert_eq!(page.body.matches("10.0.0.7").count(), 10);
    // Each list once, and what ends or voids something asks before it does.
    assert_eq!(page.body.matches("<details class=\"ask\"").count(), 2);
}
