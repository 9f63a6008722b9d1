import { AsyncLocalStorage } from "node:async_hooks";

export interface TransactionGuard {
  /** Throws when the caller is inside a transaction of this database already. */
  mustBeOutside(): void;
  inside<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Refuses reads and transactions inside a transaction: on SQLite a second one would wait for itself, on PostgreSQL it would not be
 * part of the first, and could wait for a connection that never comes free.
 */
export function createTransactionGuard(): TransactionGuard {
  const storage = new AsyncLocalStorage<boolean>();
  return {
    mustBeOutside() {
      if (storage.getStore()) throw new Error("The database was called inside transact(): pass the Writing on instead");
    },
    inside: (work) => storage.run(true, work),
  };
}
