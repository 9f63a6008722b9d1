/**
 * Reads JSON as WooCommerce sites send it: integers beyond 2^53 stay exact (as text), and a document that follows a byte order mark,
 * PHP notices or other markup is found (measured: badly kept sites print them before the body). Undefined when there is none.
 */
export function readJson(text: string): { readonly value: unknown; readonly text: string } | undefined {
  for (const candidate of candidates(text)) {
    try {
      return { value: JSON.parse(candidate, exactIntegers), text: candidate };
    } catch {
      // The next bracket may be where the document begins.
    }
  }
  return undefined;
}

const mostTries = 40;

function* candidates(text: string): Generator<string> {
  const whole = text.replace(/^\uFEFF/, "").trim();
  if (whole === "") return;
  yield whole;
  let tries = 0;
  for (const match of whole.matchAll(/\{\s*["}]|\[\s*[{\]["\d]/g)) {
    if (match.index === 0) continue;
    if (++tries > mostTries) return;
    yield whole.slice(match.index);
  }
}

function exactIntegers(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? "";
  return /^-?\d+$/.test(source) ? source : value;
}

/** The elements of a JSON array as the texts that they came in; the text must be a valid array. */
export function elementsOf(array: string): string[] {
  const elements: string[] = [];
  let depth = 0;
  let start = -1;
  for (let i = 0; i < array.length; i++) {
    const c = array[i];
    if (c === '"') i = endOfString(array, i);
    else if (c === "[" || c === "{") {
      depth++;
      if (depth === 1) start = i + 1;
    } else if (c === "]" || c === "}") depth--;
    const closed = depth === 0 && c === "]";
    if (closed || (depth === 1 && c === ",")) {
      const element = array.slice(start, i).trim();
      if (element) elements.push(element);
      start = i + 1;
    }
  }
  return elements;
}

function endOfString(text: string, quote: number): number {
  for (let i = quote + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i;
  }
  return text.length;
}
