/** What a person may choose from while filtering and tagging. */
export interface ListChoices {
  /** Given in Tek. */
  readonly ownTags: readonly string[];
  /** As the shops spell them; each that is one of ours stands there only. */
  readonly shopTags: readonly string[];
  /** ISO 3166-1, of the orders that were placed last. */
  readonly countries: readonly string[];
}
