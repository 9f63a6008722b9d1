import { useFetcher } from "@remix-run/react";
import { Banner, Button, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { ShopCard } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { usePlatform } from "../orders/badges.tsx";
import { Dialog } from "../shell/dialog.tsx";
import { useShell } from "../shell/shell.tsx";
import type { ShopsAnswer } from "./shops-answer.ts";

/** How one parts with a shop: disconnect it, and then, as an act of its own, delete what it left. */
export function ShopEnding({ shop }: { readonly shop: ShopCard }) {
  const { t } = useWords();
  const { toast } = useShell();
  const disconnecting = useFetcher<ShopsAnswer>();
  const { data } = disconnecting;
  const said = useRef(data);
  useEffect(() => {
    if (!data || data === said.current) return;
    said.current = data;
    if (data.kind === "parted") toast(t("part.done"));
  }, [data, t, toast]);
  const left = shop.state === "disconnected" && data?.kind === "parted" && data.doorbells === "left";
  return (
    <>
      {left && <Banner tone="warning">{t("part.left")}</Banner>}
      <div className="tek-shop-ending">
        {shop.state !== "disconnected" && <Disconnect shop={shop} fetcher={disconnecting} />}
        {shop.state === "disconnected" && shop.orders > 0 && <DeleteOrders shop={shop} />}
      </div>
    </>
  );
}

interface DisconnectProps {
  readonly shop: ShopCard;
  readonly fetcher: ReturnType<typeof useFetcher<ShopsAnswer>>;
}

function Disconnect({ shop, fetcher }: DisconnectProps) {
  const { t, code } = useWords();
  const platform = usePlatform(shop.platform);
  const [opened, setOpened] = useState(false);
  const { name } = shop;
  const way = shop.platform === "shopify" ? "shopify" : "keys";
  return (
    <>
      <Button variant="tertiary" tone="critical" onClick={() => setOpened(true)}>
        {t("part.open")}
      </Button>
      <Dialog title={t("part.title", { name })} opened={opened} onClose={() => setOpened(false)}>
        <div className="tek-stack">
          <div>
            <h3>{t("part.kept")}</h3>
            <ul>
              <li>{t("part.kept.orders", { count: shop.orders })}</li>
              <li>{t("part.kept.place")}</li>
            </ul>
          </div>
          <div>
            <h3>{t("part.deleted")}</h3>
            <ul>
              <li>{t("part.deleted.credentials", { platform })}</li>
              <li>{code(`part.deleted.webhooks.${way}`)}</li>
            </ul>
          </div>
          <p>{code(`part.again.${way}`)}</p>
          <fetcher.Form method="post" action="/shops" className="tek-actions">
            <input type="hidden" name="act" value="disconnect" />
            <input type="hidden" name="shop" value={shop.id} />
            <Button submit variant="primary" tone="critical" loading={fetcher.state !== "idle"}>
              {t("part.submit", { name })}
            </Button>
            <Button onClick={() => setOpened(false)}>{t("part.cancel")}</Button>
          </fetcher.Form>
        </div>
      </Dialog>
    </>
  );
}

function DeleteOrders({ shop }: { readonly shop: ShopCard }) {
  const { t } = useWords();
  const { Form, data, state } = useFetcher<ShopsAnswer>();
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState("");
  const { name, orders } = shop;
  const outcome = data?.kind === "orders-deleted" ? data.outcome : null;
  const refused = outcome?.kind === "refused" && outcome.why === "name" ? t("part.orders.wrong", { name }) : undefined;
  return (
    <>
      <Button variant="tertiary" tone="critical" onClick={() => setOpened(true)}>
        {t("part.orders.open")}
      </Button>
      <Dialog title={t("part.orders.title", { name })} opened={opened} onClose={() => setOpened(false)}>
        <Form method="post" action="/shops" className="tek-stack">
          <p>{t("part.orders.body", { count: orders })}</p>
          <input type="hidden" name="act" value="delete-orders" />
          <input type="hidden" name="shop" value={shop.id} />
          <TextField
            label={t("part.orders.name", { name })}
            name="name"
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            error={refused}
          />
          <div className="tek-actions">
            <Button submit variant="primary" tone="critical" loading={state !== "idle"}>
              {t("part.orders.submit", { count: orders })}
            </Button>
            <Button onClick={() => setOpened(false)}>{t("part.cancel")}</Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}
