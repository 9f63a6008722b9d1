-- Words under which search finds an order: app/domain/orders/search-tokens.ts makes them, app/db/search-index.ts writes them.
-- Contentless: the words themselves are not kept. rowid = orders.row; the workspace is a word among the others.
CREATE VIRTUAL TABLE `order_search` USING fts5(t, content='', contentless_delete=1, detail=none, prefix='2 3', tokenize="unicode61 remove_diacritics 0");
--> statement-breakpoint
-- Merging because of deleted rows alone stalls commits for a second once some thousand rows were replaced (measured at a million orders).
INSERT INTO `order_search`(`order_search`, `rank`) VALUES('deletemerge', 0);
--> statement-breakpoint
CREATE TRIGGER `orders_leave_search` AFTER DELETE ON `orders` BEGIN DELETE FROM `order_search` WHERE rowid = old.`row`; END;
