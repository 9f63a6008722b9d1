/** A file to keep, for whoever asked and for no cache: a route without a page gets none of the pages' headers. */
export function fileAnswer(body: BodyInit, { name, type }: { readonly name: string; readonly type: string }): Response {
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
