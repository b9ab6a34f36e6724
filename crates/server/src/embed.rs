//! Which other sites may show a view of the page within their own.

use std::fmt;
use std::str::FromStr;

/// Where views that are shown within other pages stand.
pub(crate) const EMBED: &str = "/embed/";

/// A site that may show views of the page: `https://news.example`, `https://*.example`, or `*` for
/// any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbedOrigin(String);

/// Why a text names no site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` names no site: expected a scheme and a host such as `https://news.example`, \
     `https://*.example` or `http://localhost:3000`, or `*` for any"
)]
pub struct EmbedOriginError {
    /// The text that was refused.
    pub text: String,
}

impl FromStr for EmbedOrigin {
    type Err = EmbedOriginError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "*" || is_origin(text) {
            return Ok(Self(text.to_ascii_lowercase()));
        }
        Err(EmbedOriginError { text: text.to_owned() })
    }
}

impl fmt::Display for EmbedOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Nothing but a scheme, a host and a port: anything more would end the directive it is put in.
fn is_origin(text: &str) -> bool {
    let Some((scheme, authority)) = text.split_once("://") else { return false };
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return false;
    }
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "443"));
    let host = host.strip_prefix("*.").unwrap_or(host);
    let named = !host.is_empty()
        && host.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        });
    named && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// The sources of `frame-ancestors` that let these sites in.
pub(crate) fn ancestors(origins: &[EmbedOrigin]) -> String {
    if origins.is_empty() {
        return "'none'".to_owned();
    }
    origins.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_a_scheme_and_a_host() {
        for text in ["*", "https://news.example", "http://localhost:3000", "https://*.example.org"]
        {
            assert_eq!(text.parse::<EmbedOrigin>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_would_end_the_directive_is_refused() {
        for text in [
            "",
            "news.example",
            "https://",
            "https://a; script-src *",
            "https://a https://b",
            "https://a/path",
            "https://a:0",
            "https://a:port",
            "javascript://a",
            "https://*",
            "https://a.*.b",
            "'self'",
        ] {
            assert!(text.parse::<EmbedOrigin>().is_err(), "{text}");
        }
    }

    #[test]
    fn nobody_is_let_in_unless_named() {
        assert_eq!(ancestors(&[]), "'none'");
        let two = ["https://a.example", "https://b.example"].map(|text| text.parse().unwrap());
        assert_eq!(ancestors(&two), "https://a.example https://b.example");
    }
}
