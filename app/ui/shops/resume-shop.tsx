import { useFetcher } from "@remix-run/react";
import { Button } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { useWords } from "../i18n/use-words.tsx";
import { useShell } from "../shell/shell.tsx";

/** Has a paused shop tried again, once somebody mended what it was paused for. */
export function ResumeShop({ shop }: { readonly shop: string }) {
  const { t } = useWords();
  const { toast } = useShell();
  const fetcher = useFetcher<{ readonly resumed: boolean }>();
  const said = useRef(fetcher.data);
  useEffect(() => {
    if (!fetcher.data || fetcher.data === said.current) return;
    said.current = fetcher.data;
    toast(fetcher.data.resumed ? t("shops.resumed") : t("shops.resume.gone"));
  }, [fetcher.data, t, toast]);
  return (
    <fetcher.Form method="post" action="/shops">
      <input type="hidden" name="act" value="resume" />
      <input type="hidden" name="shop" value={shop} />
      <Button submit loading={fetcher.state !== "idle"}>
        {t("shops.resume")}
      </Button>
    </fetcher.Form>
  );
}
