import { Card } from "@shopify/polaris";
import { type ReactNode, useId } from "react";
import type { StepState } from "#app/views/guide.ts";
import { useWords } from "../i18n/use-words.tsx";
import { Badge } from "../orders/badges.tsx";

const marks = {
  done: { tone: "good", fill: "full" },
  "under-way": { tone: "soon", fill: "half" },
  held: { tone: "bad", fill: "cross" },
  "to-do": { tone: "quiet", fill: "none" },
} as const;

interface Props {
  readonly number: number;
  readonly state: StepState;
  readonly title: string;
  /** Not everybody needs it. */
  readonly optional?: boolean;
  readonly children: ReactNode;
}

/** One step: its number, how far it is, and what there is to know or do. */
export function GuideStep({ number, state, title, optional = false, children }: Props) {
  const { t, code, format } = useWords();
  const id = useId();
  const said = optional && state === "to-do" ? t("guide.step.optional") : code(`guide.step.${state}`);
  return (
    <li data-step={number} data-state={state}>
      <Card padding="0">
        <section className="tek-guide-step" aria-labelledby={id}>
          <span className="tek-guide-number tek-number" aria-hidden="true">
            {format.count(number)}
          </span>
          <div className="tek-guide-head">
            <h2 id={id}>{title}</h2>
            <Badge text={said} {...marks[state]} />
          </div>
          <div className="tek-guide-body tek-stack">{children}</div>
        </section>
      </Card>
    </li>
  );
}
