//! Many accounts at once: ticked, pasted, from a file.
use super::*;
use crate::support::workbook::workbook;

on_both!(many_are_added_from_one_table_all_or_nothing,);

#[tokio::test]
async fn what_is_ticked_is_given_passwords_or_locked_together() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let office = Office::of(&site).await;
    let page = admin.get("/people").await.expect(StatusCode::OK);
    let none = ticked(&admin, &page, "one-time", &[]).await;
    none.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Chưa chọn tài khoản nào");
    let own = ticked(&admin, &page, "disable", &["admin", "office"]).await;
    own.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("chính mình");
    office.get("/review").await.expect(StatusCode::OK);
    let both = ["office", "head.y-te"];
    let given = ticked(&admin, &page, "one-time", &both).await;
    let given = given.expect(StatusCode::OK);
    assert_eq!(slips(&given).len(), 2);
    given.shows("Sở Y tế");
    let request = request(Method::GET, "/review", office.cookie(), String::new());
    assert!(site.send(request).await.location().starts_with("/sign-in"));
    // A list that was read before does nothing to what was changed since, and says what that was.
    for action in ["disable", "one-time"] {
        let late = ticked(&admin, &page, action, &["office", "member.y-te"]).await;
        let late = late.expect(StatusCode::CONFLICT);
        late.shows("Chưa làm gì");
        late.shows("cấp mật khẩu một lần, admin");
        assert!(!late.body.contains("class=\"slip\""));
    }
    let old = [("action", "disable"), ("person", "office")];
    let old = filled(&admin, &page, "/people", &old).await;
    old.expect(StatusCode::CONFLICT);
    let locked = "select count(*) from accounts where username = 'office' and disabled";
    assert_eq!(site.store.number(locked).await, 0);
    let page = admin.get("/people").await;
    let done = ticked(&admin, &page, "disable", &both).await;
    assert_eq!(done.location(), "/people");
    let out = admin.get("/people?part=out").await;
    for username in ["office", "head.y-te"] {
        out.shows(&format!("data-account=\"{username}\""));
    }
    let nobody = ticked(&admin, &page, "disable", &["khong-co", "member.y-te"]).await;
    nobody.expect(StatusCode::NOT_FOUND);
    let locked = "select count(*) from accounts where username = 'member.y-te' and disabled";
    assert_eq!(site.store.number(locked).await, 0, "all or nothing");
}

async fn many_are_added_from_one_table_all_or_nothing(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let admin = Administrator::of(&site).await;
    let look = |text: String, action: &'static str| {
        let admin = &admin;
        async move {
            let fields = [("text", text.as_str()), ("action", action)];
            fill(admin, "/people/add/many", &fields).await
        }
    };
    let empty = look(" \n".to_owned(), "look").await;
    empty
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Chưa dán bảng, chưa chọn tệp");
    // From a spreadsheet, with a mistake in it: told where, and nothing is written.
    let bad = "username\tname\trole\tunit\tphone\nmoi.1\tĐầu mối 1\tmember\tKHONG-CO\t\n\
               moi.2\tĐầu mối 2\tvua\tSO-Y-TE\t\nmoi.3\tĐầu mối 3\tmember\tSO-Y-TE\t<script>\n";
    for action in ["look", "write"] {
        let told = look(bad.to_owned(), action).await;
        let told = told.expect(StatusCode::UNPROCESSABLE_ENTITY);
        told.shows("dòng 2, cột unit");
        told.shows("dòng 3, cột role");
        told.shows("dòng 4, cột phone");
        told.shows("KHONG-CO");
    }
    let mut table = "username,name,role,unit,phone\n".to_owned();
    for n in 0..500 {
        table.push_str(&format!(
            "moi.{n},\"Đầu mối {n}, Sở Y tế\",member,SO-Y-TE,028 {n}{n}{n}\n"
        ));
    }
    table.push_str("head.y-te,Người của head.y-te,head,SO-Y-TE,\n");
    let told = look(table.clone(), "look").await.expect(StatusCode::OK);
    told.shows("500 tài khoản mới");
    told.shows("Cán bộ đơn vị, Sở Y tế Thử (SO-Y-TE)");
    told.shows("1 dòng là tài khoản đã có");
    let count = "select count(*) from people where username like 'moi.%'";
    assert_eq!(site.store.number(count).await, 0);
    let done = look(table.clone(), "write").await.expect(StatusCode::OK);
    let passwords = slips(&done);
    assert_eq!(passwords.len(), 500);
    assert_eq!(site.store.number(count).await, 500);
    let fields = [
        ("username", "moi.499"),
        ("password", passwords[499].as_str()),
    ];
    let entered = send(&site, None, "/sign-in", &fields).await;
    entered
        .expect(StatusCode::OK)
        .shows("Đặt mật khẩu của riêng mình");
    let by = format!("select {WHO} from audit where action = 'import'");
    assert_eq!(site.store.texts(&by).await, ["admin"]);
    // Each is found by its name.
    let added =
        format!("select count(*) from audit where action = 'person.added' and {WHO} = 'admin'");
    assert_eq!(site.store.number(&added).await, 500);
    admin.get("/people/moi.7").await.shows("thêm tài khoản");
    // Once more: nothing new.
    let again = look(table, "write").await.expect(StatusCode::OK);
    again.shows("0 tài khoản mới");
}

#[tokio::test]
async fn rule_12_a_pasted_line_with_a_mark_is_refused_and_not_sent_back() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let before = "username,name,role,unit,phone,note\nmoi.1,Đầu mối 1,member,SO-Y-TE,,\n";
    for (line, told) in [
        ("moi.2,Tổ kín-881 (MẬT),member,SO-Y-TE,,", true),
        ("moi.2,Tổ kín-881,member,SO-Y-TE,,Mật", false),
        ("toi-mat,Tổ kín-881,member,SO-Y-TE,,", false),
    ] {
        let after = "moi.3,Đầu mối 3,member,SO-Y-TE,,bảo mật\n";
        let comma = format!("{before}{line}\n{after}");
        for text in [comma.replace(',', "\t"), comma] {
            for action in ["look", "write"] {
                let fields = [("text", text.as_str()), ("action", action)];
                let page = fill(&admin, "/people/add/many", &fields).await;
                let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
                page.shows("Có dấu hiệu tài liệu mật");
                assert_eq!(page.body.contains("dòng 3, cột name"), told, "{line}");
                page.hides("kín-881");
                page.hides("toi-mat");
                for kept in ["moi.1", "moi.3"] {
                    page.shows(kept);
                }
            }
        }
    }
    // Nor where it is sent back for another reason.
    let text = format!("{before}moi.2,TUYỆT MẬT kín-881,member,SO-Y-TE,,\n");
    let fields = [("text", text.as_str()), ("account", "id-office")];
    let page = send(&site, admin.cookie(), "/people/add/many", &fields).await;
    let page = page.expect(StatusCode::CONFLICT);
    page.shows("moi.1");
    page.hides("kín-881");
    let new = "select count(*) from people where username like 'moi.%'";
    assert_eq!(site.store.number(new).await, 0);
}

/// A table of people comes as a file too, from whichever program: it is put into the field, and looked
/// over before anything is written.
#[tokio::test]
async fn a_table_of_people_comes_as_a_file() {
    let site = Site::new().await;
    let admin = Administrator::of(&site).await;
    let account = admin
        .get("/people/add/many")
        .await
        .hidden("account")
        .unwrap();
    let sent = async |name: &str, bytes: &[u8], action: &str| {
        let fields = [("account", &*account), ("text", "cũ"), ("action", action)];
        upload::post_table(&admin, "/people/add/many", &fields, (name, bytes)).await
    };
    let title = "Danh sách người dùng;;;\n\nusername;name;role;unit\n";
    let csv = format!("{title}moi.1;Đầu mối 1, Sở Y tế;member;SO-Y-TE\n");
    let book = workbook(&[
        &["Danh sách người dùng"],
        &["username", "name", "role", "unit"],
        &["moi.1", "Đầu mối 1, Sở Y tế", "member", "SO-Y-TE"],
    ]);
    let count = "select count(*) from people where username like 'moi.%'";
    for (name, bytes) in [("people.csv", csv.as_bytes()), ("people.xlsx", &book)] {
        // Also where the other button was pressed: what nobody has seen is not written.
        for action in ["file", "look", "write"] {
            let page = sent(name, bytes, action).await.expect(StatusCode::OK);
            page.shows("moi.1\tĐầu mối 1, Sở Y tế\tmember\tSO-Y-TE");
            page.shows("1 tài khoản mới");
            page.shows("Cán bộ đơn vị, Sở Y tế Thử (SO-Y-TE)");
            page.hides(">cũ<");
        }
        assert_eq!(site.store.number(count).await, 0);
    }
    for (name, bytes, told) in [
        (
            "people.csv",
            &b"ten;vai\nA;member\n"[..],
            "username, name, role",
        ),
        (
            "people.csv",
            b"username;name;role;unit\na.1;\"A;member;SO-Y-TE\nb.1;B;member;SO-Y-TE\n",
            "Dòng 2",
        ),
        ("people.pdf", b"%PDF-1.7\n%%EOF\n", "CSV"),
    ] {
        let wrong = sent(name, bytes, "file").await;
        let wrong = wrong.expect(StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("id=\"table-error\"");
        wrong.shows(told);
        // What was pasted stays.
        wrong.shows(">cũ<");
    }
    // What is pasted is read as a file is: no row falls into a cell without a word.
    let swallows = "username\tname\trole\tunit\na.1\t\"A\tmember\tSO-Y-TE\n\
        b.1\tB\tmember\tSO-Y-TE\"\n";
    let fields = [("text", swallows), ("action", "look")];
    fill(&admin, "/people/add/many", &fields)
        .await
        .shows("dấu ngoặc kép mở ở ô này không đóng ở cuối ô");
    let fields = [("text", "cũ"), ("action", "file")];
    let none = fill(&admin, "/people/add/many", &fields).await;
    none.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("id=\"table-error\"");
}
