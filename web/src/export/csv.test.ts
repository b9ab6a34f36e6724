import { expect, it } from "vitest";
import { csv } from "./csv";

it("writes what is unknown as nothing, and text that looks like a formula as text", () => {
  const rows = [
    ["=1+1", 0, null],
    ['a, "b"', -3, "two\nlines"],
  ];
  expect(csv({ columns: ["Name", "Count", "Note"], rows })).toBe(
    'Name,Count,Note\r\n\'=1+1,0,\r\n"a, ""b""",-3,"two\nlines"\r\n',
  );
});
