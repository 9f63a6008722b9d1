import { useWords } from "../i18n/use-words.tsx";
import { useLiveState } from "./use-live.ts";

/** Says whether what stands here follows what happens. */
export function LiveMark() {
  const { code } = useWords();
  const state = useLiveState();
  return (
    <span className="tek-live" data-state={state} role="status">
      <span className="tek-live-dot" aria-hidden="true" />
      {code(`live.${state}`)}
    </span>
  );
}
