/** `Çini tabak` → `cini-tabak`. */
export function slugOf(name: string): string {
  const plain = name.replaceAll("ı", "i").normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain
    .replaceAll(/&\w+;/g, " ")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
