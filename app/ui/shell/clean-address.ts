/** What the shop admin adds to the first address and nobody may copy out of it or share. */
const secrets = ["id_token", "session", "hmac", "timestamp", "bounced"];

/** Takes the admin's token out of the address bar. App Bridge has read it by then: its script comes first in the head. */
export function cleanAddress(browser: Pick<Window, "location" | "history">): void {
  const address = new URL(browser.location.href);
  if (!secrets.some((name) => address.searchParams.has(name))) return;
  for (const name of secrets) address.searchParams.delete(name);
  browser.history.replaceState(browser.history.state, "", address);
}
