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

/** The page's one heading; the shop's admin also shows it in its own title bar. */
export function PageHead({ title, before, beside, below, actions }: Props) {
  const { facts } = useShell();
  return (
    <header className="tek-head">
      {facts.frame === "embedded" && createElement("ui-title-bar", { title })}
      {before}
      <div className="tek-head-row">
        <h1>{title}</h1>
        {beside}
        {actions && <div className="tek-head-actions">{actions}</div>}
      </div>
      {below}
    </header>
  );
}
