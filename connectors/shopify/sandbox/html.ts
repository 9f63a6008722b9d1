const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that is markup already. */
export interface Markup {
  readonly markup: string;
}

type Piece = string | number | null | undefined | Markup | readonly Markup[];

/** A template whose values are escaped, unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let markup = strings[0] ?? "";
  pieces.forEach((piece, at) => {
    markup += print(piece) + (strings[at + 1] ?? "");
  });
  return { markup };
}

function print(piece: Piece): string {
  if (piece === null || piece === undefined) return "";
  if (typeof piece === "string" || typeof piece === "number")
    return String(piece).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  return "markup" in piece ? piece.markup : piece.map((one) => one.markup).join("");
}

export function page(markup: Markup, status = 200): Response {
  return new Response(`<!doctype html>${markup.markup}`, {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
