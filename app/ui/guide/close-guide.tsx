import { Form, useNavigation } from "@remix-run/react";
import { Button } from "@shopify/polaris";

/** The guide greets nobody in the workspace any more. */
export function CloseGuide({ children }: { readonly children: string }) {
  const closing = useNavigation().formAction === "/guide";
  return (
    <Form method="post" action="/guide">
      <input type="hidden" name="act" value="close" />
      <Button submit variant="tertiary" loading={closing}>
        {children}
      </Button>
    </Form>
  );
}
