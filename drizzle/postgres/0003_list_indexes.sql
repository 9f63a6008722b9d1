DROP INDEX "orders_cells";--> statement-breakpoint
CREATE INDEX "orders_method_placed" ON "orders" USING btree ("workspace","payment_method","placed_at","row");--> statement-breakpoint
CREATE INDEX "orders_source_placed" ON "orders" USING btree ("workspace","source","placed_at","row");--> statement-breakpoint
CREATE INDEX "orders_cells" ON "orders" USING btree ("workspace","shop","state","payment_state","payment_method","fulfillment_state","presence","source");