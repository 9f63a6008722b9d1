/** Polaris' own style sheet, as an address for the document's head. */
export { default as polarisStyles } from "@shopify/polaris/build/esm/styles.css?url";
