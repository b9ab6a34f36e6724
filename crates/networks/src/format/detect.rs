//! What a file is, by what stands in it.

use super::NetworkFormat;

/// What a network file is, told by how it begins; `None` if it is none that is known.
///
/// A few kilobytes are enough for everything but JSON, whose lists may come after much else. That
/// the file is well formed is not said by this. Tables count only with the columns `source` and
/// `target` (or `from` and `to`) for edges, or for nodes with `id` as the first column, or with
/// `label` beside another column of Kumu's.
pub fn detect(bytes: &[u8]) -> Option<NetworkFormat> {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding != encoding_rs::UTF_8 => {
            let start = &bytes[length..bytes.len().min(1 << 16)];
            encoding.decode_without_bom_handling(start).0
        }
        Some((_, length)) => String::from_utf8_lossy(&bytes[length..]),
        None => String::from_utf8_lossy(bytes),
    };
    detect_text(&text)
}

pub(crate) fn detect_text(text: &str) -> Option<NetworkFormat> {
    let text = text.trim_start();
    match text.bytes().next()? {
        b'<' => xml_root(text),
        b'{' | b'[' => crate::json::detect(text),
        _ => {
            let line = first_line(text)?;
            let lower = line.to_ascii_lowercase();
            if line.starts_with('*') {
                is_pajek(&lower).then_some(NetworkFormat::Pajek)
            } else if is_dl(&lower) {
                Some(NetworkFormat::UcinetDl)
            } else if is_gml(text) {
                Some(NetworkFormat::Gml)
            } else {
                crate::lists::detect(line)
            }
        }
    }
}

/// The first line that is no comment of Pajek (`%`) or GML (`#`).
fn first_line(text: &str) -> Option<&str> {
    let lines = text.lines().map(str::trim);
    lines.into_iter().find(|line| !line.is_empty() && !line.starts_with(['%', '#']))
}

fn xml_root(text: &str) -> Option<NetworkFormat> {
    let mut rest = text;
    loop {
        rest = rest.split_once('<')?.1;
        let skipped = match rest {
            _ if rest.starts_with('?') => "?>",
            _ if rest.starts_with("!--") => "-->",
            // The inside of a document type may have brackets of its own; the root comes after.
            _ if rest.starts_with('!') => ">",
            _ => break,
        };
        rest = rest.split_once(skipped)?.1;
    }
    let name = rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    match name.rsplit(':').next()? {
        "graphml" => Some(NetworkFormat::GraphMl),
        "gexf" => Some(NetworkFormat::Gexf),
        _ => None,
    }
}

fn is_pajek(line: &str) -> bool {
    const SECTIONS: [&str; 8] = [
        "*network",
        "*vertices",
        "*arcs",
        "*edges",
        "*arcslist",
        "*edgeslist",
        "*matrix",
        "*partition",
    ];
    let word = line.split_whitespace().next().unwrap_or(line);
    SECTIONS.contains(&word) || word == "*net" || word == "*vector"
}

fn is_dl(line: &str) -> bool {
    let rest = line.strip_prefix("dl");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ',']))
}

/// Whether there is nothing but simple keys with values before `graph [`.
fn is_gml(text: &str) -> bool {
    let mut previous = "";
    let words = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    for word in words.flat_map(str::split_whitespace).take(200) {
        if word.eq_ignore_ascii_case("graph[") {
            return true;
        }
        if word.starts_with('[') {
            return previous.eq_ignore_ascii_case("graph");
        }
        previous = word;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::detect;
    use crate::NetworkFormat as Format;

    #[test]
    fn formats_are_told_by_what_stands_in_them() {
        let files: [(&str, Option<Format>); 20] = [
            ("<?xml version='1.0'?><!-- <gexf> --><graphml>", Some(Format::GraphMl)),
            ("\u{feff}<g:gexf version='1.3'/>", Some(Format::Gexf)),
            ("<html>", None),
            ("Creator \"x\"\n# more\ngraph\n[\n", Some(Format::Gml)),
            ("% a comment\n*Vertices 3\n", Some(Format::Pajek)),
            ("*Something", None),
            ("DL n=5", Some(Format::UcinetDl)),
            ("dlx,y", None),
            (r#"{"elements": {"nodes": []}}"#, Some(Format::CytoscapeJson)),
            (r#"[{"data": {"id": "a"}}]"#, Some(Format::CytoscapeJson)),
            (r#"{"directed": true, "nodes": [], "links": []}"#, Some(Format::NodeLinkJson)),
            (r#"{"x": "nodes", "nodes": [{"edges": 1}], "edges": []}"#, Some(Format::NodeLinkJson)),
            (r#"{"elements": [{"label": "A"}], "connections": []}"#, Some(Format::KumuJson)),
            (r#"{"a": 1}"#, None),
            ("Source;Target;Type\n", Some(Format::EdgeList)),
            ("Id,Label\n", Some(Format::NodeList)),
            ("Label,Type,Description,Tags\n", Some(Format::NodeList)),
            ("Label,Amount\n", None),
            ("funder,recipient\n", None),
            ("", None),
        ];
        for (text, expected) in files {
            assert_eq!(detect(text.as_bytes()), expected, "{text}");
        }
    }
}
