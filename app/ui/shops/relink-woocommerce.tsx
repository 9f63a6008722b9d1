import { Button } from "@shopify/polaris";
import { useState } from "react";
import type { ShopCard } from "#app/views/shops-page.ts";
import { useWords } from "../i18n/use-words.tsx";
import { ConnectWooCommerce } from "./connect-woocommerce.tsx";
import { ResumeShop } from "./resume-shop.tsx";

interface Props {
  readonly shop: ShopCard;
  readonly takesApprovals: boolean;
}

/** What helps a paused shop, on its own card: trying again, or fresh keys, by approving Tek there once more or by hand. */
export function RelinkWooCommerce({ shop, takesApprovals }: Props) {
  const { t } = useWords();
  const [way, setWay] = useState<"approval" | "keys" | null>(null);
  if (way === null)
    return (
      <div className="tek-actions">
        <ResumeShop shop={shop.id} />
        {takesApprovals && <Button onClick={() => setWay("approval")}>{t("shops.relink")}</Button>}
        <Button onClick={() => setWay("keys")}>{t("shops.relink.keys")}</Button>
      </div>
    );
  return (
    <div className="tek-relink">
      <ConnectWooCommerce
        address={shop.adminUrl.replace(/\/wp-admin\/?$/, "")}
        startWithKeys={way === "keys"}
        takesApprovals={takesApprovals}
        notLinked={null}
        shops={1}
      />
      <div className="tek-actions">
        <Button variant="plain" onClick={() => setWay(null)}>
          {t("shops.relink.close")}
        </Button>
      </div>
    </div>
  );
}
