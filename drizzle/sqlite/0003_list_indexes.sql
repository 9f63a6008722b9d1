DROP INDEX `orders_cells`;--> statement-breakpoint
CREATE INDEX `orders_method_placed` ON `orders` (`workspace`,`payment_method`,`placed_at`,`row`);--> statement-breakpoint
CREATE INDEX `orders_source_placed` ON `orders` (`workspace`,`source`,`placed_at`,`row`);--> statement-breakpoint
CREATE INDEX `orders_cells` ON `orders` (`workspace`,`shop`,`state`,`payment_state`,`payment_method`,`fulfillment_state`,`presence`,`source`);