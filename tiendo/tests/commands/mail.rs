//! The mail of the morning.
use std::{
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output},
    time::Duration,
};

use tempfile::TempDir;

use crate::support::{INPUT, free_port, lines, names, refused, said, tiendo, with_input};

/// aiosmtpd with a mailbox, at a port of this machine, until it is dropped.
struct MailServer {
    child: Child,
    port: u16,
}

impl MailServer {
    /// With what more it is told.
    fn start(mailbox: &Path, more: &[&str]) -> Self {
        let port = free_port();
        let mut child = Command::new("/usr/bin/python3")
            .args(["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}")])
            .args(more)
            .args(["-c", "aiosmtpd.handlers.Mailbox"])
            .arg(mailbox)
            .spawn()
            .unwrap();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let told = "these tests need aiosmtpd. On Debian: apt-get install python3-aiosmtpd";
            assert!(child.try_wait().unwrap().is_none(), "{told}");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { child, port }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A folder with a campaign in which something is late, and today is worked whatever day it is.
fn late_campaign() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("campaign");
    std::fs::create_dir(&folder).unwrap();
    for file in std::fs::read_dir(INPUT).unwrap().map(Result::unwrap) {
        if file.file_type().unwrap().is_file() {
            std::fs::copy(file.path(), folder.join(file.file_name())).unwrap();
        }
    }
    let today = Command::new("date")
        .env("TZ", "Asia/Ho_Chi_Minh")
        .arg("+%F")
        .output();
    let today = String::from_utf8(today.unwrap().stdout).unwrap();
    let calendar = format!("date,kind,name\n{},working,Ngày thử\n", today.trim());
    std::fs::write(folder.join("calendar.csv"), calendar).unwrap();
    let milestones = "unit,workstream,kind,title,product,deadline\n\
                      SYT,QG09,product,Sản phẩm thử,Biên bản thử,2026-02-28\n";
    std::fs::write(folder.join("milestones.csv"), milestones).unwrap();
    said(&tiendo(
        home.path(),
        "a.db",
        &["import", "--yes", "campaign"],
    ));
    home
}

/// Adds the head of the unit that is late, who gets mail.
fn add_head(home: &Path, email: &str) -> Output {
    let add = [
        "user", "add", "head.syt", "--role", "head", "--name", "A", "--unit", "SYT", "--email",
        email,
    ];
    with_input(home, &add, "một mật khẩu để thử")
}

const FROM: (&str, &str) = ("TIENDO_MAIL_FROM", "tiendo@vpub.example");

fn mail(home: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .arg("mail")
        .args(arguments)
        .current_dir(home)
        .env_clear()
        .env("DATABASE_URL", "sqlite://a.db")
        .envs(settings.iter().copied())
        .output()
        .unwrap()
}

#[test]
fn the_mail_of_the_morning_goes_once_to_who_has_something_to_do() {
    let home = late_campaign();
    let home = home.path();
    let add = |email: &str| add_head(home, email);
    assert!(refused(&add("an@syt")).contains("địa chỉ thư không đọc được"));
    said(&add("an@syt.example"));
    let mail = |arguments: &[&str], settings: &[_]| mail(home, arguments, settings);
    assert!(said(&mail(&[], &[])).contains("Chưa đặt TIENDO_SMTP"));
    let look = said(&mail(&["--dry-run"], &[]));
    assert!(look.starts_with("head.syt: Tiến Độ: 1 trễ hạn\n"), "{look}");
    assert!(look.contains("Xem trước 1 thư"), "{look}");

    // Settings that cannot be used are named, never with their password.
    for (settings, says) in [
        (
            vec![("TIENDO_SMTP", "smtp://127.0.0.1")],
            "TIENDO_MAIL_FROM phải là",
        ),
        (
            vec![("TIENDO_SMTP", "mail.example:xin-chao"), FROM],
            "TIENDO_SMTP phải có dạng",
        ),
        (
            vec![("TIENDO_SMTP", "smtp://an:xin-chao@mail.example"), FROM],
            "không buộc mã hóa",
        ),
    ] {
        let told = refused(&mail(&[], &settings));
        assert!(told.contains(says) && !told.contains("xin-chao"), "{told}");
    }
    let nobody = format!("smtp://127.0.0.1:{}", free_port());
    let away = mail(&[], &[("TIENDO_SMTP", nobody.as_str()), FROM]);
    let told = refused(&away);
    assert!(
        told.contains("máy chủ thư không dùng được: không có chương trình nào nghe"),
        "{told}"
    );
    let told = String::from_utf8(away.stdout).unwrap();
    assert_eq!(told, "Đã gửi 0 thư, không gửi được 1.\n");

    let server = MailServer::start(&home.join("mail"), &[]);
    let url = format!("smtp://127.0.0.1:{}", server.port);
    let settings = [("TIENDO_SMTP", url.as_str()), FROM];
    assert_eq!(
        said(&mail(&[], &settings)),
        "Đã gửi 1 thư, không gửi được 0.\n"
    );
    let again = said(&mail(&[], &settings));
    assert_eq!(
        again,
        "Đã gửi 0 thư, không gửi được 0, 1 thư đã gửi trước đó.\n"
    );
    let mails = names(&home.join("mail/new"));
    assert_eq!(mails.len(), 1, "{mails:?}");
    let text = std::fs::read_to_string(home.join("mail/new").join(&mails[0])).unwrap();
    assert!(text.contains("To: an@syt.example"), "{text}");

    assert!(
        said(&tiendo(home, "a.db", &["user", "email", "HEAD.SYT", ""])).contains("Đã bỏ địa chỉ")
    );
    let gone = said(&mail(&["--dry-run"], &[]));
    assert!(gone.starts_with("Xem trước 0 thư"), "{gone}");
    let wrong = refused(&tiendo(
        home,
        "a.db",
        &["user", "email", "head.syt", "an, binh"],
    ));
    assert!(wrong.contains("địa chỉ thư không đọc được"), "{wrong}");
    assert!(
        refused(&tiendo(
            home,
            "a.db",
            &["user", "email", "ai-do", "a@b.example"]
        ))
        .contains("không có tài khoản")
    );
    let set = said(&tiendo(
        home,
        "a.db",
        &["user", "email", "head.syt", "moi@syt.example"],
    ));
    assert_eq!(set, "Đã đặt địa chỉ thư của head.syt.\n");
    let audit = lines(&home.join("a.db")).join("\n");
    assert!(
        audit.contains("person.mail ") && audit.contains("mail ") && !audit.contains("head.syt"),
        "{audit}"
    );
    assert!(!audit.contains('@'), "{audit}");
}

/// A certificate of this machine that nobody has signed but itself: its file and its key.
fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let (certificate, key) = (folder.join("mail.crt"), folder.join("mail.key"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"])
        .args(["-pkeyopt", "ec_paramgen_curve:prime256v1"])
        .args([
            "-subj",
            "/CN=mail",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
        ])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output()
        .expect("these tests need openssl. On Debian: apt-get install openssl");
    assert!(made.status.success(), "{made:?}");
    (certificate, key)
}

/// From the first byte (`smtps`) or by STARTTLS: mail goes to the server that the certificate
/// proves, to no other, and never in the clear where that was asked for.
#[test]
fn mail_goes_encrypted_to_the_server_that_the_certificate_proves() {
    for (scheme, query, option) in [("smtps", "", "smtps"), ("smtp", "?tls=required", "tls")] {
        let home = late_campaign();
        let home = home.path();
        said(&add_head(home, "an@syt.example"));
        let (certificate, key) = certificate(home);
        let certificate = certificate.to_str().unwrap();
        let server = |mailbox: &str, more: &[&str]| MailServer::start(&home.join(mailbox), more);
        let url = |server: &MailServer| format!("{scheme}://127.0.0.1:{}{query}", server.port);

        let (cert_option, key_option) = (format!("--{option}cert"), format!("--{option}key"));
        let key = key.to_str().unwrap();
        let encrypts = [cert_option.as_str(), certificate, key_option.as_str(), key];
        let encrypts = server("encrypted", &encrypts);
        let to_it = url(&encrypts);
        let told = refused(&mail(home, &[], &[("TIENDO_SMTP", to_it.as_str()), FROM]));
        assert!(
            told.contains("không lập được kết nối mã hóa"),
            "{scheme}: {told}"
        );

        let plain = server("plain", &[]);
        let trusts = ("SSL_CERT_FILE", certificate);
        let to_plain = url(&plain);
        refused(&mail(
            home,
            &[],
            &[("TIENDO_SMTP", &to_plain), FROM, trusts],
        ));
        let sent = mail(home, &[], &[("TIENDO_SMTP", &to_it), FROM, trusts]);
        assert_eq!(said(&sent), "Đã gửi 1 thư, không gửi được 0.\n", "{scheme}");
        assert_eq!(names(&home.join("encrypted/new")).len(), 1);
        assert!(names(&home.join("plain/new")).is_empty());
    }
}
