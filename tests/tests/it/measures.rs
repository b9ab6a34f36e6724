//! The figures in `docs/measures.md` are the program's answers about the guide.

use serde_json::Value;

use crate::server::Server;
use crate::world::World;

/// One figure: what stands in a paragraph, and where the program says it.
struct Figure<'a> {
    paragraph: &'a str,
    text: &'a str,
    question: &'a str,
    pointer: &'a str,
}

/// The figures of comments such as `<!-- 4 = /analysis/overlap /pairs/0/shared -->`, which stand
/// under the paragraph that they are in.
fn figures(document: &str) -> Vec<Figure<'_>> {
    let of = |paragraph| str::lines(paragraph).filter_map(move |line| figure(paragraph, line));
    document.split("\n\n").flat_map(of).collect()
}

fn figure<'a>(paragraph: &'a str, line: &'a str) -> Option<Figure<'a>> {
    let inside = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let (text, place) = inside.split_once(" = ")?;
    let (question, pointer) = place.split_once(' ')?;
    let (paragraph, _) = paragraph.split_once("<!--")?;
    Some(Figure { paragraph, text, question, pointer })
}

/// What the program says, as precisely as the text does.
fn said(answer: &Value, figure: &Figure<'_>) -> String {
    if let Some(list) = figure.pointer.strip_suffix(" #") {
        return answer.pointer(list).and_then(Value::as_array).unwrap().len().to_string();
    }
    let value = answer.pointer(figure.pointer);
    let value = value.unwrap_or_else(|| panic!("no `{}` in it", figure.pointer));
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => {
            let decimals = figure.text.split_once('.').map_or(0, |(_, after)| after.len());
            format!("{:.decimals$}", number.as_f64().unwrap())
        }
        other => other.to_string(),
    }
}

fn ask(server: &Server, question: &str) -> Value {
    let separator = if question.contains('?') { '&' } else { '?' };
    server.get(&format!("{question}{separator}today=2026-11-23"))
}

#[test]
fn the_figures_of_the_measures_are_those_of_the_guide() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/measures.md");
    let document = std::fs::read_to_string(path).unwrap();
    let figures = figures(&document);
    assert!(figures.len() > 40, "{} figures", figures.len());
    let server = World::with_guide().serve();
    for figure in &figures {
        let answer = ask(&server, figure.question);
        let (question, pointer) = (figure.question, figure.pointer);
        assert_eq!(said(&answer, figure), figure.text, "{question} {pointer}");
        let Figure { paragraph, text, .. } = figure;
        assert!(paragraph.contains(text), "`{text}` is not in {paragraph}");
    }
}
