/** An act that the shop or the order does not allow; told as a 409 with its reason. */
export class ActRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ActRefused";
  }
}
