/**
 * A JSON text with a line for each value, two spaces a level. Only space between values changes: numbers and texts stay as they were
 * written, since parsing would round long ids and drop the zeros of amounts. What is no JSON is answered as it is.
 */
export function reindentJson(text: string): string {
  if (!isJson(text)) return text;
  let out = "";
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[^\s"[\]{},:]+|\{\s*\}|\[\s*\]|[[\]{},:]/g)) {
    if (/^(\{\s*\}|\[\s*\])$/.test(token)) out += token[0] === "{" ? "{}" : "[]";
    else if (token === "{" || token === "[") {
      depth++;
      out += token + line();
    } else if (token === "}" || token === "]") {
      depth--;
      out += line() + token;
    } else if (token === ",") out += token + line();
    else if (token === ":") out += ": ";
    else out += token;
  }
  return out;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
