import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** The list is the product. The admin's own parameters (token, shop, language) go along. */
export const loader = ({ request }: LoaderFunctionArgs) => redirect(`/orders${new URL(request.url).search}`);
