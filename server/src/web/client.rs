//! The address a request comes from.
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Once,
};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, request::Parts},
};
use ipnet::IpNet;

use super::state::App;

/// What a proxy says of whom it speaks for.
const FORWARDED: &str = "x-forwarded-for";

/// The address a request comes from, by the proxies that are trusted.
pub fn of(parts: &Parts, app: &App) -> IpAddr {
    address(
        &parts.headers,
        &parts.extensions,
        &app.config.trusted_proxies,
    )
}

/// Forwarded headers count only from trusted proxies: the rightmost address
/// that is not itself one of them.
pub fn address(headers: &HeaderMap, extensions: &Extensions, trusted: &[IpNet]) -> IpAddr {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| {
            info.0.ip().to_canonical()
        });
    let is_trusted = |ip: &IpAddr| trusted.iter().any(|net| net.contains(ip));
    if !is_trusted(&peer) {
        if headers.contains_key(FORWARDED) {
            warn_once(peer);
        }
        return peer;
    }
    let forwarded: Vec<IpAddr> = headers
        .get_all(FORWARDED)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map_while(|part| part.trim().parse::<IpAddr>().ok())
        .map(|ip| ip.to_canonical())
        .collect();
    forwarded
        .into_iter()
        .rev()
        .find(|ip| !is_trusted(ip))
        .unwrap_or(peer)
}

/// Behind a proxy that is not named in the settings everybody has one address, and each slows
/// all others down.
fn warn_once(peer: IpAddr) {
    static WARNED: Once = Once::new();
    WARNED.call_once(|| {
        tracing::warn!(
            %peer,
            "X-Forwarded-For from a peer that is no trusted proxy is not read; \
             if it is the proxy, name it in TIENDO_TRUSTED_PROXIES"
        );
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, header: &str, trusted: &[&str]) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", header.parse().unwrap());
        let trusted: Vec<IpNet> = trusted.iter().map(|n| n.parse().unwrap()).collect();
        address(&headers, &extensions, &trusted).to_string()
    }

    #[test]
    fn forwarded_addresses_count_only_from_trusted_proxies() {
        assert_eq!(from("203.0.113.9", "1.2.3.4", &[]), "203.0.113.9");
        assert_eq!(from("10.0.0.1", "1.2.3.4", &["10.0.0.0/8"]), "1.2.3.4");
        assert_eq!(
            from("10.0.0.1", "9.9.9.9, 1.2.3.4, 10.0.0.2", &["10.0.0.0/8"]),
            "1.2.3.4"
        );
        assert_eq!(from("10.0.0.1", "nonsense", &["10.0.0.0/8"]), "10.0.0.1");
    }
}
