/** An order holds something that cannot be understood without guessing. Becomes "unreadable" where it is read. */
export class Unmappable extends Error {
  override readonly name = "Unmappable";
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;

  constructor(code: string, params: Readonly<Record<string, string>>) {
    super(`${code} ${Object.values(params).join(" ")}`);
    this.code = code;
    this.params = params;
  }
}
