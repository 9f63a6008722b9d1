import { Card } from "@shopify/polaris";
import type { ReactNode } from "react";
import { PageHead } from "../shell/page-head.tsx";
import "./about.css";

interface PageProps {
  readonly title: string;
  readonly intro: string;
  readonly children: ReactNode;
}

/** A page of plain words that anybody may read. */
export function AboutPage({ title, intro, children }: PageProps) {
  return (
    <div className="tek-page tek-about">
      <PageHead title={title} />
      <Card>
        <div className="tek-about-text">
          <p>{intro}</p>
          {children}
        </div>
      </Card>
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function AboutPart({ title, children }: PartProps) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
