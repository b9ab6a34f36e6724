/** Every word for people is in the catalogue: no component says anything by itself. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "svelte/compiler";
import { expect, test } from "vitest";

const SOURCES = join(process.cwd(), "src");

/** Attributes of elements that people read or hear. */
const READ = /^(aria-(label|description|roledescription|valuetext)|title|placeholder|alt|label)$/;

/** Attributes of components whose text is a key, and nothing that is shown. */
const KEYS = new Set([
  "id",
  "kind",
  "against",
  "countBy",
  "view",
  "help",
  "level",
  "name",
  "class",
]);

/** Names of keys on a keyboard, selectors and media queries are for the browser. */
const CODE =
  /^(Enter|Escape|Backspace|Home|End|Delete|Tab|(Arrow|Page)\p{L}+|input:not\(.*|#around svg|\([^)]*\))$/u;

const WORD = /\p{L}{2}/u;
/** Words beside each other, beside a mark of a sentence, or with a capital. */
const PROSE = /\p{L}{2,}[,;.:)]?\s|\s[“(]?\p{L}{2,}|^\p{Lu}\p{Ll}/u;
/** Templates that make the key of a mark. */
const KEY_TEMPLATE = /^(from |to |Help|None)$/;

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

function components(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".svelte"))
    .map((entry) => join(entry.parentPath, entry.name));
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

/** Texts of a component that the catalogue does not give. */
function spoken(source: string): string[] {
  const found: string[] = [];
  const tree = parse(source, { modern: true });
  const say = (node: Node, text: string) =>
    found.push(`${source.slice(0, node.start).split("\n").length}: ${text.trim()}`);

  function visit(value: unknown, parent: Node | null): void {
    if (Array.isArray(value)) for (const each of value) visit(each, parent);
    if (!isNode(value)) return;
    // A command to type is the same in every language.
    if (value.type === "RegularElement" && value.name === "code") {
      visitHoles(value);
      return;
    }
    if (value.type.startsWith("Import") || value.type === "Comment") return;
    check(value, parent);
    for (const [key, child] of Object.entries(value))
      if (!["metadata", "parent", "loc", "css", "leadingComments"].includes(key))
        visit(child, value);
  }

  /** Within code only what is computed can have words of people. */
  function visitHoles({ fragment }: Node): void {
    const { nodes } = fragment as { nodes: Node[] };
    for (const node of nodes) if (node.type !== "Text") visit(node, null);
  }

  function check(node: Node, parent: Node | null): void {
    if (node.type === "Text" && parent?.type === "Fragment" && WORD.test(text(node)))
      say(node, text(node));
    if (node.type === "Attribute" && Array.isArray(node.value)) {
      const read =
        parent?.type === "Component" ? !KEYS.has(String(node.name)) : READ.test(String(node.name));
      for (const part of node.value as Node[])
        if (read && part.type === "Text" && WORD.test(text(part))) say(part, text(part));
    }
    if (node.type === "Literal" && typeof node.value === "string") {
      if (PROSE.test(node.value) && !CODE.test(node.value)) say(node, node.value);
    }
    if (node.type === "TemplateElement") {
      const { cooked } = node.value as { cooked: string };
      if (PROSE.test(cooked) && !KEY_TEMPLATE.test(cooked)) say(node, cooked);
    }
  }

  visit(tree.fragment, null);
  visit(tree.instance?.content, null);
  visit(tree.module?.content, null);
  return found;
}

/** Signs such as `&nbsp;` are no words. */
function text({ raw }: Node): string {
  return String(raw ?? "").replace(/&#?\w+;/g, "");
}

test("every string is in the catalogue", () => {
  const said = components(SOURCES).flatMap((file) =>
    spoken(readFileSync(file, "utf8")).map((each) => `${file.slice(SOURCES.length + 1)}:${each}`),
  );
  expect(said).toEqual([]);
  // Every component is parsed: seconds, on a busy machine.
}, 60_000);

test("text, attributes, literals and templates are found; keys and commands are not", () => {
  expect(spoken("<p>Some words</p>")).toEqual(["1: Some words"]);
  expect(spoken('<p aria-label="Some {1} words">{2}</p>')).toEqual(["1: Some", "1: words"]);
  expect(spoken('<Empty what="goals" id="goals" />')).toEqual(["1: goals"]);
  expect(spoken('<p>{open ? "Show fewer" : ""}</p>')).toEqual(["1: Show fewer"]);
  expect(spoken(`<p>{\`\${2} of \${3} met\`}</p>`)).toEqual(["1: of", "1: met"]);
  expect(spoken('<script>const columns = [{ label: "Goal" }];</script>')).toEqual(["1: Goal"]);
  expect(spoken('<code>waymark import FILE</code><p class="soft part">{words.a}</p>')).toEqual([]);
  expect(spoken('<script>const close = (key) => key === "Escape";</script>')).toEqual([]);
});
