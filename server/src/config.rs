//! Settings from the environment; the README lists them all.
use std::{net::SocketAddr, path::Path};

use ipnet::IpNet;
use url::Url;

use crate::{
    files::{Place, PlaceError, Scanner, ScannerError},
    key::{Key, KeyError},
    loopback::is_loopback,
    mail::{Smtp, SmtpError},
};

/// Where people reach the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// `https://tiendo.example`, without a slash at the end.
    pub text: String,
    pub host: String,
    pub https: bool,
}

#[derive(Debug, Clone)]
pub struct Config {
    pub database_url: String,
    pub addr: SocketAddr,
    pub origin: Origin,
    pub trusted_proxies: Vec<IpNet>,
    /// Where files are kept.
    pub files: Place,
    /// Who looks for viruses in them, where somebody does.
    pub scanner: Option<Scanner>,
    /// The mail server, where one is set: without it nobody gets mail.
    pub smtp: Option<Smtp>,
    /// The server's own key, where one is set; see [`Config::own_key`].
    pub key: Option<Key>,
    /// Office, committee and administrators must have a second factor.
    pub require_totp: bool,
}

/// A setting that cannot be used, and what to write instead.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("TIENDO_ADDR phải có dạng 127.0.0.1:3000, đang là {0:?}")]
    Addr(String),
    #[error("{0} có ký tự không phải UTF-8; viết lại, nhất là nếu chép từ nơi khác")]
    NotText(&'static str),
    #[error(
        "TIENDO_ORIGIN phải có dạng https://ten-mien hoặc http://127.0.0.1:3000, không có gì phía sau, đang là {0:?}"
    )]
    Origin(String),
    #[error(
        "TIENDO_ORIGIN là http nhưng {0:?} không phải địa chỉ của chính máy này; \
         hãy dùng https, vì mật khẩu không được đi qua mạng ở dạng chữ thường"
    )]
    Plain(String),
    #[error("TIENDO_TRUSTED_PROXIES phải là danh sách dạng 10.0.0.0/8,192.168.1.5/32, sai ở {0:?}")]
    Proxy(String),
    #[error(transparent)]
    Files(#[from] PlaceError),
    #[error(transparent)]
    Scanner(#[from] ScannerError),
    #[error(transparent)]
    Smtp(#[from] SmtpError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error("TIENDO_REQUIRE_TOTP là on hoặc off, đang là {0:?}")]
    RequireTotp(String),
}

/// Every setting there is.
const SETTINGS: [&str; 11] = [
    "DATABASE_URL",
    "TIENDO_ADDR",
    "TIENDO_ORIGIN",
    "TIENDO_TRUSTED_PROXIES",
    "TIENDO_FILES",
    "TIENDO_CLAMD",
    "TIENDO_SMTP",
    "TIENDO_MAIL_FROM",
    "TIENDO_KEY",
    "TIENDO_REQUIRE_TOTP",
    "TIENDO_DEMO_PASSWORD",
];

pub const DEFAULT_DATABASE: &str = "sqlite://data/tiendo.db";
pub const DEFAULT_ADDR: &str = "127.0.0.1:3000";
pub const DEFAULT_ORIGIN: &str = "http://127.0.0.1:3000";

impl Config {
    /// The file of a SQLite database; `None` on PostgreSQL.
    pub fn sqlite_file(&self) -> Option<&Path> {
        sqlite_file(&self.database_url)
    }

    /// The key to serve with. Over plain http on a SQLite file of this machine it may be left out
    /// of the settings: then it is kept in a file beside the data, and made at the first start.
    pub fn own_key(&self) -> Result<Key, KeyError> {
        match (&self.key, self.sqlite_file()) {
            (Some(key), _) => Ok(key.clone()),
            (None, Some(data)) if !self.origin.https => Key::kept(&data.with_extension("key")),
            (None, _) => Err(KeyError::Missing),
        }
    }

    /// Reads the settings; `get` looks a name up, an empty value counts as none.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let setting = |name: &str, default: &str| {
            get(name)
                .filter(|v| !v.trim().is_empty())
                .unwrap_or_else(|| default.to_owned())
        };
        let addr = setting("TIENDO_ADDR", DEFAULT_ADDR);
        let database_url = setting("DATABASE_URL", DEFAULT_DATABASE);
        Ok(Self {
            addr: addr.parse().map_err(|_| ConfigError::Addr(addr))?,
            origin: Origin::parse(&setting("TIENDO_ORIGIN", DEFAULT_ORIGIN))?,
            trusted_proxies: proxies(&setting("TIENDO_TRUSTED_PROXIES", ""))?,
            files: match setting("TIENDO_FILES", "").trim() {
                "" => Place::beside(sqlite_file(&database_url)),
                text => text.parse()?,
            },
            scanner: match setting("TIENDO_CLAMD", "").trim() {
                "" => None,
                text => Some(text.parse()?),
            },
            smtp: match setting("TIENDO_SMTP", "").trim() {
                "" => None,
                url => Some(Smtp::read(url, &setting("TIENDO_MAIL_FROM", ""))?),
            },
            key: match setting("TIENDO_KEY", "").as_str() {
                "" => None,
                text => Some(Key::parse(text).ok_or(KeyError::Setting)?),
            },
            require_totp: match setting("TIENDO_REQUIRE_TOTP", "off").trim() {
                "on" => true,
                "off" => false,
                other => return Err(ConfigError::RequireTotp(other.to_owned())),
            },
            database_url,
        })
    }

    pub fn from_env() -> Result<Self, ConfigError> {
        for name in SETTINGS {
            if std::env::var_os(name).is_some_and(|value| value.into_string().is_err()) {
                return Err(ConfigError::NotText(name));
            }
        }
        Self::read(|name| std::env::var(name).ok())
    }
}

pub(crate) fn sqlite_file(url: &str) -> Option<&Path> {
    let file = url.strip_prefix("sqlite:")?;
    let file = file.trim_start_matches("//");
    Some(Path::new(file.split('?').next().unwrap_or(file)))
}

impl Origin {
    /// Scheme, host and port, as browsers write them; http is for this machine only.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let text = text.trim();
        let bad = || ConfigError::Origin(text.to_owned());
        let url = Url::parse(text).map_err(|_| bad())?;
        let https = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(bad()),
        };
        let origin = url.origin().ascii_serialization();
        let (_, host) = origin.split_once("://").ok_or_else(bad)?;
        // Addresses are read with much patience: what stands here names the origin alone.
        let (_, written) = text.split_once("://").ok_or_else(bad)?;
        let written = written.strip_suffix('/').unwrap_or(written);
        let other = |c: char| "/\\?#@".contains(c) || c.is_whitespace() || c.is_control();
        if written.is_empty() || written.contains(other) {
            return Err(bad());
        }
        if !https && !is_loopback(host) {
            return Err(ConfigError::Plain(host.to_owned()));
        }
        Ok(Self {
            host: host.to_owned(),
            https,
            text: origin,
        })
    }

    /// Whether an `Origin` header names this site; loopback names are equal.
    pub fn is(&self, header: &str) -> bool {
        let header = header.trim_end_matches('/').to_ascii_lowercase();
        if header == self.text {
            return true;
        }
        let Some((scheme, host)) = header.split_once("://") else {
            return false;
        };
        (scheme == "https") == self.https
            && is_loopback(host)
            && is_loopback(&self.host)
            && port(host) == port(&self.host)
    }
}

fn port(host: &str) -> Option<&str> {
    host.rsplit_once(':')
        .map(|(_, port)| port)
        .filter(|p| p.bytes().all(|b| b.is_ascii_digit()))
}

fn proxies(text: &str) -> Result<Vec<IpNet>, ConfigError> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            part.parse::<IpNet>()
                .or_else(|_| part.parse::<std::net::IpAddr>().map(IpNet::from))
                .map_err(|_| ConfigError::Proxy(part.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only() {
        assert!(Origin::parse("http://127.0.0.1:3000").is_ok());
        assert!(Origin::parse("http://localhost:3000/").is_ok());
        assert!(Origin::parse("http://[::1]:3000").is_ok());
        assert!(Origin::parse("https://tiendo.example").is_ok());
        for bad in [
            "http://tiendo.example",
            "http://10.0.0.1",
            "ftp://x",
            "tiendo",
            "https://",
            "http://127.0.0.1.evil.example",
        ] {
            assert!(Origin::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port_and_nothing_else() {
        for bad in [
            "https://[",
            "https://[::1",
            "https://",
            "https:///",
            "https://:443",
            "https://a:b",
            "https://a:99999",
            "https://a..b:1:2",
            "https://tiendo.example/app",
            "https://tiendo.example/?x",
            "https://tiendo.example?x",
            "https://tiendo.example#x",
            "https://an:mat-khau@tiendo.example",
            "https://an@tiendo.example",
            "https://tien do.example",
            "https:\\\\tiendo.example",
            "https:tiendo.example",
            "tiendo.example",
            "tiendo.example:3000",
            "127.0.0.1:3000",
            "",
        ] {
            let said = Origin::parse(bad).unwrap_err().to_string();
            assert!(said.starts_with("TIENDO_ORIGIN "), "{bad}: {said}");
        }
        // As a browser names it.
        for (written, origin) in [
            (" https://Tiendo.Example/ ", "https://tiendo.example"),
            ("https://tiendo.example:443", "https://tiendo.example"),
            ("https://tiendo.example:8443", "https://tiendo.example:8443"),
            (
                "https://tiến-độ.example",
                "https://xn--tin--3ua9966bkfa.example",
            ),
            ("http://[::1]:3000", "http://[::1]:3000"),
        ] {
            assert_eq!(Origin::parse(written).unwrap().text, origin, "{written}");
        }
    }

    #[test]
    fn every_setting_that_is_read_is_in_the_list() {
        let asked = std::cell::RefCell::new(Vec::new());
        let look = |name: &str| {
            asked.borrow_mut().push(name.to_owned());
            // Who sends is asked only where there is a server.
            let set = match name {
                "TIENDO_SMTP" => "smtp://127.0.0.1",
                "TIENDO_MAIL_FROM" => "tiendo@vpub.example",
                _ => return None,
            };
            Some(set.to_owned())
        };
        Config::read(look).unwrap();
        for name in asked.into_inner() {
            assert!(SETTINGS.contains(&name.as_str()), "{name}");
        }
    }

    #[test]
    fn loopback_names_are_equal_others_are_not() {
        let local = Origin::parse("http://127.0.0.1:3000").unwrap();
        assert!(local.is("http://localhost:3000"));
        assert!(!local.is("http://localhost:4000"));
        assert!(!local.is("https://localhost:3000"));
        assert!(!local.is("http://evil.example:3000"));
        let site = Origin::parse("https://tiendo.example").unwrap();
        assert!(site.is("https://tiendo.example"));
        assert!(!site.is("https://localhost"));
        assert!(!site.is("null"));
    }

    #[test]
    fn proxies_are_networks_or_addresses() {
        assert_eq!(
            proxies("10.0.0.0/8, 127.0.0.1").map(|p| p.len()).ok(),
            Some(2)
        );
        assert!(proxies("everyone").is_err());
    }

    fn config(database: &str, origin: &str, key: Option<&str>) -> Config {
        Config::read(|name| match name {
            "DATABASE_URL" => Some(database.to_owned()),
            "TIENDO_ORIGIN" => Some(origin.to_owned()),
            "TIENDO_KEY" => key.map(str::to_owned),
            _ => None,
        })
        .unwrap()
    }

    /// Whether a key opens what another has sealed: it is the same.
    fn opens(key: &Key, other: &Key) -> bool {
        let sealed = other.seal("a", b"x").unwrap();
        key.open("a", &sealed).is_some()
    }

    const LOCAL: &str = "http://127.0.0.1:3000";

    #[test]
    fn a_key_is_made_beside_the_data_for_its_owner_and_found_again() {
        let home = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/a.db", home.path().display());
        let made = config(&url, LOCAL, None).own_key().unwrap();
        let again = config(&url, LOCAL, None).own_key().unwrap();
        assert!(opens(&made, &again));
        let file = home.path().join("a.key");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(&file, "khóa").unwrap();
        let broken = config(&url, LOCAL, None).own_key();
        assert!(matches!(broken, Err(KeyError::File(_))), "{broken:?}");
    }

    #[test]
    fn postgres_and_https_ask_for_a_key() {
        let key = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
        for (database, origin) in [
            ("postgres://localhost/x", LOCAL),
            ("sqlite://x.db", "https://tiendo.example"),
        ] {
            let without = config(database, origin, None).own_key();
            assert!(
                matches!(without, Err(KeyError::Missing)),
                "{database} {origin}"
            );
            let with = config(database, origin, Some(key)).own_key().unwrap();
            assert!(opens(&with, &Key::parse(key).unwrap()));
        }
    }
}
