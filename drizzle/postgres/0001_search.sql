-- Words under which search finds an order: app/domain/orders/search-tokens.ts makes them, app/db/search-index.ts writes them.
CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA public;
--> statement-breakpoint
CREATE TABLE "order_search" (
	"row" bigint PRIMARY KEY NOT NULL REFERENCES "orders"("row") ON DELETE CASCADE,
	"workspace" text COLLATE "C" NOT NULL,
	"tokens" tsvector NOT NULL
);
--> statement-breakpoint
CREATE INDEX "order_search_tokens" ON "order_search" USING gin ("workspace", "tokens");
--> statement-breakpoint
CREATE INDEX "order_search_newest" ON "order_search" USING btree ("workspace", "row");
--> statement-breakpoint
-- Compressed by us already.
ALTER TABLE "order_raw" ALTER COLUMN "body" SET STORAGE EXTERNAL;
