import type { Entry } from "#app/load-context.ts";
import { localeOf, type ShownLocale } from "../i18n/locale.ts";

export function localeOfRequest(request: Request, entry: Entry): ShownLocale {
  return localeOf({
    address: new URL(request.url),
    cookie: request.headers.get("cookie"),
    door: entry.kind === "caller" ? entry.shell.locale : null,
    accepts: request.headers.get("accept-language"),
  });
}
