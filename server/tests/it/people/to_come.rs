//! What an account may do from a day to come.
use super::*;

on_both!(
    what_is_to_come_of_an_account_holds_from_its_day,
    a_day_to_come_keeps_an_administrator,
);

async fn what_is_to_come_of_an_account_holds_from_its_day(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let path = "/people/member.y-te";
    let fields = [
        ("action", "change"),
        ("name", "Đầu mối"),
        ("role", "head"),
        ("scope", "SO-TAI-CHINH"),
    ];
    let from = |day: &'static str| {
        let mut all = fields.to_vec();
        all.push(("begins", day));
        all
    };
    // A day that is over, or is none, is no day to come; nor is one from which nothing changes.
    for (day, told) in [("19/11/2026", "Ngày này đã qua"), ("mai", "Ngày")] {
        let wrong = fill(&admin, path, &from(day)).await;
        let wrong = wrong.expect(StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows(told);
        wrong.shows(&format!("value=\"{day}\""));
    }
    let same = [
        ("action", "change"),
        ("name", "Đầu mối khác"),
        ("role", "member"),
        ("scope", "SO-Y-TE"),
        ("begins", "23/11/2026"),
    ];
    let same = fill(&admin, path, &same).await;
    same.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Chưa đổi vai, đơn vị hay hiệu lực nào");

    let member = Member::of(&site).await;
    let page = admin.get(path).await;
    // Sent twice it is written once.
    for _ in 0..2 {
        let done = filled(&admin, &page, path, &from("23/11/2026")).await;
        assert_eq!(done.location(), "/people/member.y-te?done=to-come");
    }
    let lines = "select detail from audit where action = 'person.changed'";
    assert_eq!(
        site.store.texts(lines).await,
        ["role: member → head; unit: SO-Y-TE → SO-TAI-CHINH; begins: 2026-11-23; name; email"]
    );
    let done = admin.get("/people/member.y-te?done=to-come").await;
    done.shows("thay đổi có hiệu lực từ ngày đã chọn");
    let told = admin.get(path).await;
    told.shows("từ 23/11/2026: Người đứng đầu đơn vị, Sở Tài chính Thử");
    admin
        .get("/people")
        .await
        .shows("từ 23/11/2026: Người đứng đầu đơn vị, Sở Tài chính Thử");
    // Until then it is what it was: whoever is signed in stays so, and the name is changed at once.
    member
        .get("/account")
        .await
        .expect(StatusCode::OK)
        .shows("SO-Y-TE");
    // A form that was opened before does not know of it.
    let lock = [("action", "disable")];
    let late = filled(&admin, &page, path, &lock).await;
    late.expect(StatusCode::CONFLICT);

    site.clock.set(at("2026-11-23", 0) - MINUTES);
    Member::of(&site)
        .await
        .get("/account")
        .await
        .shows("SO-Y-TE");
    let member = Member::of(&site).await;
    let admin = Administrator::of(&site).await;
    site.clock.set(at("2026-11-23", 0));
    // What the session was opened for is over with the role.
    assert_eq!(member.get("/account").await.status, StatusCode::SEE_OTHER);
    let now = Member::of(&site).await.get("/account").await;
    now.shows("SO-TAI-CHINH");
    now.shows("Người đứng đầu");
    admin.get(path).await.hides("từ 23/11/2026: Người");

    // Taken back before it begins, it never does.
    let back = [
        ("action", "change"),
        ("name", "Đầu mối"),
        ("role", "member"),
        ("scope", "SO-Y-TE"),
        ("begins", "25/11/2026"),
    ];
    let done = fill(&admin, path, &back).await;
    assert_eq!(done.location(), "/people/member.y-te?done=to-come");
    let page = admin.get(path).await;
    page.shows("Rút lại thay đổi sắp tới");
    for _ in 0..2 {
        let done = filled(&admin, &page, path, &[("action", "take-back")]).await;
        assert_eq!(done.location(), "/people/member.y-te?done=taken-back");
    }
    let lines = "select detail from audit where action = 'person.taken_back'";
    assert_eq!(site.store.texts(lines).await, ["begins: 2026-11-25 →"]);
    site.clock.set(at("2026-11-25", 8));
    Member::of(&site)
        .await
        .get("/account")
        .await
        .shows("SO-TAI-CHINH");

    // A change at once, and a lock, take back what is to come.
    let admin = Administrator::of(&site).await;
    let soon = [("begins", "27/11/2026")];
    let soon: Vec<_> = back.iter().take(4).copied().chain(soon).collect();
    fill(&admin, path, &soon).await;
    fill(&admin, path, &[("action", "disable")]).await;
    site.clock.set(at("2026-11-27", 8));
    let admin = Administrator::of(&site).await;
    let page = admin.get(path).await;
    page.shows("bị khóa");
    page.hides("Rút lại thay đổi sắp tới");
}

/// Nobody can leave a day to come without an administrator who can sign in then.
async fn a_day_to_come_keeps_an_administrator(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let office = |begins: &'static str| {
        [
            ("action", "change"),
            ("name", "Quản trị"),
            ("role", "office"),
            ("begins", begins),
        ]
    };
    let last = fill(&admin, "/people/admin", &office("01/12/2026")).await;
    last.expect(StatusCode::CONFLICT)
        .shows("quản trị viên duy nhất");
    // With one who takes over on that day it may; not a day before.
    let change = |begins: &'static str, role: &'static str| {
        [
            ("action", "change"),
            ("name", "Thường trực"),
            ("role", role),
            ("begins", begins),
        ]
    };
    let path = "/people/office";
    let done = fill(&admin, path, &change("01/12/2026", "administrator")).await;
    assert_eq!(done.location(), "/people/office?done=to-come");
    let early = fill(&admin, "/people/admin", &office("30/11/2026")).await;
    early.expect(StatusCode::CONFLICT);
    let done = fill(&admin, "/people/admin", &office("01/12/2026")).await;
    assert_eq!(done.location(), "/people/admin?done=to-come");
    // Then who takes over does not give it up before, nor is locked.
    for fields in [vec![("action", "take-back")], vec![("action", "disable")]] {
        let kept = fill(&admin, path, &fields).await;
        kept.expect(StatusCode::CONFLICT)
            .shows("quản trị viên duy nhất");
    }
    site.clock.set(at("2026-12-01", 0) - MINUTES);
    let admin = Administrator::of(&site).await;
    admin.get("/people").await.expect(StatusCode::OK);
    site.clock.set(at("2026-12-01", 0));
    assert_eq!(admin.get("/people").await.status, StatusCode::SEE_OTHER);
    Office::of(&site)
        .await
        .get("/people")
        .await
        .expect(StatusCode::OK);
}
