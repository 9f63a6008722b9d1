/** "1.250,50" and "1250.50" are the same amount; null: nothing typed; undefined: no amount. */
export function decimalOf(text: string): string | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  const mark = Math.max(typed.lastIndexOf(","), typed.lastIndexOf("."));
  const decimals = typed.length - mark - 1;
  // Three digits behind a lone mark group thousands.
  const groups = mark >= 0 && decimals === 3;
  const whole = (mark < 0 || groups ? typed : typed.slice(0, mark)).replace(/[.,\s]/g, "");
  const plain = mark < 0 || groups ? whole : `${whole}.${typed.slice(mark + 1)}`;
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(plain) ? plain : undefined;
}
