import { useFetcher } from "@remix-run/react";
import { Button } from "@shopify/polaris";
import { reindentJson } from "#app/domain/reindent-json.ts";
import { saveFile } from "../browser/save-file.ts";
import { useWords } from "../i18n/use-words.tsx";
import "./raw-body.css";

/** Characters that are shown; the rest is in the download. */
const shownUpTo = 100_000;

interface Props {
  /** The address that answers the body: `{ body: string | null }`. */
  readonly at: string;
  /** Bytes. */
  readonly size: number;
  /** How a download is called, without its ending. */
  readonly name: string;
  /** Another one is another body: what was fetched is fetched anew. */
  readonly version: number;
}

/** What a shop sent, as it came. Folded, and not even fetched until somebody opens it. */
export function RawBody({ version, ...body }: Props) {
  return <Folded key={version} {...body} />;
}

function Folded({ at, size, name }: Omit<Props, "version">) {
  const { t, format } = useWords();
  const fetcher = useFetcher<{ readonly body: string | null }>();
  const body = fetcher.data?.body;
  const open = () => {
    if (body === undefined && fetcher.state === "idle") fetcher.load(at);
  };
  return (
    <details className="tek-raw" onToggle={(event) => event.currentTarget.open && open()}>
      <summary>{t("raw.summary", { size: format.bytes(size) })}</summary>
      {body === undefined && <p className="tek-quiet">{t("raw.loading")}</p>}
      {body === null && <p className="tek-quiet">{t("raw.gone")}</p>}
      {body && <Shown body={body} name={name} />}
    </details>
  );
}

function Shown({ body, name }: { readonly body: string; readonly name: string }) {
  const { t, format } = useWords();
  const pretty = reindentJson(body);
  const cut = pretty.length > shownUpTo;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys, too */}
      <section className="tek-raw-text" tabIndex={0} aria-label={t("raw.label")}>
        <pre>{cut ? pretty.slice(0, shownUpTo).toWellFormed() : pretty}</pre>
      </section>
      {cut && <p className="tek-quiet">{t("raw.cut", { shown: format.count(shownUpTo) })}</p>}
      <Button size="micro" onClick={() => download(body, name)}>
        {t("raw.download")}
      </Button>
    </>
  );
}

function download(body: string, name: string): void {
  const ending = reindentJson(body) === body ? "txt" : "json";
  saveFile(new Blob([body], { type: "text/plain;charset=utf-8" }), `${name}.${ending}`);
}
