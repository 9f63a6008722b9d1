const prefix = "unnamed-";

/** What a record without an id is called, so that the same one is known again. `digest`: of its body, in hex. */
export const nameUnnamed = (digest: string): string => prefix + digest.slice(0, 16);

/** Whether a record that was set aside had no id: then its shop cannot be asked for it alone. */
export const isUnnamed = (externalId: string): boolean => externalId.startsWith(prefix);
