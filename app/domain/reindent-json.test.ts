import fc from "fast-check";
import { expect, test } from "vitest";
import { reindentJson } from "./reindent-json.ts";

test("a line for each value, two spaces a level", () => {
  expect(reindentJson('{"a":[1,{"b":null}],"c":{ },"d":[ ]}')).toBe(
    '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}',
  );
});

test("numbers and texts stay as they were written", () => {
  const text = '{"id":12345678901234567890,"total":1.10,"name":"I\\u015f\\u0131k, \\"{[:]}\\"","big":1E400}';
  expect(reindentJson(text).replace(/\n\s*|(?<=":) /g, "")).toBe(text);
});

test("whatever JSON says, it says the same afterwards", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.nat(3), (text, indent) => {
      const value: unknown = JSON.parse(text);
      expect(JSON.parse(reindentJson(JSON.stringify(value, null, indent)))).toEqual(value);
      expect(reindentJson(text)).toBe(reindentJson(JSON.stringify(value, null, indent)));
    }),
  );
});

test("what is no JSON stays as it came", () => {
  for (const text of ["", "<html>", '{"a":1', "Notice: undefined\n{}"]) expect(reindentJson(text)).toBe(text);
});
