//! Lists in attributes: `[a, "b, c", 'd']` since GEXF 1.3, `a|b|c` before.

/// Reads a list in any of the ways in which programs write it.
pub(super) fn parse(text: &str) -> Vec<String> {
    let text = text.trim();
    match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inside) => bracketed(inside),
        None => {
            let mark = ['|', ';', ','].into_iter().find(|mark| text.contains(*mark));
            let parts = text.split(mark.unwrap_or('|')).map(|part| part.trim().to_owned());
            parts.filter(|part| !part.is_empty()).collect()
        }
    }
}

/// Items between commas, in quotes or not; `\` takes the next character as it is.
fn bracketed(text: &str) -> Vec<String> {
    let (mut items, mut item) = (Vec::new(), String::new());
    let (mut quote, mut was_quoted) = (None, false);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, quote) {
            ('\\', _) => item.extend(characters.next()),
            (mark, Some(open)) if mark == open => quote = None,
            ('"' | '\'', None) if item.trim().is_empty() && !was_quoted => {
                item.clear();
                (quote, was_quoted) = (Some(character), true);
            }
            (',', None) => {
                push(&mut items, &mut item, was_quoted);
                was_quoted = false;
            }
            (space, None) if was_quoted && space.is_whitespace() => {}
            (other, _) => item.push(other),
        }
    }
    if was_quoted || !item.trim().is_empty() {
        push(&mut items, &mut item, was_quoted);
    }
    items
}

fn push(items: &mut Vec<String>, item: &mut String, was_quoted: bool) {
    let item = std::mem::take(item);
    items.push(if was_quoted { item } else { item.trim().to_owned() });
}

/// Shows a list as GEXF 1.3 has it, every item in quotes.
pub(super) fn show<'i>(items: impl Iterator<Item = &'i str>) -> String {
    let mut text = String::from("[");
    for (place, item) in items.enumerate() {
        text.push_str(if place == 0 { "\"" } else { ", \"" });
        for character in item.chars() {
            if matches!(character, '"' | '\\') {
                text.push('\\');
            }
            text.push(character);
        }
        text.push('"');
    }
    text.push(']');
    text
}

#[cfg(test)]
mod tests {
    use super::{parse, show};

    #[test]
    fn lists_are_read_however_they_are_written() {
        for text in ["a |b | c", "a ,b , c", "[a, b, c]", "['a', 'b', 'c']", "['a', \"b\", c]"] {
            assert_eq!(parse(text), ["a", "b", "c"], "{text}");
        }
        assert_eq!(parse(r"['a', '\'b\'', 'c,d']"), ["a", "'b'", "c,d"]);
        assert!(parse("").is_empty() && parse("[]").is_empty());
    }

    #[test]
    fn lists_read_back_as_they_were() {
        let items = ["a, \"b\"", "", " c\\ ", "[d]"];
        assert_eq!(parse(&show(items.into_iter())), items);
        assert_eq!(parse(&show([""].into_iter())), [""]);
    }
}
