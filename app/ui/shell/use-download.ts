import { useState } from "react";
import { browserPorts } from "../browser/browser-ports.ts";
import { saveFile } from "../browser/save-file.ts";
import { useWords } from "../i18n/use-words.tsx";
import { useShell } from "./shell.tsx";

/** Fetches a file of ours, as whoever is signed in, and saves it; says so when it does not come. */
export function useDownload(): { download(path: string, name: string): void; readonly busy: boolean } {
  const { t } = useWords();
  const { toast } = useShell();
  const [busy, setBusy] = useState(false);
  const run = async (path: string, name: string) => {
    setBusy(true);
    try {
      const answer = await browserPorts.fetch(path, {});
      if (!answer.ok) throw new Error(String(answer.status));
      saveFile(await answer.blob(), name);
    } catch {
      toast(t("download.failed"));
    } finally {
      setBusy(false);
    }
  };
  return { busy, download: (path, name) => void run(path, name) };
}
