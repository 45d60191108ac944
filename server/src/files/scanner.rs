//! ClamAV's daemon, which looks for viruses before a file counts (`TIENDO_CLAMD`).
use std::{fs::File, io, path::PathBuf, time::Duration};

use app::domain::FileRefusal;
use clamav_client::{
    clean,
    tokio::{Socket, Tcp, scan_stream},
};
use tokio_util::io::ReaderStream;

/// A file takes a second; a daemon that hangs is as good as none.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where the daemon listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanner {
    /// `tcp://127.0.0.1:3310`
    Tcp(String),
    /// `unix:///run/clamav/clamd.ctl`
    Socket(PathBuf),
}

#[derive(Debug, thiserror::Error)]
#[error(
    "TIENDO_CLAMD phải có dạng unix:///run/clamav/clamd.ctl hoặc tcp://127.0.0.1:3310, đang là {0:?}"
)]
pub struct ScannerError(String);

impl std::str::FromStr for Scanner {
    type Err = ScannerError;

    fn from_str(text: &str) -> Result<Self, ScannerError> {
        let socket = text.strip_prefix("unix://");
        if let Some(path) = socket.filter(|path| path.starts_with('/')) {
            return Ok(Self::Socket(path.into()));
        }
        let host = text.strip_prefix("tcp://").filter(|address| {
            let port = address.rsplit_once(':').map(|(_, port)| port);
            port.is_some_and(|port| port.parse::<u16>().is_ok())
        });
        let tcp = host.map(|address| Self::Tcp(address.to_owned()));
        tcp.ok_or_else(|| ScannerError(text.to_owned()))
    }
}

impl Scanner {
    /// Refuses what has a virus in it, and everything where nobody looked.
    pub async fn look(&self, file: File) -> Result<(), FileRefusal> {
        let said = tokio::time::timeout(PATIENCE, self.ask(file)).await;
        let said = said.unwrap_or_else(|late| Err(late.into()));
        match said {
            Ok(said) if clean(&said).unwrap_or(false) => Ok(()),
            Ok(said) if String::from_utf8_lossy(&said).contains("FOUND") => {
                tracing::warn!(said = %String::from_utf8_lossy(&said), "a virus was sent");
                Err(FileRefusal::Infected)
            }
            Ok(said) => {
                tracing::error!(said = %String::from_utf8_lossy(&said), "the scanner did not look");
                Err(FileRefusal::ScannerAway)
            }
            Err(error) => {
                tracing::error!(%error, "the scanner is away");
                Err(FileRefusal::ScannerAway)
            }
        }
    }

    async fn ask(&self, file: File) -> io::Result<Vec<u8>> {
        let bytes = ReaderStream::new(tokio::fs::File::from_std(file));
        match self {
            Self::Tcp(address) => {
                let daemon = Tcp {
                    host_address: address,
                };
                scan_stream(bytes, daemon, None).await
            }
            Self::Socket(path) => {
                let daemon = Socket { socket_path: path };
                scan_stream(bytes, daemon, None).await
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scanner_is_a_socket_or_an_address_with_its_port() {
        let read = |text: &str| text.parse::<Scanner>();
        assert!(matches!(
            read("unix:///run/clamav/clamd.ctl"),
            Ok(Scanner::Socket(_))
        ));
        for good in ["tcp://127.0.0.1:3310", "tcp://clamd:3310"] {
            assert!(matches!(read(good), Ok(Scanner::Tcp(_))), "{good}");
        }
        for bad in [
            "/run/clamd.ctl",
            "unix://clamd.ctl",
            "tcp://a",
            "3310",
            "tcp://a:b",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
