import { Link } from "@remix-run/react";
import type { Instant } from "#app/domain/instant.ts";
import type { OrderPageView, TimelineCause, TimelineEntry } from "#app/views/order-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { Section } from "./parts.tsx";
import { subjectOf, valueText } from "./timeline-words.ts";

interface Props {
  readonly view: OrderPageView;
  readonly now: Instant;
  /** Whether this is an older page of it. */
  readonly older: boolean;
}

/** Every change with what it was, what it became and why; newest first. */
export function Timeline({ view, now, older }: Props) {
  const { t } = useWords();
  return (
    <Section title={t("timeline.title")}>
      {view.timeline.length === 0 && <p className="tek-section-note">{t("timeline.none")}</p>}
      <ol className="tek-timeline">
        {view.timeline.map((entry) => (
          <Entry key={entry.number} entry={entry} now={now} timezone={view.timezone} />
        ))}
      </ol>
      <div className="tek-section-note tek-actions">
        {older && (
          <Link to={`/orders/${view.id}`} className="tek-link" preventScrollReset>
            {t("timeline.newest")}
          </Link>
        )}
        {view.olderTimeline !== null && (
          <Link to={`/orders/${view.id}?before=${view.olderTimeline}`} className="tek-link" preventScrollReset>
            {t("timeline.older")}
          </Link>
        )}
      </div>
    </Section>
  );
}

function Entry({
  entry,
  now,
  timezone,
}: {
  readonly entry: TimelineEntry;
  readonly now: Instant;
  readonly timezone: string;
}) {
  const words = useWords();
  const { what, which } = subjectOf(entry, words);
  const was = valueText(entry, entry.was, words, timezone);
  const became = valueText(entry, entry.became, words, timezone);
  return (
    <li>
      <div className="tek-event">
        <strong>{what}</strong>
        {which && <span>{which}</span>}
        <Change was={was} became={became} />
      </div>
      <div className="tek-quiet tek-cause">
        <time dateTime={new Date(entry.at).toISOString()} title={words.format.dateTime(entry.at, timezone)}>
          {words.format.ago(entry.at, now)}
        </time>
        {" · "}
        <Cause cause={entry.cause} />
      </div>
    </li>
  );
}

function Change({ was, became }: { readonly was: string | null; readonly became: string | null }) {
  const { t } = useWords();
  if (was === null && became === null) return null;
  if (was === null) return <span className="tek-became">{became}</span>;
  return (
    <span>
      <span className="tek-hidden">{t("timeline.was")}</span>
      <del>{was}</del>
      <span aria-hidden="true">{t("timeline.arrow")}</span>
      <span className="tek-hidden">{t("timeline.became")}</span>
      <span className="tek-became">{became ?? t("value.none")}</span>
    </span>
  );
}

function Cause({ cause }: { readonly cause: TimelineCause }) {
  const { code, t } = useWords();
  if (cause.by === "person") return t("cause.person", { name: cause.name });
  if (cause.by === "command-line") return code("cause.command-line");
  return code(`cause.${cause.through}`);
}
