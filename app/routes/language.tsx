import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { localeCookie, locales } from "../ui/i18n/locale.ts";
import { refusal } from "./enter.server.ts";

const form = z.object({
  locale: z.enum(locales),
  /** A path of ours; anything else would let a form elsewhere send people away. */
  back: z
    .string()
    .regex(/^\/(?![/\\])/)
    .catch("/orders"),
});

export async function action({ request }: ActionFunctionArgs) {
  const asked = form.safeParse(Object.fromEntries(await request.formData()));
  if (!asked.success) throw refusal(400);
  const { locale, back } = asked.data;
  const address = new URL(back, request.url);
  address.searchParams.delete("locale");
  return redirect(address.pathname + address.search, {
    headers: { "Set-Cookie": `${localeCookie}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly` },
  });
}

export const loader = () => redirect("/orders");
