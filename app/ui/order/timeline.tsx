import { Link } from "@remix-run/react";
import type { Instant } from "#app/domain/instant.ts";
import { orderAddress } from "#app/views/order-address.ts";
import type { OrderListQuery } from "#app/views/order-list.ts";
import type { OrderPageView, TimelineCause, TimelineEntry } from "#app/views/order-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { Section } from "./parts.tsx";
import { type TimelineGroup, timelinePage } from "./timeline-groups.ts";
import { type Wording, wordingOf } from "./timeline-words.ts";

interface Props {
  readonly view: OrderPageView;
  /** The list that the order was opened from, for the addresses. */
  readonly list: OrderListQuery;
  readonly now: Instant;
  /** Whether this is an older page of it. */
  readonly older: boolean;
}

/** Every change with what it was, what it became and why; what one reading found together, newest first. */
export function Timeline({ view, list, now, older }: Props) {
  const { t } = useWords();
  const here = orderAddress(view.id, list);
  const { groups, before } = timelinePage(view.timeline, view.olderTimeline);
  return (
    <Section title={t("timeline.title")}>
      {view.timeline.length === 0 && <p className="tek-section-note">{t("timeline.none")}</p>}
      <ol className="tek-timeline">
        {groups.map((group) => (
          <Group key={group.headline.number} group={group} now={now} timezone={view.timezone} />
        ))}
      </ol>
      <div className="tek-section-note tek-actions">
        {older && (
          <Link to={here} className="tek-link" preventScrollReset>
            {t("timeline.newest")}
          </Link>
        )}
        {before !== null && (
          <Link to={`${here}${here.includes("?") ? "&" : "?"}before=${before}`} className="tek-link" preventScrollReset>
            {t("timeline.older")}
          </Link>
        )}
      </div>
    </Section>
  );
}

interface GroupProps {
  readonly group: TimelineGroup;
  readonly now: Instant;
  readonly timezone: string;
}

function Group({ group: { headline, others, amounts }, now, timezone }: GroupProps) {
  const { t, format } = useWords();
  return (
    <li>
      <Headline entry={headline} timezone={timezone} />
      <Changes entries={others} timezone={timezone} />
      {amounts.length > 0 && (
        <details className="tek-amounts">
          <summary>{t("timeline.amounts", { count: amounts.length })}</summary>
          <Changes entries={amounts} timezone={timezone} />
        </details>
      )}
      <div className="tek-quiet tek-cause">
        <time dateTime={new Date(headline.at).toISOString()} title={format.dateTime(headline.at, timezone)}>
          {format.ago(headline.at, now)}
        </time>
        {" · "}
        <Cause cause={headline.cause} />
      </div>
    </li>
  );
}

interface EntryProps {
  readonly entry: TimelineEntry;
  readonly timezone: string;
}

function Headline({ entry, timezone }: EntryProps) {
  const wording = wordingOf(entry, useWords(), timezone);
  return (
    <div className="tek-event">
      <strong>{wording.what}</strong>
      {wording.which && <span>{wording.which}</span>}
      <Change {...wording} />
    </div>
  );
}

function Changes({ entries, timezone }: { readonly entries: readonly TimelineEntry[]; readonly timezone: string }) {
  if (entries.length === 0) return null;
  return (
    <ul className="tek-changes">
      {entries.map((entry) => (
        <CompactChange key={entry.number} entry={entry} timezone={timezone} />
      ))}
    </ul>
  );
}

/** Under a headline an amount is named by its part alone: that it changed is already said. */
function CompactChange({ entry, timezone }: EntryProps) {
  const wording = wordingOf(entry, useWords(), timezone);
  const named = entry.code === "total.changed" && wording.which !== "";
  return (
    <li>
      {!named && <span>{wording.what}</span>}
      {wording.which && <span>{wording.which}</span>}
      <Change {...wording} />
    </li>
  );
}

function Change({ was, became, ends, quoted }: Pick<Wording, "was" | "became" | "ends" | "quoted">) {
  const { t } = useWords();
  const value = (text: string) => (quoted ? <q>{text}</q> : text);
  const next = (text: string) => <span className="tek-became">{value(text)}</span>;
  if (was === null) return became === null ? null : next(became);
  return (
    <span>
      <span className="tek-hidden">{t("timeline.was")}</span>
      <del>{value(was)}</del>
      {!ends && (
        <>
          <span aria-hidden="true">{t("timeline.arrow")}</span>
          <span className="tek-hidden">{t("timeline.became")}</span>
          {became === null ? <span>{t("value.none")}</span> : next(became)}
        </>
      )}
    </span>
  );
}

function Cause({ cause }: { readonly cause: TimelineCause }) {
  const { code, t } = useWords();
  if (cause.by === "person") return t("cause.person", { name: cause.name });
  if (cause.by === "command-line") return code("cause.command-line");
  return code(`cause.${cause.through}`);
}
