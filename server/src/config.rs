//! Settings from the environment; the README lists them all.
use std::{net::SocketAddr, path::Path};

use ipnet::IpNet;

use crate::key::{Key, KeyError};

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
    /// The server's own key, where one is set; see [`Key::of`].
    pub key: Option<Key>,
}

/// A setting that cannot be used, and what to write instead.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("TIENDO_ADDR phải có dạng 127.0.0.1:3000, đang là {0:?}")]
    Addr(String),
    #[error(
        "TIENDO_ORIGIN phải có dạng https://ten-mien hoặc http://127.0.0.1:3000, đang là {0:?}"
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
    Key(#[from] KeyError),
}

pub const DEFAULT_DATABASE: &str = "sqlite://data/tiendo.db";
pub const DEFAULT_ADDR: &str = "127.0.0.1:3000";
pub const DEFAULT_ORIGIN: &str = "http://127.0.0.1:3000";

impl Config {
    /// The file of a SQLite database; `None` on PostgreSQL.
    pub fn sqlite_file(&self) -> Option<&Path> {
        let file = self.database_url.strip_prefix("sqlite:")?;
        let file = file.trim_start_matches("//");
        Some(Path::new(file.split('?').next().unwrap_or(file)))
    }

    /// Reads the settings; `get` looks a name up, an empty value counts as none.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let setting = |name: &str, default: &str| {
            get(name)
                .filter(|v| !v.trim().is_empty())
                .unwrap_or_else(|| default.to_owned())
        };
        let addr = setting("TIENDO_ADDR", DEFAULT_ADDR);
        Ok(Self {
            database_url: setting("DATABASE_URL", DEFAULT_DATABASE),
            addr: addr.parse().map_err(|_| ConfigError::Addr(addr))?,
            origin: Origin::parse(&setting("TIENDO_ORIGIN", DEFAULT_ORIGIN))?,
            trusted_proxies: proxies(&setting("TIENDO_TRUSTED_PROXIES", ""))?,
            key: match setting("TIENDO_KEY", "").as_str() {
                "" => None,
                text => Some(Key::parse(text).ok_or(KeyError::Setting)?),
            },
        })
    }

    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(|name| std::env::var(name).ok())
    }
}

impl Origin {
    /// http is for this machine only.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let bad = || ConfigError::Origin(text.clone());
        let (scheme, host) = text.split_once("://").ok_or_else(bad)?;
        let https = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(bad()),
        };
        let valid = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        if host.is_empty() || !host.chars().all(valid) {
            return Err(bad());
        }
        if !https && !is_loopback(host) {
            return Err(ConfigError::Plain(host.to_owned()));
        }
        Ok(Self {
            host: host.to_owned(),
            https,
            text,
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

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => host.split(':').next().unwrap_or(host),
    };
    name == "localhost"
        || name
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
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
}
