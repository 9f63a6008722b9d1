import { useFetcher } from "@remix-run/react";
import { Icon } from "@shopify/polaris";
import { XSmallIcon } from "@shopify/polaris-icons";
import { useRef } from "react";
import type { ListChoices } from "#app/views/list-choices.ts";
import type { OrderPageView } from "#app/views/order-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { TagField } from "../orders/tag-field.tsx";
import { useListAct } from "../orders/use-list-act.ts";
import { useKeys } from "../shell/use-keys.ts";
import { Section } from "./parts.tsx";

/** The tags that people gave the order in Tek: they come and go here; the shop's stand in a card of their own. */
export function OwnTagsCard({ view }: { readonly view: OrderPageView }) {
  const { t } = useWords();
  const { send } = useListAct();
  const field = useRef<HTMLInputElement>(null);
  const { load, data } = useFetcher<ListChoices>();
  useKeys({ t: () => field.current?.focus() });
  const tag = (add: readonly string[], remove: readonly string[]) =>
    send({ act: "tag", orders: [view.id], all: null, add, remove });
  const takeAway = (one: string) => {
    // The button goes with its tag: whoever pressed it by a key would be nowhere.
    field.current?.focus();
    tag([], [one]);
  };
  return (
    <Section title={t("own-tags.title")}>
      <div className="tek-block tek-own-tags">
        {view.ownTags.length === 0 ? (
          <p className="tek-quiet">{t("own-tags.none")}</p>
        ) : (
          <ul>
            {view.ownTags.map((one) => (
              <li key={one} className="tek-own-tag">
                {one}
                <button type="button" aria-label={t("own-tags.remove", { tag: one })} onClick={() => takeAway(one)}>
                  <Icon source={XSmallIcon} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <TagField
          label={t("own-tags.add")}
          known={data?.ownTags ?? []}
          field={field}
          onTag={(one) => tag([one], [])}
          onBegin={() => data ?? load("/orders/choices")}
        />
        <p className="tek-quiet">{t("own-tags.effect")}</p>
      </div>
    </Section>
  );
}
