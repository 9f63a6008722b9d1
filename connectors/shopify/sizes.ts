/**
 * How much the documents ask for. Inner lists of a page are short, because a page of 100 must stay below 1 000 points; an order that
 * has more is only mentioned by the page and read alone, with long lists, and followed to their ends.
 */
export const pageSizes = { lines: 20, shippingLines: 5, fulfillmentLines: 20, refundLines: 20 } as const;
export const singleSizes = { lines: 100, shippingLines: 50, fulfillmentLines: 100, refundLines: 100 } as const;
/** Rows of a page of whole orders, and of one of heads. */
export interface PageRows {
  readonly whole: number;
  readonly heads: number;
}
export const pageRows: PageRows = { whole: 100, heads: 250 };
/** Of the pages that follow a long inner list to its end. */
export const innerSize = 100;
/** Of the pages of goods and counts; a product with more variants is followed to its end. */
export const goodsSizes = { products: 25, variants: 100, locations: 250, levels: 250 } as const;
