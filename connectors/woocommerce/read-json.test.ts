import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementsOf, readJson } from "./read-json.ts";

describe("JSON of a badly kept site", () => {
  it.each([
    ["a byte order mark", '\uFEFF{"id":1}'],
    [
      "a notice",
      '<br />\n<b>Notice</b>:  Undefined index: a[1] in <b>/var/www/x.php</b> on line <b>3</b><br />\n{"id":1}',
    ],
    ["a warning with braces", 'Warning: foo {bar} [] in x.php\n\n{ "id":1}'],
  ])("is found after %s", (_what, text) => {
    expect(readJson(text)?.value).toEqual({ id: 1 });
  });

  it.each(["", "   ", '<html><script>var a = {"b":1};</script></html>', '{"id":1', "null and void"])(
    "is not seen in %j",
    (text) => {
      expect(readJson(text)).toBeUndefined();
    },
  );

  it("keeps integers that a float would bend", () => {
    expect(readJson('{"id":9007199254740993,"price":24.900000000000002}')?.value).toEqual({
      id: "9007199254740993",
      price: 24.900000000000002,
    });
  });

  it("gives up on a long page of brackets without trying them all", () => {
    expect(readJson(`<p>${'{"'.repeat(200_000)}`)).toBeUndefined();
  });
});

describe("the elements of an array", () => {
  it("are the texts that came, whatever stands inside", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 2), (values, indent) => {
        const text = JSON.stringify(values, null, indent);
        expect(elementsOf(text).map((element) => JSON.parse(element))).toEqual(JSON.parse(text));
      }),
    );
  });

  it("keep their own spelling", () => {
    expect(elementsOf('[ {"total":"1.50", "a":"],[\\""} , 1.0e3,[[],{}] ]')).toEqual([
      '{"total":"1.50", "a":"],[\\""}',
      "1.0e3",
      "[[],{}]",
    ]);
  });
});
