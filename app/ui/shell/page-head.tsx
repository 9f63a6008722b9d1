import { createElement, type ReactNode } from "react";
import { useShell } from "./shell.tsx";

interface Props {
  readonly title: string;
  readonly before?: ReactNode;
  /** Badges beside the title. */
  readonly beside?: ReactNode;
  readonly below?: ReactNode;
  readonly actions?: ReactNode;
}

/** The page's one heading. Where the shop's admin shows it in its own title bar, ours is only for who listens to the page. */
export function PageHead({ title, before, beside, below, actions }: Props) {
  const { facts } = useShell();
  const embedded = facts.frame === "embedded";
  return (
    <header className="tek-head">
      {embedded && createElement("ui-title-bar", { title })}
      {before}
      <div className="tek-head-row">
        <h1 className={embedded ? "tek-hidden" : undefined}>{title}</h1>
        {beside}
        {actions && <div className="tek-head-actions">{actions}</div>}
      </div>
      {below}
    </header>
  );
}
