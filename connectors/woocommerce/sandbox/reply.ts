/** What a route answers: a status, a JSON value and the headers that differ from the usual ones. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer in WordPress' error shape: `{code, message, data}`. */
export class RestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly data: unknown;
  constructor(status: number, code: string, message: string, data: unknown = { status }) {
    super(message);
    this.name = "RestError";
    this.status = status;
    this.code = code;
    this.data = data;
  }
  body() {
    return { code: this.code, message: this.message, data: this.data };
  }
}

/** WordPress' answer to one or more parameters that its schema refuses. */
export function invalidParam(param: string, code: string, message: string, data: unknown = null): RestError {
  return new RestError(400, "rest_invalid_param", `Invalid parameter(s): ${param}`, {
    status: 400,
    params: { [param]: message },
    details: { [param]: { code, message, data } },
  });
}

/** JSON as PHP writes it: slashes and everything beyond ASCII are escaped. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value).replace(/[/\u007f-\uffff]/g, (c) =>
    c === "/" ? "\\/" : c === "\u007f" ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The response with the headers of a WordPress REST answer, as recorded. */
export function respond(origin: string, reply: Reply, known: boolean): Response {
  const headers = new Headers({
    Server: "nginx/1.22.1",
    "Content-Type": "application/json; charset=UTF-8",
    "X-Robots-Tag": "noindex",
    Link: `<${origin}/wp-json/>; rel="https://api.w.org/"`,
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Expose-Headers": "X-WP-Total, X-WP-TotalPages, Link",
    "Access-Control-Allow-Headers": "Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type",
    ...(known
      ? {
          Expires: "Wed, 11 Jan 1984 05:00:00 GMT",
          "Cache-Control": "no-cache, must-revalidate, max-age=0, no-store, private",
        }
      : { Vary: "Origin" }),
    ...reply.headers,
  });
  return new Response(phpJson(reply.body), { status: reply.status, headers });
}
