import { graphql } from "./graphql.ts";

export const whoami = graphql(`
  query WhoAmI {
    shop { id name myshopifyDomain currencyCode ianaTimezone }
    currentAppInstallation { accessScopes { handle } }
  }
`);
