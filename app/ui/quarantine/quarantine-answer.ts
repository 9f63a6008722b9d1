export type QuarantineAnswer =
  /** For how many records marks were left. */
  { readonly kind: "asked"; readonly asked: number } | { readonly kind: "dismissed"; readonly dismissed: boolean };
