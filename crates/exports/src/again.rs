//! The address and the command that make something again.

/// The address of a path with words as its query.
pub fn address(path: &str, words: &[(String, String)]) -> String {
    let pairs = words.iter().map(|(word, value)| format!("{word}={}", encoded(value)));
    format!("{path}?{}", pairs.collect::<Vec<_>>().join("&"))
}

/// The command of the program with words as its options, as a shell reads it.
pub fn command(name: &str, words: &[(String, String)]) -> String {
    let mut line = format!("waymark {name}");
    for (word, value) in words {
        line += &match (word.as_str(), value.as_str()) {
            ("isolates", "false") => " --no-isolates".to_owned(),
            _ => format!(" --{} {}", word.replace('_', "-"), quoted(value)),
        };
    }
    line
}

/// A value as it stands in a query (RFC 3986).
fn encoded(value: &str) -> String {
    let mut text = String::new();
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b',' | b'/' => {
                text.push(char::from(byte));
            }
            other => text.push_str(&format!("%{other:02X}")),
        }
    }
    text
}

/// A value as one word of a shell.
fn quoted(value: &str) -> String {
    let is_plain = |each: char| each.is_ascii_alphanumeric() || "-._,/:@".contains(each);
    if !value.is_empty() && value.chars().all(is_plain) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::{address, command};

    fn words(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(word, value)| ((*word).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn values_of_queries_are_encoded() {
        let address = address("/x", &words(&[("a", "a b&c=ü,d/e+f"), ("b", "1")]));
        assert_eq!(address, "/x?a=a%20b%26c%3D%C3%BC,d/e%2Bf&b=1");
    }

    #[test]
    fn options_are_words_of_a_shell() {
        let words = words(&[("as_of", "3"), ("isolates", "false"), ("q", "it's; rm")]);
        assert_eq!(
            command("export", &words),
            r"waymark export --as-of 3 --no-isolates --q 'it'\''s; rm'"
        );
    }
}
